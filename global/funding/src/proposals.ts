import { civilDay, type OfficeCaller, Problem, type Register, type RegisterChange } from '@caecilia/kernel';
import { keepsProposal, requireAccess } from './access.ts';
import { backwardPlan, type PlannedPartner } from './backward-plan.ts';
import { BRUSSELS, nextDeadline } from './call.ts';
import { type ProposalState, requireNextState, requireReady } from './proposal.ts';
import type { CallRow, FundingTables, ProposalRow } from './schema.ts';
import { dutchHolidays } from './working-days.ts';

/** What a plan asks of other modules: names, and whether knowledge security looked at a partner before. */
export interface PartnersForPlans {
  /** In any order; an organisation that is not there is left out. */
  partners(ids: readonly string[]): Promise<readonly PlannedPartner[]>;
}

/** What this module stands on. */
export interface FundingPorts {
  readonly register: Register<FundingTables>;
  readonly directory: PartnersForPlans;
}

/** Throws `Problem('not-found')` for a proposal that is not there. */
export async function proposalOf(
  { db }: Pick<RegisterChange<FundingTables>, 'db'>,
  id: string,
): Promise<{ readonly proposal: ProposalRow; readonly call: CallRow }> {
  const proposal = await db
    .selectFrom('funding_proposal')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (proposal === undefined) throw new Problem('not-found', 'There is no such proposal.');
  const call = await db
    .selectFrom('funding_call')
    .selectAll()
    .where('id', '=', proposal.call_id)
    .executeTakeFirstOrThrow();
  return { proposal, call };
}

/** What somebody decided, or what became of a proposal. */
export interface Step {
  readonly id: string;
  readonly rev: number;
  readonly to: ProposalState;
  readonly reason: string | undefined;
}

/**
 * Takes a proposal on. With a go the tasks of its plan are made in the same change: a go without a plan is none. With a
 * no-go the tasks that are not done are put away.
 */
export async function stepProposal(
  { register, directory }: FundingPorts,
  caller: OfficeCaller,
  { id, rev, to, reason }: Step,
  now: Date,
): Promise<ProposalRow> {
  const before = await register.read((db) =>
    proposalOf({ db: db as RegisterChange<FundingTables>['db'] }, id),
  );
  const partners =
    to === 'go' ? await directory.partners(before.proposal.consortium.map(({ org }) => org)) : [];
  return await register.change(caller, `proposal: ${to}`, async (change) => {
    const { proposal, call } = await proposalOf(change, id);
    requireAccess(
      keepsProposal(caller, proposal.owner),
      'Only the owner, an officer or a head takes a proposal on.',
    );
    requireNextState(proposal.state, to, call.model);
    requireReady(proposal, to, { budgetMax: call.budget_max, lastDeadline: call.closes_at }, now);
    const row = await change.update('funding_proposal', { id, rev }, { state: to, reason: reason ?? null });
    if (to === 'go') await makePlan(change, { row, call, partners }, now);
    if (to === 'no-go') await putAway(change, id);
    await change.tell({ kind: `funding.${to}`, subject: 'funding_proposal', id });
    return row;
  });
}

async function makePlan(
  change: RegisterChange<FundingTables>,
  { row, call, partners }: { row: ProposalRow; call: CallRow; partners: readonly PlannedPartner[] },
  now: Date,
): Promise<void> {
  const deadline = nextDeadline(call.deadlines, now);
  if (deadline === undefined) {
    throw new Problem(
      'business-rule',
      'This call has no date to come; enter its deadline first, so that a plan can be made.',
    );
  }
  const missing = row.consortium.filter(({ org }) => partners.every((partner) => partner.org !== org)).length;
  if (missing > 0) {
    throw new Problem(
      'business-rule',
      `${missing} of the partners are not in the directory; add them first.`,
    );
  }
  const today = civilDay(now, BRUSSELS);
  const year = Number(today.slice(0, 4));
  const closed = dutchHolidays([year - 1, year, year + 1, year + 2, year + 3]);
  const tasks = backwardPlan({ deadline: deadline.day, partners, today, closed });
  await change.insertMany(
    'funding_task',
    tasks.map(({ code, title, org, due, late }) => ({
      proposal_id: row.id,
      code,
      title,
      org: org ?? null,
      due,
      late,
      assignee: row.owner,
      done_at: null,
    })),
  );
}

async function putAway(change: RegisterChange<FundingTables>, proposal: string): Promise<void> {
  const open = await change.db
    .selectFrom('funding_task')
    .select(['id', 'rev'])
    .where('proposal_id', '=', proposal)
    .where('done_at', 'is', null)
    .where('archived_at', 'is', null)
    .execute();
  for (const task of open) await change.update('funding_task', task, { archived_at: change.now });
}
