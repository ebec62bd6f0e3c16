import type { Caller } from '@caecilia/kernel';
import { CLIENT_REQUEST_SYSTEM, MEETING_TOKEN } from '../codes.ts';
import { demand } from '../element.ts';
import type { Kept, Meetings } from '../mdt.ports.ts';
import {
  attended,
  begun,
  closed,
  type Meeting,
  mayChair,
  mayPlan,
  type PlannedMeeting,
  planned,
  reordered,
} from '../meeting/meeting.ts';
import { toAppointment } from '../meeting/meetingResource.ts';
import { doingOf, forbid, type MdtHouse } from './house.ts';
import { freezeItems } from './itemsOverRecord.ts';
import { changeMeeting, forbidUnseen, keptMeeting, readMeeting } from './meetingRecord.ts';

/** Meetings that a list shows. */
const MOST = '50';

const NOT_PLANNER = 'Meetings are planned by the team and its office.';

/** Meetings as Appointments that belong to no patient, read and changed on a duty of the house. */
export function meetingsOverRecord(house: MdtHouse): Meetings {
  return {
    plan: async (caller, wish) => await plan(house, caller, wish),
    list: async (caller) => await list(house, caller, [['_sort', '-date']]),
    read: async (caller, id) => await readMeeting(house, caller, id),
    async before(caller, { id, value }) {
      const all = await list(house, caller, [
        ['_sort', '-date'],
        ['status', 'fulfilled'],
      ]);
      return all.find((each) => each.id !== id && each.value.startsAt < value.startsAt)?.value.startsAt;
    },
    async begin(caller, id) {
      forbid(mayPlan(caller.role), NOT_PLANNER);
      return await changeMeeting(house, caller, id, begun);
    },
    async attend(caller, id, entry) {
      forbid(mayPlan(caller.role) || entry.reference === caller.id, NOT_PLANNER);
      return await changeMeeting(house, caller, id, (meeting) => attended(meeting, entry));
    },
    async move(caller, id, item, before) {
      forbid(mayPlan(caller.role), NOT_PLANNER);
      return await changeMeeting(house, caller, id, (meeting) => reordered(meeting, item, before));
    },
    async close(caller, id) {
      forbid(mayChair(caller.role), 'A meeting is closed by somebody of the consultation team.');
      const { author, at } = doingOf(house, caller);
      const meeting = await readMeeting(house, caller, id);
      if (meeting.value.state === 'closed') return meeting;
      // The minutes first: words that come after are refused there, and none are lost between the two.
      await freezeItems(house, caller, meeting, { author, at });
      return await changeMeeting(house, caller, id, (each) => closed(each, author, at));
    },
  };
}

async function list(
  house: MdtHouse,
  caller: Caller,
  pairs: readonly (readonly [string, string])[],
): Promise<readonly Kept<Meeting>[]> {
  forbidUnseen(caller);
  const search = house.readSearch(
    ['Appointment'],
    [['appointment-type', MEETING_TOKEN], ...pairs, ['_count', MOST]],
  );
  return (await house.meetings(caller).search(search)).matches.map(keptMeeting);
}

async function plan(house: MdtHouse, caller: Caller, wish: PlannedMeeting): Promise<Kept<Meeting>> {
  forbid(mayPlan(caller.role), NOT_PLANNER);
  demand(/^[A-Za-z0-9.-]{16,128}$/.test(wish.clientId), 'Open the form again: it has no number of its own.');
  const value = planned(wish, doingOf(house, caller).author, caller.organization);
  return await house.meetings(caller).transaction(async (transaction) => {
    await transaction.lock(`client-request ${wish.clientId}`);
    const before = await transaction.search(
      house.readSearch(
        ['Appointment'],
        [
          ['identifier', `${CLIENT_REQUEST_SYSTEM}|${wish.clientId}`],
          ['appointment-type', MEETING_TOKEN],
        ],
      ),
    );
    const [standing] = before.matches;
    if (standing !== undefined) return keptMeeting(standing);
    const id = transaction.newId('Appointment');
    await transaction.write([{ kind: 'create', id, resource: toAppointment(value) }]);
    return { id, versionId: 1, value };
  });
}
