import { type OfficeCaller, Problem, type Register, type RegisterChange } from '@caecilia/kernel';
import type { DirectoryTables, ProposalRow } from '../tables.ts';
import { stillHolds } from './judge-record.ts';

/** What somebody decides about a proposal that they saw. */
export interface Decision {
  readonly id: string;
  readonly rev: number;
  readonly decision: 'accepted' | 'refused';
}

/**
 * Decides what a registry proposed of partners: all of it, or nothing where one cannot be decided as it was seen. The
 * release stands with the state of each organisation. Answers the organisations that changed.
 */
export async function decideProposals(
  register: Register<DirectoryTables>,
  caller: OfficeCaller,
  decisions: readonly Decision[],
): Promise<readonly string[]> {
  const releases = await releasesOf(register, decisions);
  const why = `ROR release ${releases.join(', ')}, decided on what it says of partners`;
  return await register.change(caller, why, async (change) => {
    const changed: string[] = [];
    for (const one of decisions) {
      const proposal = await decide(change, one);
      if (one.decision === 'accepted') {
        await accept(change, proposal);
        changed.push(proposal.organisation_id);
      }
    }
    return changed;
  });
}

async function releasesOf(
  register: Register<DirectoryTables>,
  decisions: readonly Decision[],
): Promise<readonly string[]> {
  if (decisions.length === 0) throw new Problem('required', 'Say what is decided about which proposal.');
  const ids = decisions.map(({ id }) => id);
  const rows = await register.read((db) =>
    db.selectFrom('registry_proposal').select(['id', 'release']).where('id', 'in', ids).execute(),
  );
  if (rows.length < new Set(ids).size) throw new Problem('not-found', 'There is no such proposal.');
  return [...new Set(rows.map(({ release }) => release))].sort();
}

async function decide(
  change: RegisterChange<DirectoryTables>,
  { id, rev, decision }: Decision,
): Promise<ProposalRow> {
  const { state } = await change.db
    .selectFrom('registry_proposal')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (state !== 'open') throw new Problem('conflict', `This proposal is ${state} already.`);
  const decided = { state: decision, decided_by: change.caller.id, decided_at: change.now };
  return await change.update('registry_proposal', { id, rev }, decided);
}

async function accept(change: RegisterChange<DirectoryTables>, proposal: ProposalRow): Promise<void> {
  const now = await change.db
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', proposal.organisation_id)
    .executeTakeFirstOrThrow();
  if (!stillHolds(proposal.before, now))
    throw new Problem(
      'conflict',
      `The name or status of ${now.name} was changed since it was proposed; look again.`,
    );
  await change.update('organisation', now, proposal.after);
}
