import type { FhirResource } from '../src/resource.ts';
import type { Placement, ReferenceEntry, SearchEntries, TokenEntry } from '../src/search/entries.ts';
import type {
  Criterion,
  Include,
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
  /** What a criterion of a chain or `_has` found, as addresses, so that it is looked for once. */
  readonly #found = new WeakMap<Criterion, ReadonlySet<string>>();

  constructor(all: readonly Indexed[]) {
    this.#all = all;
  }

  /** The resources of these types that meet every criterion. */
  find(types: readonly string[], criteria: readonly Criterion[]): readonly Indexed[] {
    return this.#all.filter(
      (each) => types.includes(each.resource.resourceType) && criteria.every((one) => this.#meets(each, one)),
    );
  }

  /** What the includes add to the matches; the matches themselves are not repeated. Iteration goes on to the end. */
  included(matches: readonly Indexed[], includes: readonly Include[]): readonly Indexed[] {
    const known = new Set(matches);
    let round: readonly Indexed[] = matches;
    let asked = includes;
    while (round.length > 0) {
      const added = this.#all.filter(
        (each) => !known.has(each) && asked.some((one) => isIncluded(each, round, one)),
      );
      for (const each of added) known.add(each);
      round = added;
      asked = includes.filter((one) => one.iterate);
    }
    return [...known].slice(matches.length);
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
        return this.#pointsAtOne(indexed, criterion);
      case 'has':
        return this.#isPointedAt(indexed, criterion);
      default:
        return criterion satisfies never;
    }
  }

  #pointsAtOne({ entries }: Indexed, { param, targets }: Extract<Criterion, { kind: 'chain' }>): boolean {
    const addresses = of(entries.references, param.code).map(addressIn);
    return targets.some(({ type, criterion }) => {
      const found = this.#remembered(criterion, () =>
        this.find([type], [criterion]).flatMap(({ resource }) => addressesOf(resource)),
      );
      return addresses.some((address) => found.has(address));
    });
  }

  #isPointedAt(
    { resource }: Indexed,
    { param, type, criterion }: Extract<Criterion, { kind: 'has' }>,
  ): boolean {
    const found = this.#remembered(criterion, () =>
      this.find([type], [criterion]).flatMap(({ entries }) =>
        of(entries.references, param.code).map(addressIn),
      ),
    );
    return addressesOf(resource).some((address) => found.has(address));
  }

  #remembered(criterion: Criterion, addresses: () => readonly string[]): ReadonlySet<string> {
    const known = this.#found.get(criterion) ?? new Set(addresses());
    this.#found.set(criterion, known);
    return known;
  }
}

/** How a resource may be pointed at: by type and id, or by its canonical address. */
function addressesOf({ resourceType, id, url }: FhirResource): readonly string[] {
  return [`${resourceType}/${id}`, ...(typeof url === 'string' ? [url] : [])];
}

function addressIn({ type, id, url }: ReferenceEntry): string {
  return url ?? `${type}/${id}`;
}

function isIncluded(candidate: Indexed, sources: readonly Indexed[], include: Include): boolean {
  return include.reverse
    ? sources.some((each) => points(candidate, each, include))
    : sources.some((each) => points(each, candidate, include));
}

function points(source: Indexed, target: Indexed, include: Include): boolean {
  if (include.source !== '*' && include.source !== source.resource.resourceType) return false;
  if (include.targetType !== undefined && include.targetType !== target.resource.resourceType) return false;
  const addresses = addressesOf(target.resource);
  return source.entries.references.some(
    (each) =>
      (include.param === undefined || include.param.code === each.param) &&
      addresses.includes(addressIn(each)),
  );
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
