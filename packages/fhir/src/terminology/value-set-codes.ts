import type { ValueSet, ValueSetContains, ValueSetInclude } from '../model/definitions.ts';
import { hasGrammar } from './code-grammar.ts';
import {
  type CodeSet,
  type ExpandedCode,
  grammarSet,
  intersection,
  listed,
  union,
  unknownOf,
  unknownSet,
  without,
} from './code-set.ts';
import type { HeldSystem } from './code-system.ts';
import { codesPassing } from './concept-filter.ts';
import type { HeldResources } from './held-resources.ts';

/** How a value set finds the sets it imports; undefined for one that is not held, or that imports itself. */
export type ImportedSet = (canonical: string) => CodeSet | undefined;

/** The codes of a value set: by its definition, or by the stored expansion where the definition cannot be worked out. */
export function codeSetOf(valueSet: ValueSet, held: HeldResources, imported: ImportedSet): CodeSet {
  const stored = valueSet.expansion && storedExpansion(valueSet.expansion);
  if (!valueSet.compose) {
    return stored ?? unknownSet;
  }
  const include = union(valueSet.compose.include.map((each) => partSet(each, held, imported)));
  const exclude = valueSet.compose.exclude?.map((each) => partSet(each, held, imported)) ?? [];
  const defined = exclude.length > 0 ? without(include, union(exclude)) : include;
  return stored && !defined.list().complete ? preferringStored(stored, defined) : defined;
}

/** Where a complete stored expansion stands for a definition that cannot be worked out, it is the whole answer. */
function preferringStored(stored: CodeSet, defined: CodeSet): CodeSet {
  return stored.list().complete ? stored : union([stored, defined]);
}

function partSet(part: ValueSetInclude, held: HeldResources, imported: ImportedSet): CodeSet {
  const conditions = (part.valueSet ?? []).map((each) => imported(each) ?? unknownSet);
  if (part.system !== undefined) {
    conditions.unshift(systemPart(part, part.system, held));
  }
  return conditions.length === 0 ? unknownSet : intersection(conditions);
}

function systemPart(part: ValueSetInclude, url: string, held: HeldResources): CodeSet {
  const system = held.system(url, part.version);
  if (part.concept) {
    return listed(
      part.concept.map((each) => expandedCode(url, each.code, each.display, system)),
      true,
    );
  }
  if (!system) {
    return part.filter || !hasGrammar(url) ? unknownOf(url) : grammarSet(url);
  }
  return heldPart(part, url, system);
}

function heldPart(part: ValueSetInclude, url: string, system: HeldSystem): CodeSet {
  let passing: readonly string[] = [...system.concepts.keys()];
  for (const filter of part.filter ?? []) {
    const codes = codesPassing(system, filter);
    if (!codes) {
      return unknownOf(url);
    }
    passing = passing.filter((code) => codes.has(code));
  }
  const codes = passing.map((code) => expandedCode(url, code, undefined, system));
  return system.complete ? listed(codes, true) : union([listed(codes, false), unknownOf(url)]);
}

function expandedCode(
  system: string,
  code: string,
  display: string | undefined,
  held: HeldSystem | undefined,
): ExpandedCode {
  const concept = held?.concepts.get(code);
  const shown = display ?? concept?.display;
  return {
    system,
    code,
    ...(shown === undefined ? {} : { display: shown }),
    ...(concept?.abstract ? { abstract: true } : {}),
    ...(concept?.inactive ? { inactive: true } : {}),
  };
}

function storedExpansion(expansion: NonNullable<ValueSet['expansion']>): CodeSet {
  const codes = storedCodes(expansion.contains ?? []);
  const complete = isWholeExpansion(expansion, codes.length);
  return complete ? listed(codes, true) : union([listed(codes, false), unknownSet]);
}

function storedCodes(contains: readonly ValueSetContains[]): readonly ExpandedCode[] {
  return contains.flatMap((each) => [...storedCode(each), ...storedCodes(each.contains ?? [])]);
}

/** An entry without a code only groups those below it. */
function storedCode({
  system,
  code,
  display,
  abstract,
  inactive,
}: ValueSetContains): readonly ExpandedCode[] {
  if (code === undefined || system === undefined) {
    return [];
  }
  return [
    {
      system,
      code,
      ...(display === undefined ? {} : { display }),
      ...(abstract ? { abstract } : {}),
      ...(inactive ? { inactive } : {}),
    },
  ];
}

/** A page, or an expansion that its maker calls unclosed or cut short, is not the whole set. */
function isWholeExpansion(expansion: object, count: number): boolean {
  const total: unknown = Reflect.get(expansion, 'total');
  const extensions: unknown = Reflect.get(expansion, 'extension');
  const cut =
    Array.isArray(extensions) &&
    extensions.some((each: unknown) => /valueset-(unclosed|toocostly)/.test(JSON.stringify(each)));
  return count > 0 && !cut && (typeof total !== 'number' || total <= count);
}
