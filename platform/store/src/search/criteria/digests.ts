import type { Condition, Tier } from '../condition.ts';
import { type Level, once } from '../statement-draft.ts';

/** Above this many digests the list is hashed for a check; below it comparing one by one is faster. */
const HASHED_FROM = 32;

/** The row holds one of these digests, or, negated, none of them. */
export function holdsAny(level: Level, digests: readonly string[], tier: Tier, negated = false): Condition {
  const { alias, draft } = level;
  const array = once(() => draft.plain([...new Set(digests)], 'bigint'));
  const held = () =>
    digests.length < HASHED_FROM
      ? `arrayoverlap(${alias}.toks, ${array()})`
      : `exists (select 1 from unnest(${alias}.toks) t(tok) where (t.tok in (select unnest(${array()}))) is true)`;
  if (negated) return { check: () => `not ${held()}` };
  return { check: held, drive: { kind: 'toks', tier, sql: array } };
}
