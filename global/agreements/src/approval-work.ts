import { type OfficeCaller, Problem } from '@caecilia/kernel';
import { type AgreementChange, held, officeDay } from './agreement-row.ts';
import { jumped } from './agreement-work.ts';
import { type Decision, onBehalfOf, refusedDecision } from './approval.ts';
import { absencesOn, type StepRow, stepOfRow, stepRows } from './approval-row.ts';
import { openStage } from './arrivals.ts';
import { versionsOf } from './jump-facts.ts';
import type { AgreementPorts } from './ports.ts';
import { badRoute, type Route } from './route.ts';
import { demandNot } from './words.ts';

/** What somebody decides on a step that they saw. */
export interface StepDecision {
  readonly id: string;
  readonly rev: number;
  readonly decision: Decision;
  readonly note?: string | undefined;
}

/**
 * Decides on a step. The agreement is held meanwhile, so that of many who approve at once each finds the decisions before
 * theirs, and the last of a stage opens the next. A return brings the agreement back to drafting, a rejection ends it.
 */
export async function decideStep(
  ports: AgreementPorts,
  caller: OfficeCaller,
  asked: StepDecision,
): Promise<StepRow> {
  return await ports.register.change(
    caller,
    asked.note?.trim() || `${asked.decision} on the route`,
    async (change) => {
      const found = await change.db
        .selectFrom('approval_step')
        .select('agreement_id')
        .where('id', '=', asked.id)
        .executeTakeFirst();
      if (found === undefined) throw new Problem('not-found', 'there is no such step');
      const row = await held(change, found.agreement_id);
      if (row.state !== 'approval')
        throw new Problem('business-rule', 'this agreement is not up for approval');
      const rows = await stepRows(change, row.id);
      const today = officeDay(change.now);
      const absences = await absencesOn(change, today);
      const deciding = { ...asked, caller, proposedBy: row.proposed_by, absences, today };
      demandNot(refusedDecision(rows.map(stepOfRow), asked.id, deciding));
      const decided = await write(change, rows, asked);
      await endReminders(change, decided);
      if (asked.decision === 'approve') await openStage(change, row.id);
      else
        await jumped(change, row, {
          to: asked.decision === 'return' ? 'drafting' : 'declined',
          reason: asked.note,
        });
      await change.tell({
        kind: 'approval.decided',
        subject: 'agreement',
        id: row.id,
        facts: { step: decided.code, decision: asked.decision },
      });
      return decided;
    },
  );
}

async function write(
  change: AgreementChange,
  rows: readonly StepRow[],
  asked: StepDecision,
): Promise<StepRow> {
  const step = rows.find(({ id }) => id === asked.id);
  if (step === undefined) throw new Problem('not-found', 'there is no such step');
  const [latest] = await versionsOf(change, step.agreement_id);
  return await change.update('approval_step', asked, {
    decision: asked.decision,
    decided_by: change.caller.id,
    on_behalf_of: onBehalfOf(stepOfRow(step), change.caller) ?? null,
    decided_at: change.now,
    note: asked.note?.trim() || null,
    sha256: latest?.sha256 ?? null,
  });
}

async function endReminders(change: AgreementChange, step: StepRow): Promise<void> {
  await change.db
    .updateTable('agreement_alert')
    .set({ status: 'done', handled_by: change.caller.id, handled_at: change.now })
    .where('agreement_id', '=', step.agreement_id)
    .where('kind', '=', `approval ${step.code}`)
    .where('status', '=', 'open')
    .execute();
}

/** Writes all routes of the house anew, in their order. Ways that have begun go on as they began. */
export async function writeRoutes(
  ports: AgreementPorts,
  caller: OfficeCaller,
  routes: readonly Route[],
): Promise<void> {
  for (const route of routes) demandNot(badRoute(route), 'invalid');
  await ports.register.change(caller, 'routes of approval changed', async (change) => {
    const before = await change.db
      .selectFrom('approval_route')
      .selectAll()
      .where('archived_at', 'is', null)
      .forUpdate()
      .execute();
    for (const row of before) await change.update('approval_route', row, { archived_at: change.now });
    for (const [position, route] of routes.entries())
      await change.insert('approval_route', { position, route });
  });
}

/** Notes that somebody is away and who stands in for them: themselves, or an officer for them. */
export async function noteAbsence(
  ports: AgreementPorts,
  caller: OfficeCaller,
  absence: {
    readonly person: string;
    readonly from: string;
    readonly until: string;
    readonly deputy: string;
  },
) {
  if (absence.until < absence.from)
    throw new Problem('invalid', 'the last day lies before the first', { expression: 'until' });
  if (absence.person === absence.deputy)
    throw new Problem('invalid', 'somebody else has to stand in', { expression: 'deputy' });
  return await ports.register.change(caller, 'away', (change) =>
    change.insert('approval_absence', {
      person_id: absence.person,
      from_day: absence.from,
      until_day: absence.until,
      deputy_id: absence.deputy,
    }),
  );
}
