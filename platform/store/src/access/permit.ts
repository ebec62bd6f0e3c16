import {
  integerOf,
  type Param,
  plainArray,
  type Sql,
  type Statement,
  textArray,
  textOf,
} from '@caecilia/engine';
import { type Caller, type Scope, scopeOfEmergency } from '@caecilia/kernel';
import { parseContent } from '../content.ts';
import type { Core } from '../core.ts';
import { internalId } from '../ids.ts';
import { typeNumber } from '../resource-types.ts';
import type { Current } from '../write/decide.ts';
import type { Draft } from '../write/draft.ts';
import { marksOf } from '../write/marks.ts';
import { rightSets, rightsTable, visibleToSet, type Wish } from './asked.ts';
import { rowColumns } from './condition.ts';

/** What the caller of one change may, with the record as it is and as it would be. */
export interface Permit {
  /** May see what stands there now. */
  readonly sees: boolean;
  /** May change what stands there now in this way. */
  readonly changes: boolean;
  /** May leave there what the change makes of it. */
  readonly leaves: boolean;
  /** May give a resource an id of their own choice. */
  readonly namesNew: boolean;
  /** May leave security labels and tags as they would be. */
  readonly marks: boolean;
}

/** The permits of some changes, under the locks of the rows they are about. */
export async function permitsFor(
  sql: Sql,
  drafts: readonly Draft[],
  currents: ReadonlyMap<Draft, Current>,
): Promise<ReadonlyMap<Draft, Permit>> {
  const permits = new Map(drafts.map((draft) => [draft, permitBySimpleScope(draft, currents.get(draft))]));
  const ruled = drafts.filter(({ caller }) => caller.scope.kind === 'rules');
  if (ruled.length === 0) return permits;
  const wishes = ruled.flatMap((draft) => wishesOf(draft, currents.get(draft)));
  const granted = new Set((await sql.query(MAY, mayParams(wishes))).map((row) => integerOf(row.n)));
  const byDraft = new Map<Draft, Set<Asks>>();
  for (const [n, { draft, asks }] of wishes.entries()) {
    const mine = byDraft.get(draft) ?? new Set();
    byDraft.set(draft, mine);
    if (granted.has(n)) mine.add(asks);
  }
  const marks = await marksKept(sql, ruled, currents);
  for (const draft of ruled) permits.set(draft, permitOf(draft, byDraft.get(draft) ?? new Set(), marks));
  return permits;
}

function permitOf(draft: Draft, granted: ReadonlySet<Asks>, marks: ReadonlySet<Draft>): Permit {
  return {
    sees: granted.has('sees'),
    changes: granted.has('changes'),
    leaves: draft.substance === undefined || granted.has('leaves'),
    // Whoever is held to rules never learns by a new id whether it was taken.
    namesNew: draft.fresh,
    marks: marks.has(draft),
  };
}

/** Without rules a lookup in a list is enough. */
export function permitBySimpleScope({ caller, substance }: Draft, current: Current | undefined): Permit {
  const holds = (patients: readonly (string | null)[]) => mayHold(caller.scope, patients);
  const sees = current === undefined || holds([current.patient, ...(current.others ?? [])]);
  const leaves = holds([substance?.patient ?? null, ...(substance?.others ?? [])]);
  return { sees, changes: sees, leaves, namesNew: true, marks: true };
}

function mayHold(scope: Scope, patients: readonly (string | null)[]): boolean {
  switch (scope.kind) {
    case 'everything':
      return true;
    case 'nothing':
    case 'rules':
      return false;
    case 'patients': {
      const own = new Set(scope.patients.map((id) => internalId('Patient', id).id));
      return patients.every((patient) => patient === null || own.has(patient));
    }
  }
}

type Asks = 'sees' | 'changes' | 'leaves';

interface DraftWish extends Wish {
  readonly draft: Draft;
  readonly asks: Asks;
  /** Bucket of the row as it is; undefined for what is not yet a row. */
  readonly bucket?: number;
}

const INTERACTIONS = { C: 'create', U: 'update', P: 'patch', D: 'delete' } as const;

function wishesOf(draft: Draft, current: Current | undefined): DraftWish[] {
  const { type, substance } = draft;
  const common = { draft, type, scope: draft.caller.scope };
  const interaction = INTERACTIONS[draft.method];
  const now: DraftWish[] =
    current === undefined
      ? []
      : [
          { ...common, asks: 'sees', interaction: 'read', bucket: current.bucket },
          { ...common, asks: 'changes', interaction, bucket: current.bucket },
        ];
  if (substance === undefined) return now;
  return [...now, { ...common, asks: 'leaves', interaction, toks: new Set(substance.index.toks) }];
}

/** One lookup by key for each row of `a`, also by a plan that was made while the table was empty. */
const UNDER_KEY =
  'select * from res k where k.bucket = a.bucket and k.type = a.type and k.id = a.id offset 0';

const WISHED = `
a as materialized (
  select n, rights, at, bucket, type, id, patient, others::uuid[] as others, label
  from unnest($1::text::int[], $2::text::int[], $3::text::timestamptz[], $4::text::smallint[], $5::text::smallint[],
    $6::text::uuid[], $7::text::uuid[], $8::text::text[], $9::text::smallint[])
    as a(n, rights, at, bucket, type, id, patient, others, label)
)`;

const MAY: Statement = {
  name: 'may_change',
  text: `with ${WISHED}, ${rightsTable(10)}
select a.n from a cross join lateral (${UNDER_KEY}) r
where ${visibleToSet('a.rights', 'a.at', rowColumns('r'))}
union all
select a.n from a where a.bucket is null and ${visibleToSet('a.rights', 'a.at', rowColumns('a', 'hist'))}`,
};

function mayParams(wishes: readonly DraftWish[]): Param[] {
  const { sets, params } = rightSets(wishes);
  const plain = (of: (wish: DraftWish) => string | number | null) => plainArray(wishes.map(of));
  const ofNew = <T>(
    { asks, draft }: DraftWish,
    of: (substance: NonNullable<Draft['substance']>) => T | null,
  ) => (asks === 'leaves' && draft.substance !== undefined ? of(draft.substance) : null);
  return [
    plainArray(wishes.map((_wish, index) => index)),
    plainArray(sets),
    plain(({ draft }) => new Date(draft.atMs).toISOString()),
    plain(({ bucket }) => bucket ?? null),
    plain(({ draft }) => draft.typeNumber),
    plain(({ draft }) => draft.id),
    plain((wish) => ofNew(wish, ({ patient }) => patient)),
    textArray(
      wishes.map((wish) => ofNew(wish, ({ others }) => (others === null ? null : plainArray(others)))),
    ),
    plain((wish) => ofNew(wish, ({ label }) => label)),
    ...params,
  ];
}

/** Whether a wish is granted at this moment, of a patient (logical id) or of what belongs to none. */
export async function stillAllowed(
  core: Core,
  caller: Caller,
  what: Pick<Wish, 'type' | 'interaction'>,
  patient: string | undefined,
): Promise<boolean> {
  const { refused, now } = core;
  const { scope } = caller;
  if (await isGranted(core, { ...what, scope }, patient)) return true;
  // An emergency that the database does not know of yet.
  const held = refused.held.usedBy(caller, now().getTime());
  if (held === undefined || held.patient !== patient || scope.kind !== 'rules') return false;
  return await isGranted(core, { ...what, scope: scopeOfEmergency(scope, patient) }, patient);
}

async function isGranted(
  { database, now }: Core,
  wish: Omit<Wish, 'toks'>,
  patient: string | undefined,
): Promise<boolean> {
  const { sets, params } = rightSets([{ ...wish, toks: new Set() }]);
  const [row] = await database.keyed.query(MAY, [
    '{0}',
    plainArray(sets),
    plainArray([now().toISOString()]),
    '{NULL}',
    plainArray([typeNumber(wish.type)]),
    '{NULL}',
    plainArray([patient === undefined ? null : internalId('Patient', patient).id]),
    '{NULL}',
    '{NULL}',
    ...params,
  ]);
  return row !== undefined;
}

const CONTENT_OF: Statement = {
  name: 'content_of_changed',
  text: `
select a.n, r.content from unnest($1::text::int[], $2::text::smallint[], $3::text::smallint[], $4::text::uuid[])
  as a(n, bucket, type, id)
cross join lateral (${UNDER_KEY}) r`,
};

/** The changes that leave security labels and tags as they are, or whose caller may set them. */
async function marksKept(
  sql: Sql,
  drafts: readonly Draft[],
  currents: ReadonlyMap<Draft, Current>,
): Promise<ReadonlySet<Draft>> {
  const kept = new Set(
    drafts.filter(({ caller, substance }) => substance === undefined || mayMark(caller.scope)),
  );
  const asked = drafts.filter((draft) => !kept.has(draft));
  const standing = asked.flatMap((draft) => {
    const current = currents.get(draft);
    return current === undefined || current.deleted ? [] : [{ draft, current }];
  });
  const before = new Map<Draft, string>();
  if (standing.length > 0) {
    const rows = await sql.query(CONTENT_OF, [
      plainArray(standing.map((_one, index) => index)),
      plainArray(standing.map(({ current }) => current.bucket)),
      plainArray(standing.map(({ draft }) => draft.typeNumber)),
      plainArray(standing.map(({ draft }) => draft.id)),
    ]);
    for (const row of rows) {
      const one = standing[integerOf(row.n)];
      if (one !== undefined) before.set(one.draft, marksOf(parseContent(textOf(row.content)).meta));
    }
  }
  for (const draft of asked) {
    if (draft.substance?.marks === (before.get(draft) ?? marksOf(undefined))) kept.add(draft);
  }
  return kept;
}

function mayMark(scope: Scope): boolean {
  return scope.kind === 'rules' && scope.marks;
}
