import { Problem, type References, type RegisterChange } from '@caecilia/kernel';
import type { DirectoryTables, MergeRow } from '../tables.ts';
import type { MergeStep } from './merge-steps.ts';
import { givenBack } from './taken.ts';

type Change = RegisterChange<DirectoryTables>;
type Step<Did extends MergeStep['did']> = Extract<MergeStep, { did: Did }>;

/**
 * Takes a merge back: both records are there again, and what was moved names the one that it named before. What somebody
 * changed since stays as they made it, and is told as left over. Throws `Problem` where the record that stayed was merged
 * itself since: the later merge is undone first.
 */
export async function undoMerge(
  change: Change,
  modules: readonly References[],
  seen: { readonly id: string; readonly rev: number },
): Promise<MergeRow> {
  const row = await change.db.selectFrom('merge').selectAll().where('id', '=', seen.id).executeTakeFirst();
  if (row === undefined) throw new Problem('not-found', 'There is no such merge.');
  if (row.undone_at !== null) throw new Problem('conflict', 'This merge was undone already.');
  await checkKept(change, row);
  const left: string[] = [];
  // What was taken is given back, and what was moved is moved back, before the other one is offered again: an ORCID iD
  // stands in one place only, and so does a partner.
  const order = { took: 0, moved: 1, archived: 2 };
  const steps = [...row.steps].reverse().sort((one, other) => order[one.did] - order[other.did]);
  for (const step of steps) left.push(...(await undo(change, { step, row, modules })));
  const undone = { undone_at: change.now, undone_by: change.caller.id, left_over: left };
  const told = await change.update('merge', seen, undone);
  await change.tell({
    kind: `directory.${row.kind}-merge-undone`,
    subject: row.kind,
    id: row.kept_id,
    facts: { gone: row.gone_id, merge: row.id, left: left.length },
  });
  return told;
}

async function checkKept({ db }: Change, { kind, kept_id }: MergeRow): Promise<void> {
  const kept = await db
    .selectFrom(kind)
    .select(['merged_into', 'archived_at'])
    .where('id', '=', kept_id)
    .executeTakeFirst();
  if (kept?.merged_into)
    throw new Problem(
      'conflict',
      'The record that stayed was merged into another one since; undo that merge first.',
    );
}

async function undo(
  change: Change,
  {
    step,
    row,
    modules,
  }: { readonly step: MergeStep; readonly row: MergeRow; readonly modules: readonly References[] },
): Promise<readonly string[]> {
  switch (step.did) {
    case 'moved':
      return await moveBack(change, { step, row, modules });
    case 'took':
      return await giveBack(change, step);
    case 'archived':
      return await revive(change, step);
  }
}

async function moveBack(
  change: Change,
  {
    step: { module, reference },
    row: { kind, kept_id, gone_id },
    modules,
  }: { readonly step: Step<'moved'>; readonly row: MergeRow; readonly modules: readonly References[] },
): Promise<readonly string[]> {
  const owner = modules.find((one) => one.module === module);
  const way = { kind, from: kept_id, to: gone_id };
  if (owner !== undefined && (await owner.move(change as never, reference, way))) return [];
  return [`${reference.subject}/${reference.id}/${reference.place}`];
}

async function giveBack(change: Change, { table, id, taken }: Step<'took'>): Promise<readonly string[]> {
  const now = await change.db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const { patch, left } = givenBack({ ...now }, taken);
  // The columns of what was taken are columns of this table.
  await change.update(table as 'partner', now, patch);
  return left.map((column) => `${table}/${id}/${column}`);
}

async function revive(change: Change, { table, id }: Step<'archived'>): Promise<readonly string[]> {
  const now = await change.db
    .selectFrom(table)
    .select(['id', 'rev'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (table === 'partner') await change.update('partner', now, { archived_at: null });
  else await change.update(table, now, { archived_at: null, merged_into: null });
  return [];
}
