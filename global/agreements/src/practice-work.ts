import { type OfficeCaller, Problem } from '@caecilia/kernel';
import type { Selectable } from 'kysely';
import { provisionFor } from './activities.ts';
import { type AgreementChange, demandMayChange, held } from './agreement-row.ts';
import { type EvaluationDecision, incompleteScores, refusedEvaluation, type Scores } from './evaluation.ts';
import { cannotCarry } from './kinds.ts';
import type { AgreementPorts } from './ports.ts';
import type { AgreementTables } from './schema.ts';
import { demandNot } from './words.ts';

export type ActivityRow = Selectable<AgreementTables['agreement_activity']>;
export type DeliveryRow = Selectable<AgreementTables['agreement_delivery']>;
export type EvaluationRow = Selectable<AgreementTables['agreement_evaluation']>;

/** Notes what is promised. Places need an agreement whose kind can carry them. */
export async function promiseActivity(
  ports: AgreementPorts,
  caller: OfficeCaller,
  agreement: string,
  promised: Pick<ActivityRow, 'kind' | 'direction' | 'count' | 'per' | 'note'>,
): Promise<ActivityRow> {
  return await ports.register.change(caller, 'promised', async (change) => {
    const row = await held(change, agreement);
    demandMayChange(caller, row);
    const amended = row.amends_id === null ? undefined : (await held(change, row.amends_id)).kind;
    const needed = provisionFor(promised.kind);
    if (needed !== undefined) demandNot(cannotCarry({ kind: row.kind, amended }, needed));
    return await change.insert('agreement_activity', { agreement_id: row.id, ...promised });
  });
}

/** Notes that something of what was promised happened. */
export async function noteDelivery(
  ports: AgreementPorts,
  caller: OfficeCaller,
  delivered: Pick<DeliveryRow, 'activity_id' | 'year' | 'count' | 'note'>,
): Promise<DeliveryRow> {
  return await ports.register.change(caller, 'delivered', async (change) => {
    const activity = await change.db
      .selectFrom('agreement_activity')
      .select('agreement_id')
      .where('id', '=', delivered.activity_id)
      .executeTakeFirst();
    if (activity === undefined) throw new Problem('not-found', 'there is no such promise');
    demandMayChange(caller, await held(change, activity.agreement_id));
    return await change.insert('agreement_delivery', delivered);
  });
}

/** Begins an evaluation over a period; one is open at a time. */
export async function beginEvaluation(
  ports: AgreementPorts,
  caller: OfficeCaller,
  agreement: string,
  period: { readonly from: string; readonly until: string },
): Promise<EvaluationRow> {
  return await ports.register.change(caller, 'evaluation begun', async (change) => {
    const row = await held(change, agreement);
    demandMayChange(caller, row);
    if (row.state !== 'evaluation')
      throw new Problem(
        'business-rule',
        'an evaluation belongs to an agreement that is in evaluation; bring it there first',
      );
    return await change.insert('agreement_evaluation', {
      agreement_id: row.id,
      period_from: period.from,
      period_until: period.until,
      ours: null,
      theirs: null,
      decision: null,
      note: null,
      decided_by: null,
    });
  });
}

async function heldEvaluation(change: AgreementChange, id: string): Promise<EvaluationRow> {
  const found = await change.db
    .selectFrom('agreement_evaluation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) throw new Problem('not-found', 'there is no such evaluation');
  demandMayChange(change.caller, await held(change, found.agreement_id));
  if (found.decision !== null) throw new Problem('business-rule', 'this evaluation was decided already');
  return found;
}

/** Keeps the answers of a side; those of the partner are entered by who received them. */
export async function answerEvaluation(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: { readonly id: string; readonly rev: number },
  answers: { readonly side: 'ours' | 'theirs'; readonly scores: Scores },
): Promise<EvaluationRow> {
  demandNot(incompleteScores(answers.scores), 'invalid');
  return await ports.register.change(caller, `answers, ${answers.side}`, async (change) => {
    await heldEvaluation(change, seen.id);
    return await change.update('agreement_evaluation', seen, { [answers.side]: answers.scores });
  });
}

/** Decides on an evaluation, with the note without which nothing is renewed. */
export async function decideEvaluation(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: { readonly id: string; readonly rev: number },
  decided: { readonly decision: EvaluationDecision; readonly note: string },
): Promise<EvaluationRow> {
  return await ports.register.change(caller, 'evaluation decided', async (change) => {
    const row = await heldEvaluation(change, seen.id);
    demandNot(refusedEvaluation({ ours: row.ours ?? undefined, theirs: row.theirs ?? undefined }, decided));
    return await change.update('agreement_evaluation', seen, { ...decided, decided_by: caller.id });
  });
}
