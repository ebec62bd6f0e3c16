import type { FhirResource } from '../src/resource.ts';
import type { Placement, ReferenceEntry, SearchEntries, TokenEntry } from '../src/search/entries.ts';
import type {
  Criterion,
  QuantityValue,
  RangeValue,
  ReferenceValue,
  TokenValue,
} from '../src/search/query.ts';

/** A resource with what it can be found by. */
export interface Indexed {
  readonly resource: FhirResource;
  readonly entries: SearchEntries;
  readonly placement: Placement;
}

/**
 * The meaning of the query AST, as plainly as it can be written: every criterion looks at every entry. Tests prove the
 * grammar and the extraction with it, and the SQL against it.
 */
export class NaiveSearch {
  readonly #all: readonly Indexed[];

  constructor(all: readonly Indexed[]) {
    this.#all = all;
  }

  /** The resources of these types that meet every criterion. */
  find(types: readonly string[], criteria: readonly Criterion[]): readonly Indexed[] {
    return this.#all.filter(
      (each) => types.includes(each.resource.resourceType) && criteria.every((one) => this.#meets(each, one)),
    );
  }

  #meets(indexed: Indexed, criterion: Criterion): boolean {
    if (isEntryCriterion(criterion)) return meetsEntries(indexed.entries, criterion);
    switch (criterion.kind) {
      case 'never':
        return false;
      case 'id':
        return criterion.anyOf.includes(indexed.resource.id ?? '') !== criterion.negated;
      case 'compartment':
        return indexed.placement.patientId === criterion.patientId;
      case 'lastUpdated':
        throw new Error('resources in memory have no time of change');
      case 'missing':
        return indexed.entries.present.includes(criterion.param.code) !== criterion.missing;
      case 'chain':
        return this.#pointedAt(indexed, criterion);
      case 'has':
        return this.#all.some(
          (each) =>
            each.resource.resourceType === criterion.type &&
            of(each.entries.references, criterion.param.code).some((one) =>
              pointsAt(one, indexed.resource),
            ) &&
            this.#meets(each, criterion.criterion),
        );
      default:
        return criterion satisfies never;
    }
  }

  #pointedAt({ entries }: Indexed, { param, targets }: Extract<Criterion, { kind: 'chain' }>): boolean {
    const references = of(entries.references, param.code);
    return this.#all.some((each) =>
      targets.some(
        ({ type, criterion }) =>
          each.resource.resourceType === type &&
          references.some((one) => pointsAt(one, each.resource)) &&
          this.#meets(each, criterion),
      ),
    );
  }
}

type EntryCriterion = Exclude<
  Criterion,
  { kind: 'never' | 'id' | 'compartment' | 'lastUpdated' | 'missing' | 'chain' | 'has' }
>;

function isEntryCriterion(criterion: Criterion): criterion is EntryCriterion {
  return !['never', 'id', 'compartment', 'lastUpdated', 'missing', 'chain', 'has'].includes(criterion.kind);
}

function meetsEntries(entries: SearchEntries, criterion: EntryCriterion): boolean {
  const { code } = criterion.param;
  switch (criterion.kind) {
    case 'token':
      return any(of(entries.tokens, code), criterion.anyOf, isToken) !== criterion.negated;
    case 'text':
      return any(of(entries.texts, code), criterion.anyOf, ({ text }, asked) => hasWords(text, asked));
    case 'identifierOfType':
      return any(of(entries.tokens, code), criterion.anyOf, isOfType);
    case 'string':
      return any(of(entries.strings, code), criterion.anyOf, ({ value }, asked) =>
        isString(value, asked, criterion.match),
      );
    case 'uri':
      return any(of(entries.uris, code), criterion.anyOf, ({ value }, asked) =>
        isUri(value, asked, criterion.match),
      );
    case 'date':
    case 'number':
    case 'quantity':
      return any(
        of(entries.ranges, code),
        criterion.anyOf,
        (entry, asked) => isInRange(entry, asked) && isUnit(entry, asked),
      );
    case 'reference':
      return (
        any(of(entries.references, code), criterion.anyOf, (entry, asked) =>
          isReference(entry, asked, criterion.match),
        ) !== criterion.negated
      );
    case 'referenceIdentifier':
      return any(of(entries.references, code), criterion.anyOf, isIdentified);
    case 'composite':
      return any(of(entries.composites, code), criterion.anyOf, ({ parts }, asked) =>
        asked.every((part, index) => {
          const own = parts[index];
          return own !== undefined && isEntryCriterion(part) && meetsEntries(own, part);
        }),
      );
    default:
      return criterion satisfies never;
  }
}

function of<T extends { readonly param: string }>(entries: readonly T[], param: string): readonly T[] {
  return entries.filter((entry) => entry.param === param);
}

function any<E, V>(
  entries: readonly E[],
  values: readonly V[],
  matches: (entry: E, value: V) => boolean,
): boolean {
  return entries.some((entry) => values.some((value) => matches(entry, value)));
}

function isToken(entry: Pick<TokenEntry, 'system' | 'code'>, { system, code }: TokenValue): boolean {
  return (
    (system === undefined || (entry.system ?? '') === system) && (code === undefined || entry.code === code)
  );
}

function isOfType(entry: TokenEntry, asked: { system?: string; code: string; value: string }): boolean {
  const { identifierType } = entry;
  return (
    entry.code === asked.value &&
    identifierType !== undefined &&
    isToken(identifierType, {
      code: asked.code,
      ...(asked.system === undefined ? {} : { system: asked.system }),
    })
  );
}

function isIdentified({ identifier }: ReferenceEntry, { system, code }: TokenValue): boolean {
  return (
    identifier !== undefined &&
    isToken(
      { ...identifier, code: identifier.value },
      { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) },
    )
  );
}

/** Lower case, without accents and marks, white space collapsed; a space at an end counts, also in `:contains=x `. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ');
}

function hasWords(text: string, asked: string): boolean {
  return ` ${folded(text)}`.includes(` ${folded(asked).trim()}`);
}

function isString(value: string, asked: string, match: 'prefix' | 'exact' | 'contains'): boolean {
  if (match === 'exact') return value === asked;
  return match === 'prefix' ? folded(value).startsWith(folded(asked)) : folded(value).includes(folded(asked));
}

function isUri(value: string, asked: string, match: 'exact' | 'below' | 'above'): boolean {
  if (match === 'exact') return value === asked;
  return match === 'below' ? value.startsWith(asked) : asked.startsWith(value);
}

function isReference(
  entry: ReferenceEntry,
  asked: ReferenceValue,
  match: 'exact' | 'below' | 'above',
): boolean {
  if (asked.id !== undefined)
    return entry.id === asked.id && (asked.type === undefined || entry.type === asked.type);
  if (entry.url !== asked.url) return false;
  if (asked.version === undefined || entry.version === asked.version) return true;
  return match === 'below' && (entry.version ?? '').startsWith(`${asked.version}.`);
}

function pointsAt(entry: ReferenceEntry, { resourceType, id, url }: FhirResource): boolean {
  if (entry.url !== undefined) return entry.url === url;
  return entry.type === resourceType && entry.id === id;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** As `RangeValue` defines it. */
function isInRange({ low: lo, high: hi }: Range, { prefix, low, high }: RangeValue): boolean {
  const equal = low <= lo && hi <= high;
  const meanings: Record<RangeValue['prefix'], boolean> = {
    eq: equal,
    ne: !equal,
    gt: hi > high,
    lt: lo < low,
    ge: hi > high || equal,
    le: lo < low || equal,
    sa: lo >= high,
    eb: hi <= low,
    ap: lo < high && hi > low,
  };
  return meanings[prefix];
}

function isUnit(
  entry: { unitSystem?: string; unit?: string; unitText?: string },
  asked: QuantityValue,
): boolean {
  if (asked.unitSystem !== undefined && entry.unitSystem !== asked.unitSystem) return false;
  if (asked.unit === undefined) return true;
  return entry.unit === asked.unit || (asked.unitSystem === undefined && entry.unitText === asked.unit);
}
