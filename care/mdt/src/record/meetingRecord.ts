import { type Caller, resourceOf, type StoredVersion } from '@caecilia/kernel';
import type { Kept } from '../mdt.ports.ts';
import { type Meeting, maySeeMeetings } from '../meeting/meeting.ts';
import { fromAppointment, toAppointment } from '../meeting/meetingResource.ts';
import { forbid, type MdtHouse, present } from './house.ts';

/** A meeting as a version has it. */
export function keptMeeting(version: StoredVersion): Kept<Meeting> {
  return { id: version.id, versionId: version.versionId, value: fromAppointment(resourceOf(version)) };
}

/** Throws `Problem('forbidden')` for a role that meetings are not for. */
export function forbidUnseen({ role }: Caller): void {
  forbid(maySeeMeetings(role), 'Meetings of the team are for those who care for patients.');
}

/** Reads one meeting, for a role that may know of it. */
export async function readMeeting(house: MdtHouse, caller: Caller, id: string): Promise<Kept<Meeting>> {
  forbidUnseen(caller);
  return keptMeeting(await present(house.meetings(caller), 'Appointment', id));
}

/** A change under the lock of the meeting: two at once both count, one after the other. */
export async function changeMeeting(
  house: MdtHouse,
  caller: Caller,
  id: string,
  change: (meeting: Meeting) => Meeting,
): Promise<Kept<Meeting>> {
  return await house.meetings(caller).transaction(async (transaction) => {
    await transaction.lock(`mdt meeting ${id}`);
    const version = await present(transaction, 'Appointment', id);
    const current = keptMeeting(version);
    const value = change(current.value);
    if (value === current.value) return current;
    const resource = toAppointment(value, resourceOf(version));
    const [done] = await transaction.write([{ kind: 'update', id, ifMatch: version.versionId, resource }]);
    return { id, versionId: done?.version.versionId ?? version.versionId + 1, value };
  });
}
