import {
  type Reference,
  type References,
  type ReferredTo,
  type RegisterChange,
  referencesOf,
} from '@caecilia/kernel';
import { type Kysely, sql } from 'kysely';
import type { FundingTables } from './schema.ts';

/** Where proposals and their tasks name an organisation, for who merges two records of one. */
export function fundingReferences(): References {
  return referencesOf<FundingTables>({ module: 'funding', find, move });
}

async function find(db: Kysely<FundingTables>, { kind, id }: ReferredTo): Promise<readonly Reference[]> {
  if (kind !== 'organisation') return [];
  const proposals = await db
    .selectFrom('funding_proposal')
    .select('id')
    .where(sql<boolean>`consortium @> ${JSON.stringify([{ org: id }])}::jsonb`)
    .execute();
  const tasks = await db.selectFrom('funding_task').select('id').where('org', '=', id).execute();
  return [
    ...proposals.map((row) => ({ subject: 'funding_proposal', id: row.id, place: 'consortium' })),
    ...tasks.map((row) => ({ subject: 'funding_task', id: row.id, place: 'org' })),
  ];
}

async function move(
  change: RegisterChange<FundingTables>,
  { subject, id }: Reference,
  way: { readonly kind: ReferredTo['kind']; readonly from: string; readonly to: string },
): Promise<boolean> {
  if (way.kind !== 'organisation') return false;
  if (subject === 'funding_proposal') return await moveInConsortium(change, id, way);
  return subject === 'funding_task' && (await moveTask(change, id, way));
}

interface Way {
  readonly from: string;
  readonly to: string;
}

/** One partner stands in a consortium once: where both are in it, a person decides. */
async function moveInConsortium(
  change: RegisterChange<FundingTables>,
  id: string,
  { from, to }: Way,
): Promise<boolean> {
  const row = await change.db
    .selectFrom('funding_proposal')
    .select(['id', 'rev', 'consortium'])
    .where('id', '=', id)
    .executeTakeFirst();
  const names = (org: string) => row?.consortium.some((member) => member.org === org) ?? false;
  if (row === undefined || !names(from) || names(to)) return false;
  const consortium = row.consortium.map((member) => (member.org === from ? { ...member, org: to } : member));
  await change.update('funding_proposal', row, { consortium });
  return true;
}

/** A proposal has one task of a kind for each partner. */
async function moveTask(
  change: RegisterChange<FundingTables>,
  id: string,
  { from, to }: Way,
): Promise<boolean> {
  const row = await change.db.selectFrom('funding_task').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || row.org !== from) return false;
  const same = await change.db
    .selectFrom('funding_task')
    .select('id')
    .where('proposal_id', '=', row.proposal_id)
    .where('code', '=', row.code)
    .where('org', '=', to)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (same !== undefined) return false;
  await change.update('funding_task', row, { org: to });
  return true;
}
