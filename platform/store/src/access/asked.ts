import type { Param } from '@caecilia/engine';
import { plainArray, textArray } from '@caecilia/engine';
import { type AccessInteraction, type Right, rightsFor, type Scope } from '@caecilia/kernel';
import { internalId } from '../ids.ts';
import { hiddenBits, type RowColumns, related } from './condition.ts';
import { criterionToks } from './criteria.ts';
import { actorsOf } from './view.ts';
import { patientArray } from './visible.ts';

/** What somebody wants to do with a resource of a type; of several at once each names the set of its rights. */
export interface Wish {
  readonly scope: Scope;
  readonly interaction: AccessInteraction;
  readonly type: string;
  /** Only rights whose criteria these digests meet count, and the row is not asked; for what is not yet a row. */
  readonly toks?: ReadonlySet<string>;
}

/** The set of rights of who may see everything; it has no rows. */
const EVERYTHING = 0;
const NOTHING = -1;

/**
 * A common table expression `g` with the rights of all callers of a statement, a row each, from parameter `first` on.
 * Rights travel as columns, so that one prepared statement serves every caller.
 */
export function rightsTable(first: number): string {
  const types = [
    'int',
    'boolean',
    'boolean',
    'uuid',
    'int',
    'text',
    'text',
    'text',
    'text',
    'text',
    'text',
    'boolean',
  ];
  const columns = types.map((type, index) => `$${first + index}::text::${type}[]`).join(', ');
  return `g as materialized (
  select s, shared, everyone, within, hidden, patients::uuid[] as patients, actors::text[] as actors,
    kinds::smallint[] as kinds, life::smallint[] as life, permitted::smallint[] as permitted, criteria, related
  from unnest(${columns})
    as g(s, shared, everyone, within, hidden, patients, actors, kinds, life, permitted, criteria, related)
)`;
}

/** The access rule for a row under one of the sets of `rightsTable`; `set` and `now` are SQL expressions. */
export function visibleToSet(set: string, now: string, row: RowColumns): string {
  const { patient, others, label, toks } = row;
  const relation = related(row, {
    actors: 'g.actors',
    now,
    kinds: 'g.kinds',
    kindsInLife: 'g.life',
    kindsPermitted: 'g.permitted',
  });
  const listed = `(${patient} = any(g.patients) and (${others} is null or ${others} <@ g.patients))`;
  const ways = [
    `(g.shared and ${patient} is null)`,
    `(g.everyone and ${patient} is not null)`,
    `(g.patients is not null and ${listed})`,
    `(g.related and ${relation})`,
  ];
  const within = `(g.within is null or ${patient} is null or (${patient} = g.within and ${others} is null))`;
  const shown = `(${label} is null or (${label} & g.hidden) = 0)`;
  const criteria =
    toks === undefined
      ? 'g.criteria is null'
      : `(g.criteria is null or not exists (select 1 from unnest(string_to_array(g.criteria, ';')) c(toks)
          where not arrayoverlap(${toks}, c.toks::bigint[])))`;
  return `(${set} = ${EVERYTHING} or exists (select 1 from g where g.s = ${set}
    and (${ways.join(' or ')}) and ${within} and ${shown} and ${criteria} offset 0))`;
}

interface RightRow {
  readonly set: number;
  readonly right: Right;
  readonly patients: string | null;
  readonly within: string | null;
  readonly actors: readonly string[];
  readonly criteria: string | null;
}

const NO_RIGHT: Right = {
  shared: true,
  everyone: false,
  kinds: [],
  kindsInLife: [],
  kindsPermitted: [],
  labels: 0x7fff,
  where: [],
};

/** The sets of some wishes: for each wish the number of its set, and the parameters of `rightsTable`. */
export function rightSets(wishes: readonly Wish[]): { sets: readonly number[]; params: readonly Param[] } {
  const rows: RightRow[] = [];
  const known = new Map<Scope, Map<string, number>>();
  let last = EVERYTHING;
  const sets = wishes.map((wish) => {
    const { scope, interaction, type, toks } = wish;
    if (scope.kind === 'everything') return EVERYTHING;
    if (scope.kind === 'nothing') return NOTHING;
    const mine = known.get(scope) ?? new Map<string, number>();
    known.set(scope, mine);
    const key = scope.kind === 'patients' ? '' : `${interaction} ${type}`;
    const found = toks === undefined ? mine.get(key) : undefined;
    if (found !== undefined) return found;
    last += 1;
    rows.push(...rowsOf(wish, last));
    if (toks === undefined) mine.set(key, last);
    return last;
  });
  return { sets, params: paramsOf(rows) };
}

function rowsOf({ scope, interaction, type, toks }: Wish, set: number): RightRow[] {
  if (scope.kind === 'patients') {
    const patients = patientArray(scope.patients);
    return [{ set, right: NO_RIGHT, patients, within: null, actors: [], criteria: null }];
  }
  if (scope.kind !== 'rules') return [];
  const within = scope.within === undefined ? null : internalId('Patient', scope.within).id;
  const actors = actorsOf({ scope, onePatient: true });
  return rightsFor(scope, interaction, type).flatMap((right): RightRow[] => {
    const criteria = right.where.map((criterion) => criterionToks(type, criterion));
    const common = { set, right, patients: null, within, actors };
    if (toks === undefined) return [{ ...common, criteria: criteriaText(criteria) }];
    const isMet = criteria.every((digests) => digests.some((digest) => toks.has(digest)));
    return isMet ? [{ ...common, criteria: null }] : [];
  });
}

function criteriaText(criteria: readonly (readonly string[])[]): string | null {
  return criteria.length === 0 ? null : criteria.map(plainArray).join(';');
}

function paramsOf(rows: readonly RightRow[]): Param[] {
  const plain = (of: (row: RightRow) => string | number | boolean | null) => plainArray(rows.map(of));
  const text = (of: (row: RightRow) => string | null) => textArray(rows.map(of));
  return [
    plain(({ set }) => set),
    plain(({ right }) => right.shared),
    plain(({ right }) => right.everyone),
    plain(({ within }) => within),
    plain(({ right }) => hiddenBits(right.labels)),
    text(({ patients }) => patients),
    text(({ actors }) => textArray(actors)),
    text(({ right }) => plainArray(right.kinds)),
    text(({ right }) => plainArray(right.kindsInLife)),
    text(({ right }) => plainArray(right.kindsPermitted)),
    text(({ criteria }) => criteria),
    plain(({ right }) => right.kinds.length + right.kindsInLife.length + right.kindsPermitted.length > 0),
  ];
}
