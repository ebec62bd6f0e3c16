import { type Caller, Problem, type RecordTransaction } from '@caecilia/kernel';
import { isThereDuring, type Member, type MemberReference, type TeamReference } from '../members.ts';
import type { TeamRole } from '../roles.ts';
import type { TeamOverRecord } from '../settings.ts';
import type { Duty } from './coverage.ts';
import type { Deed, KeptDuty } from './edit.ts';
import type { SeenDuty } from './rota.ports.ts';

/** Runs a change of a team's rota: nobody else changes it until it is done. */
export function planning<T>(
  { planning: session }: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  work: (transaction: RecordTransaction) => Promise<T>,
): Promise<T> {
  return session(caller).transaction(async (transaction) => {
    await transaction.lock(`rota ${team}`);
    return await work(transaction);
  });
}

const STALE = 'Somebody changed these duties in the meantime; look at the rota again and repeat the change.';
/** A duty was changed since it was shown: 412. */
export const stale = () => new Problem('conflict', STALE, { status: 412, expression: 'Slot.meta.versionId' });

/** Throws a conflict unless the duties are those that were shown, no more, no fewer, and none changed since. */
export function requireSeen(kept: readonly KeptDuty[], seen: readonly SeenDuty[]): void {
  const key = ({ id, versionId }: SeenDuty) => `${id} ${versionId}`;
  const shown = new Set(seen.map(key));
  if (shown.size !== kept.length || !kept.every((duty) => shown.has(key(duty)))) throw stale();
}

/** Throws for somebody who does not have the role. */
export function requireInRole(members: readonly Member[], holder: MemberReference, role: TeamRole): void {
  const member = members.find(({ reference }) => reference === holder);
  if (!member?.roles.includes(role))
    throw new Problem('business-rule', 'Somebody in this rota does not have this role in the team.', {
      expression: 'holder',
    });
}

/** A duty is never given to somebody on leave. */
export function requireThere(members: readonly Member[], duty: Duty, role: TeamRole): void {
  requireInRole(members, duty.holder, role);
  if (
    !isThereDuring(
      members.find(({ reference }) => reference === duty.holder),
      duty,
    )
  )
    throw new Problem('business-rule', 'This colleague is away, or does not work here, during this duty.', {
      expression: 'holder',
    });
}

const MOST_WORDS = 500;

/** Why, as somebody wrote it; nothing for an empty line. */
function whyOf(words: string | undefined): Pick<Deed, 'why'> {
  const why = words?.trim() ?? '';
  if (why.length > MOST_WORDS)
    throw new Problem('value', 'Say in at most 500 characters why.', { expression: 'why' });
  return why === '' ? {} : { why };
}

/** What somebody does now, for the history. */
export function deedOf(
  { now }: TeamOverRecord,
  { id, name }: Caller,
  kind: Deed['kind'],
  why?: string,
): Deed {
  const reference = /^[A-Z][A-Za-z]+\//.test(id) ? { reference: id } : {};
  return { kind, at: now().getTime(), by: { ...reference, name: name ?? id }, ...whyOf(why) };
}
