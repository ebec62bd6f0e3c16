import { Problem, type References, type RegisterChange } from '@caecilia/kernel';
import { canonicalJson } from '../same-json.ts';
import type { DirectoryTables, MergeRow, OrganisationRow, PersonRow } from '../tables.ts';
import type { MergeStep } from './merge-steps.ts';
import { type TakingRule, takenFrom } from './taken.ts';

type Change = RegisterChange<DirectoryTables>;
type Seen = { readonly id: string; readonly rev: number };

/** Two records of the same thing: which stays, and which goes; both as they were seen. */
export interface MergeWish {
  readonly kind: 'organisation' | 'person';
  readonly kept: Seen;
  readonly gone: Seen;
}

/** What the one that stays takes. Lists that a release of a registry overwrites are not added to. */
const RULES = {
  fromRegistry: { fill: [], join: ['own_names', 'own_ids'] },
  byHand: {
    fill: ['country', 'city', 'established'],
    join: ['own_names', 'own_ids', 'types', 'places', 'links', 'domains'],
  },
  person: {
    fill: ['orcid', 'prefix', 'bio'],
    join: ['emails', 'languages', 'consents'],
    later: ['keep_until'],
  },
  partner: { fill: ['owner', 'note', 'public_summary', 'last_contact'], join: [], later: ['last_contact'] },
} satisfies Record<string, TakingRule>;

/**
 * Merges two records: the one that stays takes what it lacks, everything that names the other one names it, and the
 * other one is no longer offered. All of it is noted, so that `undoMerge` can take it back. Throws `Problem` where a
 * rule forbids it, and with status 412 where one of the two was changed since it was seen.
 */
export async function merge(
  change: Change,
  modules: readonly References[],
  wish: MergeWish,
): Promise<MergeRow> {
  if (wish.kept.id === wish.gone.id) throw new Problem('business-rule', 'These are not two records but one.');
  const steps =
    wish.kind === 'organisation' ? await mergeOrganisations(change, wish) : await mergePeople(change, wish);
  const { moved, left } = await moveAll(change, modules, wish);
  const row = await change.insert('merge', {
    kind: wish.kind,
    kept_id: wish.kept.id,
    gone_id: wish.gone.id,
    steps: [...steps, ...moved],
    undone_at: null,
    undone_by: null,
    left_over: left,
  });
  await change.tell({
    kind: `directory.${wish.kind}-merged`,
    subject: wish.kind,
    id: wish.kept.id,
    facts: { gone: wish.gone.id, merge: row.id },
  });
  return row;
}

async function mergeOrganisations(change: Change, { kept, gone }: MergeWish): Promise<MergeStep[]> {
  const [stays, goes] = await twoOf<OrganisationRow>(change, 'organisation', kept, gone);
  checkOrganisations(stays, goes);
  const known = new Set(stays.names.map(canonicalJson));
  const offered = {
    ...goes,
    own_names: [...goes.names, ...goes.own_names].filter((name) => !known.has(canonicalJson(name))),
    own_ids: [...goes.ids, ...goes.own_ids],
  };
  const rule = stays.source === 'ror' ? RULES.fromRegistry : RULES.byHand;
  const { patch, taken } = takenFrom({ ...stays }, offered, rule);
  await change.update('organisation', kept, patch);
  const partners = await mergePartners(change, kept.id, gone.id);
  await change.update('organisation', gone, { merged_into: kept.id, archived_at: change.now });
  return [
    { did: 'took', table: 'organisation', id: kept.id, taken },
    ...partners,
    { did: 'archived', table: 'organisation', id: gone.id },
  ];
}

/** A registry that tells two organisations apart is believed, and its number stays with its record. */
function checkOrganisations(stays: OrganisationRow, goes: OrganisationRow): void {
  if (goes.ror === null) return;
  if (stays.ror === null)
    throw new Problem(
      'business-rule',
      'The record with the ROR id is the one that stays; merge them the other way round.',
    );
  if (goes.status === 'active')
    throw new Problem(
      'business-rule',
      'ROR has both as organisations of their own. Relate them to each other, or report the duplicate to ROR.',
    );
}

/** Where both are partners, one partner stays; it takes what it lacks. */
async function mergePartners(change: Change, kept: string, gone: string): Promise<MergeStep[]> {
  const [stays, goes] = [await partnerOf(change, kept), await partnerOf(change, gone)];
  if (stays === undefined || goes === undefined) return [];
  const offered = goes.owner === stays.backup_owner ? { ...goes, owner: null } : goes;
  const { patch, taken } = takenFrom({ ...stays }, { ...offered }, RULES.partner);
  await change.update('partner', stays, patch);
  await change.update('partner', goes, { archived_at: change.now });
  return [
    { did: 'took', table: 'partner', id: stays.id, taken },
    { did: 'archived', table: 'partner', id: goes.id },
  ];
}

async function partnerOf({ db }: Change, organisation: string) {
  return await db
    .selectFrom('partner')
    .selectAll()
    .where('organisation_id', '=', organisation)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
}

async function mergePeople(change: Change, { kept, gone }: MergeWish): Promise<MergeStep[]> {
  const [stays, goes] = await twoOf<PersonRow>(change, 'person', kept, gone);
  if (stays.orcid !== null && goes.orcid !== null && stays.orcid !== goes.orcid)
    throw new Problem(
      'business-rule',
      'They have two ORCID iDs, so they are two people; correct one of the iDs first.',
    );
  if (stays.erased_at !== null || goes.erased_at !== null)
    throw new Problem('business-rule', 'Somebody who was erased is not merged with anybody.');
  // The iD may stand in one place only: it is given up before it is taken.
  await change.update('person', gone, { merged_into: kept.id, archived_at: change.now });
  const { patch, taken } = takenFrom({ ...stays }, { ...goes }, RULES.person);
  await change.update('person', kept, patch);
  return [
    { did: 'archived', table: 'person', id: gone.id },
    { did: 'took', table: 'person', id: kept.id, taken },
  ];
}

async function twoOf<Row extends OrganisationRow | PersonRow>(
  { db }: Change,
  table: 'organisation' | 'person',
  kept: Seen,
  gone: Seen,
): Promise<readonly [Row, Row]> {
  const rows = await db
    .selectFrom(table)
    .selectAll()
    .where('id', 'in', [kept.id, gone.id])
    .where('archived_at', 'is', null)
    .execute();
  const [stays, goes] = [kept, gone].map(({ id }) => rows.find((row) => row.id === id));
  if (stays === undefined || goes === undefined)
    throw new Problem('not-found', 'One of the two is not there, or was merged already.');
  // The rows are of the table that the caller names.
  return [stays as Row, goes as Row];
}

async function moveAll(change: Change, modules: readonly References[], { kind, kept, gone }: MergeWish) {
  const moved: MergeStep[] = [];
  const left: string[] = [];
  for (const module of modules)
    for (const reference of await module.find(change as never, { kind, id: gone.id })) {
      const done = await module.move(change as never, reference, { kind, from: gone.id, to: kept.id });
      if (done) moved.push({ did: 'moved', module: module.module, reference });
      else left.push(`${reference.subject}/${reference.id}/${reference.place}`);
    }
  return { moved, left };
}
