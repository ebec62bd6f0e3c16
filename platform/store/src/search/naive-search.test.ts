import type {
  CompositeEntry,
  Criterion,
  FhirResource,
  Include,
  Prefix,
  RangeEntry,
  SearchEntries,
  SearchParam,
} from '@caecilia/fhir';
import { officialExamples } from '@caecilia/fhir/testing';
import { type Indexed, NaiveSearch } from '@caecilia/fhir/testing/naive-search';
import type { RecordSession } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartedEngine } from '../testing/engines.ts';
import { extractorOf, recordOf, registry, startEmbedded } from '../testing/r4.ts';

/**
 * The SQL against the plainest reading of the query AST, over the official examples: for every parameter criteria
 * made of what is really there. What the search matrix leaves out (numbers, quantities, composites, chains, `_has`,
 * includes) is proven here.
 */
const extract = extractorOf(registry);
/** How many resources stand for each parameter; `npm run search-samples` takes three of every parameter. */
const SAMPLES = Number(process.env.CAECILIA_SEARCH_SAMPLES ?? 1);
/** Of how many parameters one is asked by; composites are few, and all asked. */
const SPREAD = process.env.CAECILIA_SEARCH_SAMPLES === undefined ? 3 : 1;
const PREFIXES: readonly Prefix[] = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];

const indexed: readonly Indexed[] = officialExamples().map(({ text }) => {
  const resource = resourceOf(text);
  return { resource, ...extract(resource) };
});
const naive = new NaiveSearch(indexed);
const isHere = indexed.length > 0;

function resourceOf(text: string): FhirResource {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === 'object' && parsed !== null && 'resourceType' in parsed)
    return parsed as FhirResource;
  throw new Error('an example is not a resource');
}

/** The first of each type that have an entry of the kind, with the parameter of the entry; of one parameter in some. */
function* samples<T extends { readonly param: string }>(
  kind: (entries: SearchEntries) => readonly T[],
  most: number,
  spread = SPREAD,
) {
  const taken = new Map<string, number>();
  for (const each of indexed) {
    const type = each.resource.resourceType;
    for (const entry of kind(each.entries)) {
      const param = registry.get(type, entry.param);
      const key = `${type}.${entry.param}`;
      const isNew = !taken.has(key);
      const count = taken.get(key) ?? (taken.size % spread === 0 ? 0 : most);
      if (isNew) taken.set(key, count);
      if (param === undefined || count >= most) continue;
      taken.set(key, count + 1);
      yield { type, param, entry, indexed: each };
    }
  }
}

function rangeCriterion(param: SearchParam, { kind, low, high }: RangeEntry, prefix: Prefix): Criterion {
  const [from, until] = [Number.isFinite(low) ? low : -1e15, Number.isFinite(high) ? high : 1e15];
  const value = { prefix, low: from, high: until };
  return kind === 'quantity' ? { kind, param, anyOf: [value] } : { kind, param, anyOf: [value] };
}

/** What a part of a composite can be asked by, as it is and with less of it. */
function partCriteria(param: SearchParam, part: SearchEntries): Criterion[] {
  const [token] = part.tokens;
  const [range] = part.ranges;
  const [string] = part.strings;
  const [reference] = part.references;
  if (token !== undefined) {
    const values = [{ system: token.system ?? '', code: token.code }, { code: token.code }];
    return values.map((value) => ({ kind: 'token', param, anyOf: [value], negated: false }));
  }
  if (range !== undefined)
    return (['eq', 'ge', 'lt'] as const).map((prefix) => rangeCriterion(param, range, prefix));
  if (string !== undefined)
    return [{ kind: 'string', param, match: 'prefix', anyOf: [string.value.slice(0, 5)] }];
  if (reference?.type !== undefined && reference.id !== undefined) {
    return [
      {
        kind: 'reference',
        param,
        match: 'exact',
        anyOf: [{ type: reference.type, id: reference.id }],
        negated: false,
      },
    ];
  }
  return [];
}

function compositeCriteria(param: SearchParam, { parts }: CompositeEntry): Criterion[] {
  if (param.code === 'near') return [nearCriterion(param, parts)];
  const choices = param.components.map((component, index) =>
    parts[index] === undefined ? [] : partCriteria(component.param, parts[index]),
  );
  const combined = choices.reduce<Criterion[][]>(
    (made, each) => made.flatMap((way) => each.map((criterion) => [...way, criterion])),
    [[]],
  );
  return combined.map((anyOf) => ({ kind: 'composite', param, anyOf: [anyOf] }));
}

/** A box of two degrees around a position. */
function nearCriterion(param: SearchParam, parts: readonly SearchEntries[]): Criterion {
  const sides = parts.flatMap(({ ranges }) => ranges);
  const box = sides.map((range): Criterion => {
    const side = { prefix: 'eq' as const, low: range.low - 1, high: range.high + 1 };
    return { kind: 'number', param: { ...param, code: range.param }, anyOf: [side] };
  });
  return { kind: 'composite', param, anyOf: [box] };
}

/** One criterion that a resource meets, for the far end of a chain. */
function metBy({ resource, entries }: Indexed): Criterion | undefined {
  const [token] = entries.tokens;
  const param = token && registry.get(resource.resourceType, token.param);
  return token && param && { kind: 'token', param, anyOf: [{ code: token.code }], negated: false };
}

describe.skipIf(!isHere)(`the official examples${isHere ? '' : ' (skipped: not there)'}`, () => {
  let engine: StartedEngine;
  let session: RecordSession;

  beforeAll(async () => {
    engine = await startEmbedded();
    const resources = indexed.map(({ resource }) => resource);
    session = await recordOf(engine, resources, registry);
  }, 300_000);
  afterAll(async () => await engine?.stop());

  const counts = new Map<string, Promise<number | undefined>>();
  /** How many the record counts, without showing one; the same question is asked once. */
  function counted(type: string, criteria: readonly Criterion[]) {
    const asked = JSON.stringify([type, criteria], shortly);
    const count =
      counts.get(asked) ??
      session
        .search({ types: [type], criteria, sort: [], count: 0, total: 'none', includes: [] })
        .then(({ total }) => total);
    counts.set(asked, count);
    return count;
  }

  async function differs(type: string, criteria: readonly Criterion[], includes: readonly Include[] = []) {
    const query = { types: [type], criteria, sort: [], count: 1000, total: 'none', includes } as const;
    const page = await session.search(query);
    const total = await counted(type, criteria);
    const matches = naive.find([type], criteria);
    const included = includes.length === 0 ? [] : naive.included(matches, includes);
    const expected = {
      matches: matches.map(nameOf).sort(),
      included: included.map(nameOf).sort(),
      total: matches.length,
    };
    const found = {
      matches: page.matches.map(({ type: of, id }) => `${of}/${id}`).sort(),
      included: page.includes.map(({ type: of, id }) => `${of}/${id}`).sort(),
      total,
    };
    return JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [{ type, asked: JSON.stringify([criteria, includes], shortly), expected, found }];
  }

  const nameOf = ({ resource }: Indexed) => `${resource.resourceType}/${resource.id}`;
  const shortly = (key: string, value: unknown) =>
    key === 'param' && typeof value === 'object' && value !== null && 'code' in value ? value.code : value;

  it('are found by numbers, quantities and dates with every prefix', async () => {
    const wrong = [];
    for (const { type, param, entry } of samples((entries) => entries.ranges, SAMPLES)) {
      for (const prefix of PREFIXES)
        wrong.push(...(await differs(type, [rangeCriterion(param, entry, prefix)])));
      if (entry.kind !== 'quantity' || entry.unit === undefined) continue;
      const value = { prefix: 'le' as const, low: entry.low, high: entry.high, unit: entry.unit };
      wrong.push(...(await differs(type, [{ kind: 'quantity', param, anyOf: [value] }])));
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('are found by composites', async () => {
    const wrong = [];
    for (const { type, param, entry } of samples((entries) => entries.composites, Math.max(3, SAMPLES), 1)) {
      for (const criterion of compositeCriteria(param, entry))
        wrong.push(...(await differs(type, [criterion])));
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('are found through chains and _has, also together with other criteria', async () => {
    const byName = new Map(indexed.map((each) => [nameOf(each), each]));
    const wrong = [];
    const metAt = ({ type, id }: SearchEntries['references'][number]) => {
      const target = byName.get(`${type}/${id}`);
      return target && metBy(target);
    };
    const leadOn = ({ tokens, references }: SearchEntries) =>
      tokens.length === 0 ? [] : references.filter((each) => metAt(each) !== undefined);
    for (const { type, param, entry, indexed: from } of samples(leadOn, SAMPLES)) {
      const [there, here] = [metAt(entry), metBy(from)];
      if (entry.type === undefined || there === undefined || here === undefined) continue;
      const chain: Criterion = { kind: 'chain', param, targets: [{ type: entry.type, criterion: there }] };
      const has: Criterion = { kind: 'has', param, type, criterion: here };
      const own: Criterion = { kind: 'id', anyOf: [from.resource.id ?? ''], negated: false };
      wrong.push(...(await differs(type, [chain])), ...(await differs(type, [own, chain])));
      wrong.push(...(await differs(type, [here, chain])), ...(await differs(entry.type, [has])));
      wrong.push(...(await differs(entry.type, [there, has])));
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('come with what is included', async () => {
    const wrong = [];
    for (const { type, param, entry } of samples((entries) => entries.references, 1)) {
      const forward = { reverse: false, iterate: false, source: type, param };
      const reverse = { ...forward, reverse: true };
      wrong.push(
        ...(await differs(type, [], [forward])),
        ...(await differs(type, [], [{ ...forward, iterate: true }])),
      );
      if (entry.type === undefined) continue;
      wrong.push(...(await differs(entry.type, [], [reverse])));
      wrong.push(
        ...(await differs(
          entry.type,
          [],
          [
            { ...reverse, iterate: true },
            { ...forward, iterate: true },
          ],
        )),
      );
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});
