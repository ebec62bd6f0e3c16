import { randomUUID } from 'node:crypto';
import type { RegisterChange } from '@caecilia/kernel';
import type { RorRecord } from '@caecilia/matching';
import type { OrganisationColumns } from '../organisation/organisation.ts';
import type { DirectoryTables } from '../tables.ts';
import { columnsFromRor } from './from-ror.ts';
import { changeOfPartner, type PartnerChange, type Slice, type Verdict, verdictOn } from './judge-record.ts';

type Change = RegisterChange<DirectoryTables>;

/** What a batch of records became. */
export interface BatchDone {
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly older: number;
    readonly leftOut: number;
    readonly merged: number;
    readonly proposed: number;
  };
  /** Organisations that are new or changed. */
  readonly ids: readonly string[];
}

interface Known {
  readonly id: string;
  readonly rev: number;
  readonly ror: string | null;
  readonly registry_digest: string | null;
  readonly registry_modified: string | null;
  readonly archived_at: string | null;
  readonly isPartner: boolean;
}

interface Judged {
  readonly verdict: Verdict | 'merged';
  readonly columns: OrganisationColumns;
  readonly known: Known | undefined;
}

/** Writes what a batch of records changes, in the change of its batch. */
export async function writeBatch(
  change: Change,
  records: readonly { readonly record: RorRecord; readonly release?: string }[],
  { release, slice }: { readonly release: string; readonly slice: Slice | undefined },
): Promise<BatchDone> {
  const known = await knownOf(
    change,
    records.map(({ record }) => record.id),
  );
  const judged = records.map(({ record, release: own }) =>
    judge(columnsFromRor(record, own ?? release), known, slice),
  );
  const inserted = await insertNew(change, judged);
  const changed = await updateChanged(change, judged);
  const partners = await changePartners(change, judged);
  const countOf = (verdict: Judged['verdict']) => judged.filter((one) => one.verdict === verdict).length;
  return {
    counts: {
      new: inserted.length,
      changed: changed.length + partners.ids.length,
      unchanged: countOf('unchanged'),
      older: countOf('older'),
      leftOut: countOf('left-out'),
      merged: countOf('merged'),
      proposed: partners.proposed,
    },
    ids: [...inserted, ...changed, ...partners.ids],
  };
}

function judge(
  columns: OrganisationColumns,
  known: ReadonlyMap<string, Known>,
  slice: Slice | undefined,
): Judged {
  const found = known.get(columns.ror ?? '');
  // What was merged into another one is not brought back by a release.
  const verdict = found?.archived_at ? 'merged' : verdictOn(columns, found, slice);
  return { verdict, columns, known: found };
}

/** What the register has of these records; of one that is there twice what is offered. */
async function knownOf({ db }: Change, rors: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  if (rors.length === 0) return new Map();
  const rows = await db
    .selectFrom('organisation as o')
    .select((eb) => [
      'o.id',
      'o.rev',
      'o.ror',
      'o.registry_digest',
      'o.registry_modified',
      'o.archived_at',
      eb
        .exists(
          eb
            .selectFrom('partner as p')
            .select('p.id')
            .whereRef('p.organisation_id', '=', 'o.id')
            .where('p.archived_at', 'is', null),
        )
        .as('isPartner'),
    ])
    .where('o.ror', 'in', rors)
    .orderBy('o.archived_at', (order) => order.asc().nullsLast())
    .execute();
  return new Map(rows.map((row) => [row.ror ?? '', { ...row, isPartner: row.isPartner === true }]));
}

async function insertNew(change: Change, judged: readonly Judged[]): Promise<readonly string[]> {
  const rows = judged
    .filter(({ verdict }) => verdict === 'new')
    .map(({ columns }) => ({ id: randomUUID(), ...columns, own_names: [], own_ids: [], merged_into: null }));
  return rows.length === 0 ? [] : await change.insertMany('organisation', rows);
}

async function updateChanged(change: Change, judged: readonly Judged[]): Promise<readonly string[]> {
  const changes = judged.flatMap(({ verdict, columns, known }) =>
    verdict === 'changed' && known !== undefined ? [{ id: known.id, rev: known.rev, patch: columns }] : [],
  );
  if (changes.length > 0) await change.updateMany('organisation', changes);
  return changes.map(({ id }) => id);
}

/** A partner is changed one by one: there are few of them, and what is proposed replaces what was. */
async function changePartners(
  change: Change,
  judged: readonly Judged[],
): Promise<{ readonly ids: readonly string[]; readonly proposed: number }> {
  const ids: string[] = [];
  let proposed = 0;
  for (const { verdict, columns, known } of judged) {
    if (verdict !== 'changed-partner' || known === undefined) continue;
    const now = await change.db
      .selectFrom('organisation')
      .selectAll()
      .where('id', '=', known.id)
      .executeTakeFirstOrThrow();
    const { patch, proposal } = changeOfPartner(now, columns);
    await change.update('organisation', known, patch);
    if (await propose(change, known.id, columns.source_release ?? '', proposal)) proposed += 1;
    ids.push(known.id);
  }
  return { ids, proposed };
}

/** What was proposed before and is not decided gives way to what the registry says now. */
async function propose(
  change: Change,
  organisation: string,
  release: string,
  proposal: PartnerChange['proposal'],
): Promise<boolean> {
  const open = await change.db
    .selectFrom('registry_proposal')
    .select(['id', 'rev'])
    .where('organisation_id', '=', organisation)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (open !== undefined) await change.update('registry_proposal', open, { state: 'superseded' });
  if (proposal === undefined) return false;
  const { kinds, before, after } = proposal;
  await change.insert('registry_proposal', {
    organisation_id: organisation,
    release,
    kinds,
    before,
    after,
    state: 'open',
    decided_by: null,
    decided_at: null,
  });
  return true;
}
