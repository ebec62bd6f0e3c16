import type { ValueSet } from '../model/definitions.ts';
import type { ExpandedCode } from './code-set.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { Expansion, Terminology } from './terminology.ts';

/** Parameters of `ValueSet/$expand` after parsing. One of `url` and `valueSet` is given. */
export interface ExpandParameters {
  /** Canonical of the value set; may carry `|version`. */
  readonly url?: string;
  readonly valueSetVersion?: string;
  /** A value set sent along instead of named. */
  readonly valueSet?: ValueSet;
  /** Words that must begin words of the display, or the beginning of the code; case and accents do not count. */
  readonly filter?: string;
  readonly offset?: number;
  readonly count?: number;
  readonly activeOnly?: boolean;
  /** FHIR instant for `expansion.timestamp`. */
  readonly timestamp: string;
}

/** A ValueSet with its expansion, or why there is none. */
export type ExpandAnswer = { readonly valueSet: ExpandedValueSet } | Refusal;

/** The answer of `$expand`. `total` counts what passes the filter; `contains` is the page asked for. */
export interface ExpandedValueSet {
  readonly resourceType: 'ValueSet';
  readonly url?: string;
  readonly version?: string;
  readonly name?: string;
  readonly title?: string;
  readonly status: string;
  readonly expansion: {
    readonly timestamp: string;
    readonly total: number;
    readonly offset: number;
    readonly parameter?: readonly { readonly name: string; readonly [value: `value${string}`]: unknown }[];
    readonly contains?: readonly ExpandedCode[];
  };
}

/** `ValueSet/$expand` without the HTTP around it. A set that cannot be listed in full is refused, never shortened. */
export function expandOperation(terminology: Terminology, parameters: ExpandParameters): ExpandAnswer {
  const found = findExpansion(terminology, parameters);
  if ('refused' in found) {
    return found;
  }
  const { definition, expansion } = found;
  if (!expansion.complete) {
    return refusal(
      'not-supported',
      `The value set ${expansion.url || 'that was sent'} cannot be listed in full here: it takes codes from a code system or a value set of which the codes are not held`,
    );
  }
  const codes = expansion.codes.filter(admits(parameters));
  const offset = Math.max(0, parameters.offset ?? 0);
  const page = codes.slice(offset, parameters.count === undefined ? undefined : offset + parameters.count);
  const given = givenParameters(parameters);
  return {
    valueSet: {
      ...heading(definition),
      expansion: {
        timestamp: parameters.timestamp,
        total: codes.length,
        offset,
        ...(given.length > 0 ? { parameter: given } : {}),
        ...(page.length > 0 ? { contains: page } : {}),
      },
    },
  };
}

interface Found {
  readonly definition: ValueSet;
  readonly expansion: Expansion;
}

function findExpansion(terminology: Terminology, parameters: ExpandParameters): Found | Refusal {
  if (parameters.valueSet) {
    return expandSent(terminology, parameters.valueSet);
  }
  if (parameters.url === undefined) {
    return refusal(
      'required',
      'Name the value set by the parameter url, or send it as the parameter valueSet',
    );
  }
  const canonical =
    parameters.valueSetVersion === undefined || parameters.url.includes('|')
      ? parameters.url
      : `${parameters.url}|${parameters.valueSetVersion}`;
  const expansion = terminology.expand(canonical);
  const definition = terminology.valueSet(canonical);
  return expansion && definition
    ? { expansion, definition }
    : refusal('not-found', `The value set ${canonical} is not known here`);
}

/** A set sent along is worked out over what is held, and may import held sets. */
function expandSent(terminology: Terminology, definition: ValueSet): Found | Refusal {
  const named = { ...definition, url: definition.url ?? 'urn:caecilia:sent' };
  const expansion = terminology.including([named]).expand(named.url);
  return expansion
    ? { definition, expansion: { ...expansion, url: definition.url ?? '' } }
    : refusal('invalid', 'The value set that was sent has no definition');
}

function heading(definition: ValueSet): Omit<ExpandedValueSet, 'expansion'> {
  const { url, version, name, title, status } = definition;
  return {
    resourceType: 'ValueSet',
    ...(url ? { url } : {}),
    ...(version ? { version } : {}),
    ...(name ? { name } : {}),
    ...(title ? { title } : {}),
    status: status ?? 'active',
  };
}

function givenParameters({ filter, offset, count, activeOnly }: ExpandParameters) {
  return [
    ...(filter === undefined ? [] : [{ name: 'filter', valueString: filter }]),
    ...(offset === undefined ? [] : [{ name: 'offset', valueInteger: offset }]),
    ...(count === undefined ? [] : [{ name: 'count', valueInteger: count }]),
    ...(activeOnly === undefined ? [] : [{ name: 'activeOnly', valueBoolean: activeOnly }]),
  ];
}

function admits({ filter, activeOnly }: ExpandParameters): (code: ExpandedCode) => boolean {
  const words = filter === undefined ? [] : wordsOf(filter);
  return (code) => !(activeOnly && code.inactive) && matchesWords(code, words);
}

function matchesWords({ code, display = '' }: ExpandedCode, words: readonly string[]): boolean {
  const own = [...wordsOf(display), folded(code)];
  return words.every((word) => own.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): readonly string[] {
  return folded(text)
    .split(/[\s,;:/()[\]'"-]+/u)
    .filter((each) => each !== '');
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase();
}
