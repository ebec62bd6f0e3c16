import { canonicalJson, sameJson } from '../same-json.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the record that stays takes from the one that goes. */
export interface TakingRule {
  /** Columns that it takes where it has nothing itself. */
  readonly fill: readonly string[];
  /** Columns with lists, to which it adds what it lacks. */
  readonly join: readonly string[];
  /** Columns with days, of which it takes the later one. */
  readonly later?: readonly string[];
}

/** What was taken, so that it can be given back. */
export interface Taken {
  readonly set: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
  readonly added: Readonly<Record<string, readonly unknown[]>>;
}

/** What changes in the record that stays, and the note of it. */
export function takenFrom(
  kept: Values,
  gone: Values,
  rule: TakingRule,
): { readonly patch: Values; readonly taken: Taken } {
  const later = (rule.later ?? []).filter((column) => isLater(gone[column], kept[column]));
  const filled = rule.fill.filter((column) => isEmpty(kept[column]) && !isEmpty(gone[column]));
  const set = [...filled, ...later].map(
    (column) => [column, { before: kept[column] ?? null, after: gone[column] }] as const,
  );
  const added = rule.join
    .map((column) => [column, lacking(listOf(kept[column]), listOf(gone[column]))] as const)
    .filter(([, items]) => items.length > 0);
  const patch = {
    ...Object.fromEntries(set.map(([column, { after }]) => [column, after])),
    ...Object.fromEntries(added.map(([column, items]) => [column, [...listOf(kept[column]), ...items]])),
  };
  return { patch, taken: { set: Object.fromEntries(set), added: Object.fromEntries(added) } };
}

/**
 * What changes in the record that stayed when all is given back. What somebody changed since is left as they made it,
 * and told as `left`; what was added to a list since stays in it.
 */
export function givenBack(
  now: Values,
  taken: Taken,
): { readonly patch: Values; readonly left: readonly string[] } {
  const set = Object.entries(taken.set);
  const back = set.filter(([column, { after }]) => sameJson(now[column], after));
  const patch = {
    ...Object.fromEntries(back.map(([column, { before }]) => [column, before])),
    ...Object.fromEntries(
      Object.entries(taken.added).map(([column, items]) => [column, lacking(items, listOf(now[column]))]),
    ),
  };
  return { patch, left: set.filter((one) => !back.includes(one)).map(([column]) => column) };
}

/** Items of one list that another list does not have. */
function lacking(has: readonly unknown[], items: readonly unknown[]): unknown[] {
  const known = new Set(has.map(canonicalJson));
  return items.filter((item) => !known.has(canonicalJson(item)));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || canonicalJson(value) === '{}';
}

function isLater(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && one > other;
}
