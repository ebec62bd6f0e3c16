import { Problem } from '@caecilia/kernel';
import { type Agreement, type AgreementChange, held, officeDay } from './agreement-row.ts';
import { stepsOf, stepsToReopen } from './approval.ts';
import { stepOfRow, stepRows } from './approval-row.ts';
import { changedSince, versionsOf } from './jump-facts.ts';
import { FIRST_ROUTE, type Route, routeFor } from './route.ts';
import { type Clause, canonicalText, sha256 } from './text.ts';

/** The routes of this house, in order; where an administrator wrote none, the one that it comes with. */
export async function routesOf({ db }: Pick<AgreementChange, 'db'>): Promise<readonly Route[]> {
  const rows = await db
    .selectFrom('approval_route')
    .select('route')
    .where('archived_at', 'is', null)
    .orderBy('position')
    .execute();
  return rows.length === 0 ? [FIRST_ROUTE] : rows.map(({ route }) => route);
}

/** What happens when an agreement comes to approval: its way begins, or goes on where the text brought it back. */
export async function beginApproval(change: AgreementChange, row: Agreement): Promise<void> {
  const rows = await stepRows(change, row.id);
  if (rows.length === 0) return await copyRoute(change, row);
  const versions = await versionsOf(change, row.id);
  const again = stepsToReopen(rows.map(stepOfRow), changedSince(versions));
  for (const step of rows.filter(({ id }) => again.includes(id)))
    await change.update('approval_step', step, {
      decision: null,
      decided_by: null,
      on_behalf_of: null,
      decided_at: null,
      note: null,
      sha256: null,
      opened_on: null,
    });
  await openStage(change, row.id);
}

async function copyRoute(change: AgreementChange, row: Agreement): Promise<void> {
  const route = routeFor(await routesOf(change), row);
  if (route === undefined)
    throw new Problem(
      'business-rule',
      'no route of approval fits this agreement; ask the administrator for one',
    );
  const names = new Map(route.stages.flatMap(({ steps }) => steps).map(({ code, name }) => [code, name]));
  for (const step of stepsOf(route, officeDay(change.now)))
    await change.insert('approval_step', {
      agreement_id: row.id,
      stage: step.stage,
      code: step.code,
      name: names.get(step.code) ?? route.name,
      role: step.role,
      assignee: step.assignee ?? null,
      concerns: step.concerns ?? null,
      remind_after: step.remindAfter,
      opened_on: step.openedOn ?? null,
      decision: null,
      decided_by: null,
      on_behalf_of: null,
      decided_at: null,
      note: null,
      sha256: null,
    });
}

/** Stamps the day on which steps came to their turn. The agreement is held, so that the last two of a stage do not miss it. */
export async function openStage(change: AgreementChange, agreement: string): Promise<void> {
  const rows = await stepRows(change, agreement);
  const turn = Math.min(...rows.filter(({ decision }) => decision !== 'approve').map(({ stage }) => stage));
  const today = officeDay(change.now);
  for (const step of rows.filter((each) => each.stage === turn && each.opened_on === null))
    await change.update('approval_step', step, { opened_on: today });
}

/** What happens when an agreement is signed by all: its text counts, and what it amends or follows is told so. */
export async function activated(change: AgreementChange, row: Agreement): Promise<void> {
  const [latest] = await versionsOf(change, row.id);
  if (latest === undefined || row.effective === null)
    throw new Problem('business-rule', 'there is no text to be in force');
  await change.update('agreement_version', latest, { in_force_from: row.effective });
  if (row.amends_id !== null) await amend(change, row, latest.clauses);
  if (row.renews_id !== null) await follow(change, row, row.renews_id);
}

/** An amendment changes the text of what it amends: its clauses take the place of those of the same key. */
async function amend(change: AgreementChange, row: Agreement, clauses: readonly Clause[]): Promise<void> {
  const amended = await held(change, row.amends_id ?? '');
  const versions = await versionsOf(change, amended.id);
  const before = versions.find(({ in_force_from }) => in_force_from !== null)?.clauses ?? [];
  const merged = [
    ...before.map((clause) => clauses.find(({ key }) => key === clause.key) ?? clause),
    ...clauses.filter(({ key }) => before.every((each) => each.key !== key)),
  ];
  const text = canonicalText(merged);
  await change.insert('agreement_version', {
    agreement_id: amended.id,
    n: (versions[0]?.n ?? 0) + 1,
    clauses: merged,
    canonical_text: text,
    sha256: sha256(text),
    in_force_from: row.effective,
  });
}

/** The agreement before stops on the day on which this one begins, where it would go on longer. */
async function follow(change: AgreementChange, row: Agreement, before: string): Promise<void> {
  const followed = await held(change, before);
  if (followed.stopped_on !== null && row.effective !== null && followed.stopped_on <= row.effective) return;
  await change.update('agreement', followed, { stopped_on: row.effective });
}
