import {
  type Caller,
  civilDay,
  type Endpoint,
  type EndpointPost,
  instantOf,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import {
  agendaOf,
  DISCIPLINES,
  type Discipline,
  type Item,
  type Items,
  type ItemView,
  isDiscussed,
  isOff,
  type Kept,
  type Meeting,
  type MeetingAnswer,
  type MeetingList,
  type MeetingRights,
  type Meetings,
  type MeetingView,
  mayChair,
  mayPlan,
  maySeeMeetings,
  mayWrite,
} from '@caecilia/mdt';
import type { WholeDeskHouse } from '../desk/area.ts';
import type { agendaSource } from './agenda-source.ts';
import { bodyIn, dayAt, oneAt, textAt, wordsAt, yesAt } from './body.ts';
import { personIn } from './names.ts';
import type { Pulses } from './pulse.ts';

/** What the endpoints of meetings stand on. */
export interface MeetingParts {
  readonly house: WholeDeskHouse;
  readonly meetings: Meetings;
  readonly items: Items;
  readonly facts: ReturnType<typeof agendaSource>;
  readonly pulses: Pulses;
}

/** What the app asks about meetings: the list, one with its patients, and what is done with it. */
export function meetingEndpoints(parts: MeetingParts): readonly Endpoint[] {
  const { meetings, pulses } = parts;
  const change =
    (work: (post: EndpointPost, id: string) => Promise<Kept<Meeting>>): NonNullable<Endpoint['write']> =>
    async (_session, post) => {
      const kept = await work(post, post.params.meeting ?? '');
      pulses.meetingChanged(kept.id);
      return { meeting: meetingView(parts.house.timeZone, kept) };
    };
  return [
    {
      path: '/mdt',
      read: async (_session, { caller }): Promise<MeetingList> => ({
        meetings: (await meetings.list(caller)).map((each) => meetingView(parts.house.timeZone, each)),
        may: rightsOf(caller),
      }),
      write: async (_session, post) => ({
        meeting: meetingView(parts.house.timeZone, await plan(parts, post)),
      }),
    },
    { path: '/mdt/changes', follow: ['Appointment', 'Composition'] },
    {
      path: '/mdt/:meeting',
      read: async (session, { caller, params }) =>
        await answerOf(parts, session, caller, params.meeting ?? ''),
    },
    {
      path: '/mdt/:meeting/pulse',
      async read(_session, { caller, params }) {
        if (!maySeeMeetings(caller.role))
          throw new Problem('forbidden', 'Meetings of the team are for those who care for patients.');
        return pulses.of(params.meeting ?? '');
      },
    },
    { path: '/mdt/:meeting/agenda', write: async (_session, post) => await lookAgain(parts, post) },
    { path: '/mdt/:meeting/patients', write: async (session, post) => await add(parts, session, post) },
    {
      path: '/mdt/:meeting/order',
      write: change(async ({ body, caller }, id) => {
        const wish = bodyIn(body);
        return await meetings.move(caller, id, textAt(wish, 'item'), wordsAt(wish, 'before'));
      }),
    },
    {
      path: '/mdt/:meeting/state',
      write: change(async ({ body, caller }, id) => {
        const to = oneAt(bodyIn(body), 'to', ['running', 'closed']);
        if (to === 'running') return await meetings.begin(caller, id);
        const closed = await meetings.close(caller, id);
        for (const item of closed.value.agenda) pulses.itemChanged(id, item);
        return closed;
      }),
    },
    { path: '/mdt/:meeting/attendance', write: change(async (post, id) => await attend(parts, post, id)) },
  ];
}

export function rightsOf({ role }: Caller): MeetingRights {
  return { plan: mayPlan(role), write: mayWrite(role), chair: mayChair(role) };
}

export function meetingView(timeZone: string, { id, value }: Kept<Meeting>): MeetingView {
  const { startsAt, endsAt, state, attendance, closed, agenda } = value;
  return {
    id,
    timeZone,
    startsAt,
    endsAt,
    state,
    attendance,
    patients: agenda.length,
    ...(closed === undefined ? {} : { closed }),
  };
}

/** Day and times are civil: the house knows its time zone, a browser may be somewhere else. */
async function plan(
  { house, meetings }: MeetingParts,
  { body, caller }: EndpointPost,
): Promise<Kept<Meeting>> {
  const wish = bodyIn(body);
  const day = dayAt(wish, 'day');
  const at = (field: string) => {
    const time = textAt(wish, field);
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
      throw new Problem('value', 'Give a time, for instance 13:30.', { expression: field });
    return new Date(instantOf(`${day}T${time}`, house.timeZone)).toISOString();
  };
  return await meetings.plan(caller, {
    clientId: textAt(wish, 'clientId'),
    startsAt: at('from'),
    endsAt: at('until'),
  });
}

async function answerOf(
  { house, meetings, items }: MeetingParts,
  session: RecordSession,
  caller: Caller,
  id: string,
): Promise<MeetingAnswer> {
  const meeting = await meetings.read(caller, id);
  const seen = await items.of(caller, meeting);
  return {
    meeting: meetingView(house.timeZone, meeting),
    items: await itemViews(session, caller, seen.items),
    leftOut: seen.leftOut,
    unreadable: seen.unreadable.length,
    may: rightsOf(caller),
    me: { name: caller.name ?? caller.id, reference: caller.id, discipline: disciplineOf(caller) },
  };
}

function disciplineOf({ role }: Caller): Discipline {
  return DISCIPLINES.find((each) => each === role) ?? 'other';
}

/** Patients of a meeting with their names, as the app shows them. */
export async function itemViews(
  session: RecordSession,
  caller: Caller,
  items: readonly Kept<Item>[],
): Promise<readonly ItemView[]> {
  const patients = await session.readMany(items.map(({ value }) => ({ type: 'Patient', id: value.patient })));
  const known = new Map(
    patients.filter(({ deleted }) => !deleted).map((each) => [each.id, resourceOf(each)]),
  );
  return items.map(({ id, value }) => {
    const person = known.get(value.patient);
    const [name, birthDate] = [personIn(person), person?.birthDate];
    const removed = value.steps.findLast(({ kind }) => kind === 'removed');
    return {
      id,
      patient: value.patient,
      ...(name === undefined ? {} : { name }),
      ...(typeof birthDate === 'string' ? { birthDate } : {}),
      reasons: value.reasons,
      ...(isOff(value) && removed
        ? { off: { name: removed.by.name ?? removed.by.reference, words: removed.words ?? '' } }
        : {}),
      discussed: isDiscussed(value),
      parts: value.parts.map(({ window: _, ...part }) => ({
        ...part,
        mine: part.author.reference === caller.id,
      })),
      frozen: value.frozen !== undefined,
    };
  });
}

/** The agenda builds itself: who has a reason in the record now is on it, with the reason. */
async function lookAgain(
  { house, meetings, items, facts, pulses }: MeetingParts,
  { caller, params }: EndpointPost,
): Promise<object> {
  const meeting = await meetings.read(caller, params.meeting ?? '');
  const now = house.now();
  if (meeting.value.state === 'closed') return { at: now.toISOString(), complete: true };
  const since = await meetings.before(caller, meeting);
  const found = await facts(caller);
  const proposals = agendaOf(found.facts, {
    now,
    timeZone: house.timeZone,
    ...(since === undefined ? {} : { since }),
  });
  await items.propose(caller, meeting.id, proposals);
  pulses.meetingChanged(meeting.id);
  return { at: now.toISOString(), complete: found.complete };
}

async function add(
  { house, items, pulses }: MeetingParts,
  session: RecordSession,
  { body, caller, params }: EndpointPost,
): Promise<object> {
  const wish = bodyIn(body);
  const [patient, words, meeting] = [textAt(wish, 'patient'), wordsAt(wish, 'words'), params.meeting ?? ''];
  if (words === undefined) throw new Problem('value', 'Write why.', { expression: 'words' });
  const found = await session.read('Patient', patient);
  if (!found || found.deleted) throw new Problem('not-found', 'There is no such patient to see.');
  const day = civilDay(house.now(), house.timeZone);
  const reason = { kind: 'asked' as const, day, words: { nl: words, en: words } };
  await items.propose(caller, meeting, [{ patient, reasons: [reason] }]);
  pulses.meetingChanged(meeting);
  return {};
}

async function attend({ meetings }: MeetingParts, { body, caller }: EndpointPost, id: string) {
  const wish = bodyIn(body);
  const reference = wordsAt(wish, 'reference');
  return await meetings.attend(caller, id, {
    id: textAt(wish, 'id'),
    discipline: oneAt(wish, 'discipline', DISCIPLINES),
    name: textAt(wish, 'name'),
    ...(reference === undefined ? {} : { reference }),
    there: yesAt(wish, 'there'),
  });
}
