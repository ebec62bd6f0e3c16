import type { Selectable } from 'kysely';
import type { AgreementChange } from './agreement-row.ts';
import type { Absence, ApprovalStep } from './approval.ts';
import type { ApprovalStepRow } from './schema.ts';

export type StepRow = Selectable<ApprovalStepRow>;

/** A row as a step of the rules. */
export function stepOfRow(row: StepRow): ApprovalStep {
  return {
    id: row.id,
    stage: row.stage,
    code: row.code,
    role: row.role,
    assignee: row.assignee ?? undefined,
    concerns: row.concerns ?? undefined,
    remindAfter: row.remind_after,
    openedOn: row.opened_on ?? undefined,
    decision: row.decision ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    onBehalfOf: row.on_behalf_of ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    hash: row.sha256 ?? undefined,
  };
}

/** The steps of an agreement, in their order. */
export const stepRows = (change: Pick<AgreementChange, 'db'>, agreement: string): Promise<StepRow[]> =>
  change.db
    .selectFrom('approval_step')
    .selectAll()
    .where('agreement_id', '=', agreement)
    .orderBy('stage')
    .orderBy('code')
    .execute();

/** Who is away today, and who stands in for them. */
export async function absencesOn(
  change: Pick<AgreementChange, 'db'>,
  today: string,
): Promise<readonly Absence[]> {
  const rows = await change.db
    .selectFrom('approval_absence')
    .selectAll()
    .where('archived_at', 'is', null)
    .where('from_day', '<=', today)
    .where('until_day', '>=', today)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    person: row.person_id,
    from: row.from_day,
    until: row.until_day,
    deputy: row.deputy_id,
  }));
}
