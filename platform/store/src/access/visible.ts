import type { Param } from '@caecilia/engine';
import { plainArray, textArray } from '@caecilia/engine';
import { type AccessInteraction, type Right, type RuleScope, rightsFor } from '@caecilia/kernel';
import { internalId } from '../ids.ts';
import { typeNumber } from '../resource-types.ts';
import { hiddenBits, type RowColumns, related } from './condition.ts';
import { criterionToks } from './criteria.ts';
import { actorsOf, type View } from './view.ts';

/** Rows of these types, and where their columns are. */
export interface Rows extends RowColumns {
  /** Expression of the number of the type; needed where there are several. */
  readonly type: string;
  readonly types: readonly string[];
}

/** Takes a value and its type into the statement and gives its placeholder. */
export type AddParam = (value: Param, type: string) => string;

/**
 * The access rule for a statement that is made for one caller, so that the database plans with it. Types that share
 * their rights share their condition. `true` and `false` stand alone.
 */
export function visibleRows(view: View, rows: Rows, add: AddParam): string {
  const { scope } = view;
  switch (scope.kind) {
    case 'everything':
      return 'true';
    case 'nothing':
      return 'false';
    case 'patients': {
      const patients = add(patientArray(scope.patients), 'uuid[]');
      const { patient, others } = rows;
      return `(${patient} is null or (${patient} = any(${patients}) and (${others} is null or ${others} <@ ${patients})))`;
    }
    case 'rules':
      return underRules(view, scope, rows, onceEach(add));
  }
}

export function patientArray(patients: readonly string[]): string {
  return plainArray(patients.map((id) => internalId('Patient', id).id));
}

function onceEach(add: AddParam): AddParam {
  const made = new Map<string, string>();
  return (value, type) => {
    const key = `${type} ${String(value)}`;
    const placeholder = made.get(key) ?? add(value, type);
    made.set(key, placeholder);
    return placeholder;
  };
}

function underRules(view: View, scope: RuleScope, rows: Rows, add: AddParam): string {
  const groups = groupedByRights(view, scope, rows);
  const conditions = groups.map(({ types, rights }) => {
    const met = rights.map((right) =>
      rightCondition(view, scope, { right, type: types[0] ?? '' }, rows, add),
    );
    const either = met.length === 1 ? (met[0] ?? 'false') : `(${met.join(' or ')})`;
    if (types.length === rows.types.length) return either;
    return `(${rows.type} = any(${add(plainArray(types.map(typeNumber)), 'int[]')}) and ${either})`;
  });
  if (conditions.length === 0) return 'false';
  return conditions.length === 1 ? (conditions[0] ?? 'false') : `(${conditions.join(' or ')})`;
}

interface Group {
  readonly types: readonly string[];
  readonly rights: readonly Right[];
}

/** A caller asks the same kind of question again and again, with the same scope. */
const known = new WeakMap<RuleScope, Map<string, readonly Group[]>>();
const MOST_KNOWN = 200;

function groupedByRights({ interaction }: View, scope: RuleScope, rows: Rows): readonly Group[] {
  const mine = known.get(scope) ?? new Map<string, readonly Group[]>();
  known.set(scope, mine);
  const key = `${interaction} ${rows.toks === undefined} ${rows.types.join()}`;
  const groups = mine.get(key) ?? newlyGrouped(interaction, scope, rows);
  if (mine.size >= MOST_KNOWN) mine.clear();
  mine.set(key, groups);
  return groups;
}

/** Types without any right are in no group. What depends on digests is of one type, because digests are. */
function newlyGrouped(
  interaction: AccessInteraction,
  scope: RuleScope,
  { types, toks }: Rows,
): readonly Group[] {
  const groups = new Map<string, { types: string[]; rights: readonly Right[] }>();
  for (const type of new Set(types)) {
    const rights = rightsFor(scope, interaction, type).filter(
      ({ where }) => where.length === 0 || toks !== undefined,
    );
    if (rights.length === 0) continue;
    const key = `${rights.some(({ where }) => where.length > 0) ? type : ''} ${JSON.stringify(rights)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { types: [type], rights });
    else group.types.push(type);
  }
  return [...groups.values()];
}

function rightCondition(
  view: View,
  scope: RuleScope,
  { right, type }: { right: Right; type: string },
  rows: Rows,
  add: AddParam,
): string {
  const { patient, others, label, toks } = rows;
  const within =
    scope.within === undefined
      ? []
      : [
          `(${patient} is null or (${patient} = ${add(internalId('Patient', scope.within).id, 'uuid')} and ${others} is null))`,
        ];
  const criteria = right.where.map(
    (criterion) => `arrayoverlap(${toks}, ${add(plainArray(criterionToks(type, criterion)), 'bigint[]')})`,
  );
  const open = waysIn(view, right, rows, add);
  return `(${[open, ...within, `(${label} is null or (${label} & ${hiddenBits(right.labels)}) = 0)`, ...criteria].join(' and ')})`;
}

function waysIn(view: View, right: Right, rows: Rows, add: AddParam): string {
  const { shared, everyone, kinds, kindsInLife, kindsPermitted } = right;
  const list = (numbers: readonly number[]) =>
    numbers.length === 0 ? undefined : add(plainArray(numbers), 'smallint[]');
  const isRelated = kinds.length + kindsInLife.length + kindsPermitted.length > 0;
  const ways = [
    ...(shared ? [`${rows.patient} is null`] : []),
    ...(everyone ? [`${rows.patient} is not null`] : []),
    ...(isRelated
      ? [
          related(rows, {
            actors: add(textArray(actorsOf(view)), 'text[]'),
            now: add(new Date(view.atMs).toISOString(), 'timestamptz'),
            kinds: list(kinds),
            kindsInLife: list(kindsInLife),
            kindsPermitted: list(kindsPermitted),
          }),
        ]
      : []),
  ];
  return ways.length === 1 ? (ways[0] ?? 'false') : `(${ways.join(' or ')})`;
}
