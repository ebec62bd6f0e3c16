import { type OfficeCaller, Problem } from '@caecilia/kernel';
import {
  type Agreement,
  type AgreementChange,
  basisOf,
  demandMayChange,
  held,
  officeDay,
} from './agreement-row.ts';
import { jumped } from './agreement-work.ts';
import { sayAfter, sayBefore } from './alert-book.ts';
import { actingFor } from './approval.ts';
import { absencesOn } from './approval-row.ts';
import { type CheckRow, checkOfRow, latestCheck } from './jump-facts.ts';
import type { AgreementPorts } from './ports.ts';
import {
  type Acting,
  allows,
  incompleteAnswers,
  levelOf,
  refusedAdvice,
  refusedDecision,
  type SecurityAnswer,
  type SecurityDecision,
} from './security-check.ts';
import { demandNot } from './words.ts';

/** Asks for a check, with the answers to all questions. One waits at a time; what was decided stays to be read. */
export async function askCheck(
  ports: AgreementPorts,
  caller: OfficeCaller,
  agreement: string,
  answers: readonly SecurityAnswer[],
): Promise<CheckRow> {
  return await ports.register.change(caller, 'knowledge security asked', async (change) => {
    const row = await held(change, agreement);
    // Whoever proposed it may answer for it, also after it was handed in.
    if (row.proposed_by !== caller.id || caller.link !== undefined) demandMayChange(caller, row);
    demandNot(incompleteAnswers(answers), 'invalid');
    const check = await change.insert('security_check', {
      agreement_id: row.id,
      answers,
      level: levelOf(answers),
      outcome: 'pending',
      measures: [],
      reason: null,
      asked_by: caller.id,
      advised_by: null,
      advice: null,
      decided_by: null,
      on_behalf_of: null,
      decided_at: null,
      recheck_on: null,
      basis: basisOf(row),
    });
    await change.tell({
      kind: 'security-check.asked',
      subject: 'agreement',
      id: row.id,
      facts: { check: check.id, level: check.level },
    });
    return check;
  });
}

/** A check as somebody saw it. */
export interface SeenCheck {
  readonly id: string;
  readonly rev: number;
  /** UUID of whom the caller stands in for. */
  readonly onBehalfOf?: string | undefined;
}

async function acting(
  ports: AgreementPorts,
  change: AgreementChange,
  { onBehalfOf }: SeenCheck,
): Promise<Acting> {
  const { caller } = change;
  if (onBehalfOf === undefined) return { caller };
  const today = officeDay(change.now);
  if (actingFor(onBehalfOf, await absencesOn(change, today), today) !== caller.id)
    throw new Problem('forbidden', 'you do not stand in for this person today');
  const person = await ports.person(onBehalfOf);
  return { caller, onBehalfOf: { id: onBehalfOf, roles: person?.roles ?? [] } };
}

/** The check, with its agreement held: an outcome and a change of what it is about wait for each other. */
async function heldCheck(change: AgreementChange, id: string): Promise<{ check: CheckRow; row: Agreement }> {
  const found = await change.db
    .selectFrom('security_check')
    .select('agreement_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) throw new Problem('not-found', 'there is no such check');
  const row = await held(change, found.agreement_id);
  const check = await change.db
    .selectFrom('security_check')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { check, row };
}

/** Writes the advice on a check for the committee. */
export async function adviseOnCheck(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: SeenCheck,
  advice: string,
): Promise<CheckRow> {
  return await ports.register.change(caller, 'advice on knowledge security', async (change) => {
    const { check } = await heldCheck(change, seen.id);
    demandNot(refusedAdvice(checkOfRow(check), await acting(ports, change, seen)));
    return await change.update('security_check', seen, { advice, advised_by: caller.id });
  });
}

/** Gives the outcome. A proposal that it lets go on is screened with it; the date to look again goes to the agreement. */
export async function decideCheck(
  ports: AgreementPorts,
  caller: OfficeCaller,
  seen: SeenCheck,
  decision: SecurityDecision,
): Promise<CheckRow> {
  return await ports.register.change(caller, 'outcome on knowledge security', async (change) => {
    const { check, row } = await heldCheck(change, seen.id);
    const today = officeDay(change.now);
    const as = await acting(ports, change, seen);
    demandNot(refusedDecision(checkOfRow(check), as, decision, today));
    const decided = await change.update('security_check', seen, {
      outcome: decision.outcome,
      measures: decision.measures,
      reason: decision.reason ?? null,
      recheck_on: decision.outcome === 'no-go' ? null : (decision.recheckOn ?? null),
      decided_by: caller.id,
      on_behalf_of: as.onBehalfOf?.id ?? null,
      decided_at: change.now,
    });
    await withOutcome(change, row, decided, today);
    await change.tell({
      kind: 'security-check.decided',
      subject: 'agreement',
      id: row.id,
      facts: { check: check.id },
    });
    return decided;
  });
}

async function withOutcome(
  change: AgreementChange,
  row: Agreement,
  check: CheckRow,
  today: string,
): Promise<void> {
  await sayBefore(change, row);
  const after = await change.update('agreement', row, { recheck_on: check.recheck_on, watched_from: today });
  await sayAfter(change, after);
  if (row.state === 'proposed' && allows(checkOfRow(check), basisOf(row), today))
    await jumped(change, after, { to: 'screened' });
}

/** The latest check of an agreement. */
export const readLatestCheck = (ports: AgreementPorts, agreement: string): Promise<CheckRow | undefined> =>
  ports.register.read((db) => latestCheck({ db: db as AgreementChange['db'] }, agreement));
