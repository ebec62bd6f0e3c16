import { type Caller, Problem, type RecordTransaction, resourceOf } from '@caecilia/kernel';
import { requireSpan, type Span } from './instant.ts';
import { type Member, type TeamReference, withAbsence, withoutAbsence } from './members.ts';
import type { TeamRole } from './roles.ts';
import { coverage, type Gap, gapsIn } from './rota/coverage.ts';
import { mayRecordAbsence } from './rota/rota.access.ts';
import { agendasOf, dutiesIn, membersOf, requireReadable } from './rota/stored-rota.ts';
import type { TeamOverRecord } from './settings.ts';

/** A gap in the rota of a role. */
export interface RoleGap {
  readonly role: TeamRole;
  readonly gap: Gap;
}

/**
 * Who is away. An absence is in force at once: duties of somebody who is away are gaps from that moment, and their tasks
 * are with the role. Nothing is refused because of it: illness does not wait for a rota.
 */
export interface Absences {
  /** Records that a professional (`Practitioner/…`) is away from all their roles in the team; answers the gaps it makes. */
  record(
    caller: Caller,
    team: TeamReference,
    practitioner: string,
    absence: Span,
  ): Promise<readonly RoleGap[]>;
  /** Takes an absence back that was recorded with the same begin and end. */
  takeBack(caller: Caller, team: TeamReference, practitioner: string, absence: Span): Promise<void>;
}

/** Absences as `PractitionerRole.notAvailable`, changed one team at a time, like the rota. */
export function absencesOverRecord(house: TeamOverRecord): Absences {
  return {
    record: (caller, team, practitioner, absence) =>
      changing(house, caller, team, practitioner, async (transaction, roles) => {
        requireReadable(absence);
        for (const member of roles) await change(transaction, member, (base) => withAbsence(base, absence));
        return await gapsOf(house, transaction, team, { roles, absence });
      }),
    takeBack: (caller, team, practitioner, absence) =>
      changing(house, caller, team, practitioner, async (transaction, roles) => {
        requireSpan(absence);
        const left = await Promise.all(
          roles.map((member) => change(transaction, member, (base) => withoutAbsence(base, absence))),
        );
        if (!left.includes(true))
          throw new Problem('not-found', 'There is no such absence; it may have been taken back.');
      }),
  };
}

function changing<T>(
  house: TeamOverRecord,
  caller: Caller,
  team: TeamReference,
  practitioner: string,
  work: (transaction: RecordTransaction, roles: readonly Member[]) => Promise<T>,
): Promise<T> {
  return house.planning(caller).transaction(async (transaction) => {
    await transaction.lock(`rota ${team}`);
    const members = await membersOf(house, transaction, team);
    const roles = members.filter((member) => member.practitioner === practitioner);
    // Of somebody with two roles one may be all that the caller's own sign-in names.
    if (!roles.some((member) => mayRecordAbsence(caller, member)))
      throw new Problem(
        'forbidden',
        'You record your own absence; the team lead or the secretary records that of others in the team.',
      );
    return await work(transaction, roles);
  });
}

/** Changes the PractitionerRole as it was read; answers whether there was something to change. */
async function change(
  transaction: RecordTransaction,
  { reference, versionId }: Member,
  changed: (base: ReturnType<typeof resourceOf>) => ReturnType<typeof resourceOf> | undefined,
): Promise<boolean> {
  const id = reference.slice('PractitionerRole/'.length);
  const version = await transaction.read('PractitionerRole', id);
  if (version === undefined || version.deleted)
    throw new Problem('not-found', 'This role is no longer there.');
  const resource = changed(resourceOf(version));
  if (resource === undefined) return false;
  await transaction.write([{ kind: 'update', id, ifMatch: versionId, resource }]);
  return true;
}

async function gapsOf(
  house: TeamOverRecord,
  transaction: RecordTransaction,
  team: TeamReference,
  { roles, absence }: { roles: readonly Member[]; absence: Span },
): Promise<readonly RoleGap[]> {
  const mine = new Set(roles.map(({ reference }) => reference));
  const agendas = await agendasOf(house, transaction, team);
  const duties = await dutiesIn(house, transaction, agendas, absence);
  const members = await membersOf(house, transaction, team);
  return [...new Set(duties.map(({ role }) => role))].flatMap((role) => {
    const ofRole = duties.filter((duty) => duty.role === role);
    const gaps = gapsIn(coverage(ofRole, members, absence));
    return gaps
      .filter(({ because, planned }) => because === 'away' && planned.some((holder) => mine.has(holder)))
      .map((gap) => ({ role, gap }));
  });
}
