import { actsAs, civilDay, type OfficeCaller, Problem, type RegisterChange } from '@caecilia/kernel';
import type { Selectable } from 'kysely';
import type { Watched } from './alerts.ts';
import { OFFICE_ZONE } from './civil-day.ts';
import type { AgreementRow, AgreementTables } from './schema.ts';
import { maySeeAllChecks, securityBasis } from './security-check.ts';
import type { Term } from './term.ts';

export type Agreement = Selectable<AgreementRow>;
export type AgreementChange = RegisterChange<AgreementTables>;

/** The civil day of an instant, in the calendar of the office. */
export const officeDay = (now: string | Date): string =>
  civilDay(typeof now === 'string' ? Date.parse(now) : now, OFFICE_ZONE);

/** The dates of a row as a term. */
export function termOfRow(row: Agreement): Term {
  return {
    type: row.term_type,
    effective: row.effective ?? undefined,
    expires: row.expires ?? undefined,
    renewMonths: row.renew_months ?? undefined,
    noticeDays: row.notice_days ?? undefined,
    reviewOn: row.review_on ?? undefined,
    reviewMonths: row.review_months ?? undefined,
  };
}

/** What the alerts of a row are reckoned from. */
export function watchedOf(row: Agreement): Watched {
  return {
    state: row.state,
    designation: row.kind === 'designation',
    term: termOfRow(row),
    evaluationMonths: row.evaluation_months,
    recheckOn: row.recheck_on ?? undefined,
    signingSince: row.signing_since ?? undefined,
    watchedFrom: row.watched_from,
  };
}

/** What a check on knowledge security of this agreement is about, as it stands. */
export function basisOf(row: Agreement): string {
  return securityBasis({
    kind: row.kind,
    parties: row.parties
      .filter(({ role }) => role !== 'own')
      .map(({ org, name }) => org ?? `name ${name ?? ''}`),
    countries: row.countries,
    carries: row.carries,
    exchanges: row.exchanges,
  });
}

/**
 * The agreement, held until the end of the change: whoever else changes it, or decides on it, waits. What refers to it can
 * still be written meanwhile: so who looks at alerts and who changes two agreements do not wait for each other in a ring.
 * Throws `Problem('not-found')`.
 */
export async function held(change: AgreementChange, id: string): Promise<Agreement> {
  const row = await change.db
    .selectFrom('agreement')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? noAgreement();
}

export function noAgreement(): never {
  throw new Problem('not-found', 'there is no such agreement');
}

/** Whether somebody works on every agreement of the office. */
export const keepsAgreements = (caller: Pick<OfficeCaller, 'roles' | 'link'>): boolean =>
  caller.link === undefined && actsAs(caller, 'officer', 'head');

/** Whether somebody may change this one: who keeps all of them, and whose it is. */
export function mayChange(caller: OfficeCaller, row: Agreement): boolean {
  if (caller.link !== undefined || caller.roles.length === 0) return false;
  return (
    keepsAgreements(caller) ||
    [row.owner_id, row.backup_owner_id].includes(caller.id) ||
    isOwnIdea(caller, row)
  );
}

const isOwnIdea = (caller: OfficeCaller, row: Agreement) =>
  row.state === 'idea' && row.proposed_by === caller.id;

/**
 * Whether somebody is told when knowledge security of an agreement has to be looked at again: whose work it is, who keeps
 * agreements, and whose agreement it is. The answers and the outcome are for fewer (`maySeeCheck`).
 */
export const maySeeRecheck = (
  caller: OfficeCaller,
  row: Pick<Agreement, 'owner_id' | 'backup_owner_id'>,
): boolean =>
  keepsAgreements(caller) ||
  maySeeAllChecks(caller) ||
  (caller.link === undefined && [row.owner_id, row.backup_owner_id].includes(caller.id));

export function demandMayChange(caller: OfficeCaller, row: Agreement): void {
  if (!mayChange(caller, row))
    throw new Problem('forbidden', 'an agreement is changed by its owners and by the officers of the office');
}
