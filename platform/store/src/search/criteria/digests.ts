import type { Condition, Tier } from '../condition.ts';
import { type Level, once } from '../statement-draft.ts';

/** Above this many digests the list is hashed for a check; below it comparing one by one is faster. */
const HASHED_FROM = 32;

/** The row holds one of these digests, or, negated, none of them. */
export function holdsAny(level: Level, digests: readonly string[], tier: Tier, negated = false): Condition {
  const { draft } = level;
  const distinct = [...new Set(digests)];
  const array = once(() => draft.plain(distinct, 'bigint'));
  const held = once(() => checkFor(level, distinct, array));
  if (negated) return { check: () => `not ${held()}` };
  return { check: held, drive: { kind: 'toks', tier, sql: array } };
}

/** None of these forms can use the index. The first is the fastest by far, and the most common. */
function checkFor({ alias, draft }: Level, digests: readonly string[], array: () => string): string {
  const [only, ...more] = digests;
  if (only !== undefined && more.length === 0) return `(${draft.param(only, 'bigint')} = any(${alias}.toks))`;
  if (digests.length < HASHED_FROM) return `arrayoverlap(${alias}.toks, ${array()})`;
  return `exists (select 1 from unnest(${alias}.toks) t(tok) where (t.tok in (select unnest(${array()}))) is true)`;
}
