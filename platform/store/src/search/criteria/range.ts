import type { Criterion, QuantityValue, RangeValue } from '@caecilia/fhir';
import { all, type Condition, TIER, type Tier } from '../condition.ts';
import { shortDigest } from '../digest.ts';
import { rangeKey, severalTok, unitKey } from '../keys.ts';
import { paramKeys } from '../merged-params.ts';
import { byKey } from '../source.ts';
import { type Level, once } from '../statement-draft.ts';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

/** Dates, numbers and quantities. */
export function rangeCondition(
  level: Level,
  { param, kind, anyOf }: Of<'date' | 'number' | 'quantity'>,
): Condition {
  const keys = once(() => level.draft.plain(paramKeys(level.types, param.code).map(rangeKey), 'bigint'));
  const tier = kind === 'date' && anyOf.every(isShort) ? TIER.period : TIER.range;
  return hasRange(level, { keys, anyOf, tier });
}

/** Dates and numbers have one form; here the kind is `date`. */
export type DateCriterion = Extract<Criterion, { kind: 'date' | 'number' }>;

/**
 * Dates of one parameter, each of which must be met, be it by another date of the row. Most rows have one, and are
 * found by all criteria at once; those with several carry a digest that says so, and are checked.
 */
export function datesCondition(level: Level, criteria: readonly DateCriterion[]): Condition {
  const conditions = criteria.map((criterion) => rangeCondition(level, criterion));
  const [first, ...more] = criteria;
  if (first === undefined || more.length === 0) return all(conditions);
  const { draft, alias } = level;
  const keys = paramKeys(level.types, first.param.code);
  const sql = () => {
    const met = criteria.map(({ anyOf }) => `(${anyOf.map((value) => meeting(level, value)).join(' or ')})`);
    const k = draft.alias('k');
    const byDate = `select g.bucket, g.type, g.id from rng g where g.key = any(${draft.plain(keys.map(rangeKey), 'bigint')}) and ${met.join(' and ')}`;
    const several = `select s.bucket, s.type, s.id from res s where s.toks && ${draft.plain(keys.map(severalTok), 'bigint')}`;
    return `(${byDate} union ${several}) ${k} ${byKey(alias, keyOf(k))}`;
  };
  const tier = isPeriod(criteria) ? TIER.period : TIER.range;
  return { check: all(conditions).check, drive: { kind: 'from', tier, sql, loose: true } };
}

/** Whether the criteria leave a month at most. */
function isPeriod(criteria: readonly DateCriterion[]): boolean {
  const values = criteria.flatMap(({ anyOf }) => (anyOf.length === 1 ? anyOf : []));
  const from = Math.max(...values.map(earliest));
  const until = Math.min(...values.map(latest));
  return until - from <= A_MONTH_MS;
}

function earliest({ prefix, low, high }: RangeValue): number {
  if (prefix === 'ge' || prefix === 'eq') return low;
  return prefix === 'gt' || prefix === 'sa' ? high : Number.NEGATIVE_INFINITY;
}

function latest({ prefix, low, high }: RangeValue): number {
  if (prefix === 'le' || prefix === 'eq') return high;
  return prefix === 'lt' || prefix === 'eb' ? low : Number.POSITIVE_INFINITY;
}

/** The row has a range under one of these keys (an SQL expression of type bigint[]) that meets one of the values. */
export function hasRange(
  level: Level,
  { keys, anyOf, tier }: { keys: () => string; anyOf: readonly QuantityValue[]; tier: Tier },
): Condition {
  const { draft, alias } = level;
  const meets = once(
    () => `g.key = any(${keys()}) and (${anyOf.map((value) => meeting(level, value)).join(' or ')})`,
  );
  return {
    check: () =>
      `exists (select 1 from rng g where g.bucket = ${alias}.bucket and g.type = ${alias}.type and g.id = ${alias}.id and ${meets()} offset 0)`,
    drive: {
      kind: 'from',
      tier,
      sql: () => {
        const k = draft.alias('k');
        return `(select distinct g.bucket, g.type, g.id from rng g where ${meets()}) ${k} ${byKey(alias, keyOf(k))}`;
      },
    },
  };
}

/** One range of a composite with several; `key` is an SQL expression of type bigint[]. */
export interface PartRange {
  readonly keys: () => string;
  readonly value: QuantityValue;
}

/**
 * The row has, in one occurrence, a range for each of the parts. Such ranges carry the number of their occurrence in
 * `unit`, so they cannot be asked for by unit.
 */
export function hasRangesTogether(level: Level, parts: readonly PartRange[]): Condition {
  const { draft, alias } = level;
  const sql = once(() => {
    const tables = parts.map(({ keys, value }, index) => {
      const table =
        index === 0
          ? 'g'
          : `(select * from rng g where g.key = any(${keys()}) and ${meeting(level, value)}) g${index}`;
      return index === 0 ? 'rng g' : `join ${table} using (bucket, type, id, unit)`;
    });
    return tables.join(' ');
  });
  const first = parts[0];
  if (first === undefined) return { check: () => 'true' };
  const meets = once(() => `g.key = any(${first.keys()}) and ${meeting(level, first.value)}`);
  return {
    check: () =>
      `exists (select 1 from ${sql()} where bucket = ${alias}.bucket and type = ${alias}.type and id = ${alias}.id and ${meets()} offset 0)`,
    drive: {
      kind: 'from',
      tier: TIER.range,
      sql: () => {
        const k = draft.alias('k');
        return `(select distinct bucket, type, id from ${sql()} where ${meets()}) ${k} ${byKey(alias, keyOf(k))}`;
      },
    },
  };
}

/** Names the primary key in a row source. */
export function keyOf(alias: string): { bucket: string; type: string; id: string } {
  return { bucket: `${alias}.bucket`, type: `${alias}.type`, id: `${alias}.id` };
}

const A_MONTH_MS = 32 * 86_400_000;

function isShort({ prefix, low, high }: RangeValue): boolean {
  return (prefix === 'eq' || prefix === 'ap') && high - low <= A_MONTH_MS;
}

function meeting(level: Level, value: QuantityValue): string {
  const { draft } = level;
  const low = once(() => draft.param(value.low, 'float8'));
  const high = once(() => draft.param(value.high, 'float8'));
  return `(${[compared(value.prefix, low, high), ...unitConditions(level, value)].join(' and ')})`;
}

/**
 * How a stored range stands to the range searched, as R4 words it; both are closed at the low end and open at the
 * high. `gt`: the range above the search intersects the stored one; `sa`: it contains it; and so on. Where the first
 * condition does not bound `lo`, by which the index is ordered, a second one that follows from it does.
 */
function compared(prefix: RangeValue['prefix'], low: () => string, high: () => string): string {
  const contained = () => `g.lo >= ${low()} and g.lo <= ${high()} and g.hi <= ${high()}`;
  switch (prefix) {
    case 'eq':
      return contained();
    case 'ne':
      return `(g.lo < ${low()} or g.hi > ${high()})`;
    case 'gt':
      return `g.hi > ${high()}`;
    case 'lt':
      return `g.lo < ${low()}`;
    case 'ge':
      return `(g.hi > ${high()} or (${contained()}))`;
    case 'le':
      return `(g.lo < ${low()} or (${contained()}))`;
    case 'sa':
      return `g.lo >= ${high()}`;
    case 'eb':
      return `g.hi <= ${low()} and g.lo <= ${low()}`;
    case 'ap':
      return `g.lo < ${high()} and g.hi > ${low()}`;
  }
}

/** A unit without a system is a code, or a word that is printed for one. */
function unitConditions(level: Level, { unitSystem, unit }: QuantityValue): string[] {
  const { draft, types } = level;
  const system =
    unitSystem === undefined ? [] : [`g.unit_system = ${draft.param(shortDigest(unitSystem), 'int')}`];
  if (unit === undefined) return system;
  if (unitSystem !== undefined) return [...system, `g.unit = ${draft.param(shortDigest(unit), 'int')}`];
  const names = draft.plain(
    types.map((type) => unitKey(type, unit)),
    'bigint',
  );
  const codes = `array(select v.norm::int from text_value v where v.key = any(${names}))`;
  return [`g.unit = any(${draft.plain([shortDigest(unit)], 'int')} || ${codes})`];
}
