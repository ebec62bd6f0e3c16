import { Problem } from '@caecilia/kernel';
import type { Discipline } from '../codes.ts';
import { demand } from '../element.ts';
import type { Author } from '../item/item.ts';

/** Somebody who was asked to take part, by name: also a general practitioner on a screen, who has no account here. */
export interface Attendance {
  /** A UUID that the screen made. */
  readonly id: string;
  readonly discipline: Discipline;
  readonly name: string;
  /** `Practitioner/…` or `PractitionerRole/…`, where they are in the directory. */
  readonly reference?: string;
  readonly there: boolean;
}

/** A multidisciplinary meeting. It holds no word about a patient: those stand in the record of each. */
export interface Meeting {
  readonly clientId: string;
  /** Instants. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly calledBy: Author;
  /** `Organization/…` of who called it. */
  readonly organization?: string;
  readonly state: 'planned' | 'running' | 'closed';
  /** Logical ids of Compositions, in the order in which patients are spoken of. */
  readonly agenda: readonly string[];
  readonly attendance: readonly Attendance[];
  readonly closed?: { readonly by: Author; readonly at: string };
}

/** What is planned: the rest follows. */
export type PlannedMeeting = Pick<Meeting, 'clientId' | 'startsAt' | 'endsAt'>;

const LONGEST_MS = 12 * 3_600_000;

/** A new meeting. Throws `Problem('business-rule')` for an end before its begin, and for more than twelve hours. */
export function planned(wish: PlannedMeeting, by: Author, organization?: string): Meeting {
  const [from, until] = [Date.parse(wish.startsAt), Date.parse(wish.endsAt)];
  demand(!Number.isNaN(from), 'Give the day and the time at which the meeting begins.', 'startsAt');
  demand(
    until > from && until - from <= LONGEST_MS,
    'A meeting ends within twelve hours after it begins.',
    'endsAt',
  );
  return {
    clientId: wish.clientId,
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(until).toISOString(),
    calledBy: by,
    ...(organization === undefined ? {} : { organization }),
    state: 'planned',
    agenda: [],
    attendance: [],
  };
}

function demandOpen({ state }: Meeting): void {
  if (state === 'closed')
    throw new Problem('conflict', 'This meeting was closed; its minutes do not change.', {
      expression: 'closed',
    });
}

/** The first act in the meeting itself begins it. */
export function begun(meeting: Meeting): Meeting {
  demandOpen(meeting);
  return meeting.state === 'running' ? meeting : { ...meeting, state: 'running' };
}

/** The agenda with a patient at its end; nobody stands on it twice. */
export function withItems(meeting: Meeting, ids: readonly string[]): Meeting {
  demandOpen(meeting);
  const fresh = ids.filter((id) => !meeting.agenda.includes(id));
  return fresh.length === 0 ? meeting : { ...meeting, agenda: [...meeting.agenda, ...fresh] };
}

/** The agenda with one patient before another, or last. What others moved meanwhile stays as they moved it. */
export function reordered(meeting: Meeting, id: string, before: string | undefined): Meeting {
  demandOpen(meeting);
  demand(meeting.agenda.includes(id), 'This patient is not on the agenda.');
  const others = meeting.agenda.filter((each) => each !== id);
  const at = before === undefined ? others.length : others.indexOf(before);
  demand(at >= 0 && before !== id, 'The place on the agenda is not there any more; look again.');
  return { ...meeting, agenda: [...others.slice(0, at), id, ...others.slice(at)] };
}

/** Who was there. One entry for each person; the newest word on them counts. */
export function attended(meeting: Meeting, entry: Attendance): Meeting {
  demandOpen(meeting);
  demand(entry.name.trim() !== '', 'Write who it is.', 'name');
  demand(/^[A-Za-z0-9-]{16,64}$/.test(entry.id), 'Open the page again: this entry has no number of its own.');
  const isSame = ({ id, reference }: Attendance) =>
    id === entry.id || (reference !== undefined && reference === entry.reference);
  const stands = meeting.attendance.some(isSame);
  const attendance = stands
    ? meeting.attendance.map((each) => (isSame(each) ? { ...entry, id: each.id } : each))
    : [...meeting.attendance, entry];
  return { ...meeting, attendance };
}

/** The meeting with its end. Closing it again changes nothing. */
export function closed(meeting: Meeting, by: Author, at: string): Meeting {
  return meeting.state === 'closed' ? meeting : { ...meeting, state: 'closed', closed: { by, at } };
}

const TEAM = ['consult-nurse', 'consult-physician', 'social-worker', 'spiritual-care-worker'];
const OFFICE = ['team-secretary', 'team-lead'];
const TREATING = ['ward-nurse', 'treating-physician', 'transfer-nurse', 'hospice-nurse'];
const OTHERS = ['pharmacist', 'gp', 'home-care-nurse'];

/** Whether somebody in this role sees that there is a meeting, who is there, and whom of its patients they may see. */
export function maySeeMeetings(role: string): boolean {
  return [...TEAM, ...OFFICE, ...TREATING, ...OTHERS].includes(role);
}

/** Whether somebody in this role plans, makes the agenda and says who is there. */
export function mayPlan(role: string): boolean {
  return [...TEAM, ...OFFICE].includes(role);
}

/** Whether somebody in this role writes in the minutes of a patient whom they see. */
export function mayWrite(role: string): boolean {
  return [...TEAM, ...TREATING].includes(role);
}

/** Whether somebody in this role decides on behalf of the meeting and closes it. */
export function mayChair(role: string): boolean {
  return TEAM.includes(role);
}
