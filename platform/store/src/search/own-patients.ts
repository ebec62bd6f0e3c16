import { plainArray, textArray } from '@caecilia/engine';
import { type Right, rightsFor } from '@caecilia/kernel';
import { during } from '../access/condition.ts';
import { actorsOf } from '../access/view.ts';
import { type Condition, TIER } from './condition.ts';
import { rowsOfPatient } from './criteria/patient-rows.ts';
import type { Level } from './statement-draft.ts';

/**
 * Whoever works by relations has a few hundred patients in a record of a hundred thousand. A search that only says
 * "mine" then begins with those: walking the names or the newest rows of all patients, and asking each for a relation,
 * would take seconds. A caller with more relations than this finds them soon enough on the way.
 */
const MOST_RELATIONS = 2_000;

/** What a statement needs to begin with the patients of its caller. */
export interface OwnPatients {
  /** Parts of a WITH clause, in order. */
  readonly parts: readonly string[];
  /** Finds the rows of the caller's patients; nothing at all where these are too many. */
  readonly condition: Condition;
  /** SQL condition: they are too many, so that this is not the way. */
  readonly tooMany: string;
}

/** Undefined where rows are open to the caller that no relation opens. */
export function ownPatients(level: Level): OwnPatients | undefined {
  const { draft, types, interaction = draft.view.interaction } = level;
  const { scope } = draft.view;
  if (scope.kind !== 'rules') return undefined;
  const rights = types.flatMap((type) => rightsFor(scope, interaction, type));
  if (rights.length === 0 || rights.some(({ shared, everyone }) => shared || everyone)) return undefined;
  const actors = draft.param(textArray(actorsOf(draft.view)), 'text[]');
  const kinds = draft.param(plainArray([...new Set(rights.flatMap(kindsOf))].toSorted()), 'smallint[]');
  const now = draft.param(new Date(draft.view.atMs).toISOString(), 'timestamptz');
  const relations = `select x.patient from relation x where x.actor = any(${actors}) and x.kind = any(${kinds})
    and ${during('x', now)} limit ${MOST_RELATIONS + 1}`;
  const count = '(select count(*) from own_relation)';
  return {
    parts: [
      `own_relation as materialized (${relations})`,
      `own_patient as materialized (select distinct patient from own_relation where ${count} <= ${MOST_RELATIONS})`,
    ],
    condition: {
      check: () => 'true',
      drive: {
        kind: 'from',
        tier: TIER.patient,
        sql: () => `own_patient o ${rowsOfPatient(level, bucketIn('o.patient'), 'o.patient')}`,
      },
    },
    tooMany: `${count} > ${MOST_RELATIONS}`,
  };
}

/** A superset: whether the relation opens the row is asked of each row as ever. */
function kindsOf({ kinds, kindsInLife, kindsPermitted }: Right): readonly number[] {
  return [...kinds, ...kindsInLife, ...kindsPermitted];
}

/** The bucket that an internal id tells (`ids.ts`), in SQL. */
function bucketIn(id: string): string {
  return `('x' || substr(${id}::text, 16, 3))::bit(12)::int::smallint`;
}
