import type { OfficeCaller, Register } from '@caecilia/kernel';
import { type Agreement, type AgreementChange, officeDay, watchedOf } from './agreement-row.ts';
import { type AlertKind, alertsUntil, stillStands } from './alerts.ts';
import { openSteps, remindersUntil } from './approval.ts';
import { stepOfRow } from './approval-row.ts';
import type { ClosedDays } from './civil-day.ts';
import type { AgreementTables } from './schema.ts';

/** An alert that is to be there. */
interface ToSay {
  readonly agreement_id: string;
  readonly kind: string;
  readonly due_day: string;
}

const dueOf = (row: Agreement, today: string): readonly ToSay[] =>
  alertsUntil(watchedOf(row), today).map(({ kind, dueDay }) => ({
    agreement_id: row.id,
    kind,
    due_day: dueDay,
  }));

/**
 * Writes down what is not there yet, and tells it: once, because the key is the agreement, the kind and the due day, and
 * whoever writes the same at the same moment finds it there.
 */
async function say(change: AgreementChange, due: readonly ToSay[]): Promise<number> {
  if (due.length === 0) return 0;
  const today = officeDay(change.now);
  const written = await change.db
    .insertInto('agreement_alert')
    .values(
      due.map((each) => ({
        ...each,
        said_on: today,
        status: 'open' as const,
        handled_by: null,
        handled_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['agreement_id', 'kind', 'due_day'])
    .execute();
  for (const { agreement_id: id, kind, due_day: dueDay } of written)
    await change.tell({ kind: 'agreement.alert', subject: 'agreement', id, facts: { alert: kind, dueDay } });
  return written.length;
}

/** Before dates or state of an agreement change: what was due by the old ones is written down, so that none is missed. */
export async function sayBefore(change: AgreementChange, row: Agreement): Promise<void> {
  await say(change, dueOf(row, officeDay(change.now)));
}

/**
 * After dates or state of an agreement changed: open alerts that do not follow from the new ones are withdrawn, those
 * that were withdrawn and follow again are open again without being told twice, and what is due by the new ones is said.
 */
export async function sayAfter(change: AgreementChange, row: Agreement): Promise<void> {
  const watched = watchedOf(row);
  const known = await change.db
    .selectFrom('agreement_alert')
    .selectAll()
    .where('agreement_id', '=', row.id)
    .where('status', '!=', 'done')
    .where('kind', 'not like', 'approval %')
    .execute();
  for (const { kind, due_day: dueDay, status } of known) {
    const stands = stillStands(watched, { kind: kind as AlertKind, dueDay });
    if (stands === (status === 'open')) continue;
    await change.db
      .updateTable('agreement_alert')
      .set({ status: stands ? 'open' : 'withdrawn' })
      .where('agreement_id', '=', row.id)
      .where('kind', '=', kind)
      .where('due_day', '=', dueDay)
      .execute();
  }
  await say(change, dueOf(row, officeDay(change.now)));
}

const HOUSE: OfficeCaller = { id: 'system:agreement-alerts', name: 'Alerts of agreements', roles: [] };
const AT_ONCE = 200;

/** Looks at all agreements once: any number may look at the same time, as often or seldom as they like. */
export async function lookAtAlerts(register: Register<AgreementTables>, closed: ClosedDays): Promise<number> {
  let said = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    const page = await register.change(HOUSE, 'alerts that are due', (change) =>
      lookAtPage(change, from, closed),
    );
    said += page.said;
    after = page.last;
  }
  return said;
}

async function lookAtPage(
  change: AgreementChange,
  after: string,
  closed: ClosedDays,
): Promise<{ said: number; last: string | undefined }> {
  const query = change.db.selectFrom('agreement').selectAll().where('archived_at', 'is', null);
  const rows = await (after === '' ? query : query.where('id', '>', after))
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  const today = officeDay(change.now);
  const reminders = await remindersOf(change, rows, today, closed);
  const said = await say(change, [...rows.flatMap((row) => dueOf(row, today)), ...reminders]);
  return { said, last: rows.length < AT_ONCE ? undefined : rows.at(-1)?.id };
}

async function remindersOf(
  change: AgreementChange,
  rows: readonly Agreement[],
  today: string,
  closed: ClosedDays,
): Promise<readonly ToSay[]> {
  const ids = rows.filter(({ state }) => state === 'approval').map(({ id }) => id);
  if (ids.length === 0) return [];
  const steps = await change.db
    .selectFrom('approval_step')
    .selectAll()
    .where('agreement_id', 'in', ids)
    .execute();
  return ids.flatMap((id) =>
    openSteps(steps.filter((step) => step.agreement_id === id).map(stepOfRow)).flatMap((step) =>
      remindersUntil(step, today, closed).map((due) => ({
        agreement_id: id,
        kind: `approval ${step.code}`,
        due_day: due,
      })),
    ),
  );
}
