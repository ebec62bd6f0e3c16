import { type Element, elementOf } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  type RecordSession,
} from '@caecilia/kernel';
import { peopleClose } from '../desk/read.ts';
import { idIn, professionalOf } from '../desk/settings.ts';
import type { Coding } from '../instrument/instrument.ts';
import { clientNumberIn } from '../record/clientNumber.ts';
import { type AssessmentHouse, mustSeePatient } from '../record/house.ts';
import { type CompanionsFields, parseCompanions } from './companions.ts';
import type { DeskColleague, DeskTalk, DeskTalkAnswer, DeskTalks } from './deskTalks.ts';
import { talksAsShown } from './shownTalk.ts';
import {
  calledOffTalk,
  heldTalk,
  movedTalk,
  type PlannedTalk,
  parseArrangement,
  plannedTalk,
  type TalkArrangement,
} from './talk.ts';
import { changeTalk, chooseCompanions, type KeptTalk, planTalk, talksOf } from './talksOverRecord.ts';

/** What planning a conversation needs from the house. */
export interface TalkDesk extends Omit<AssessmentHouse, 'registry'> {
  /** Whether the caller sees planned conversations of this patient and the choices on them, or plans them, now. */
  readonly mayTalk: (caller: Caller, patientId: string, what: 'see' | 'plan') => Promise<boolean>;
  /** Who can lead a conversation with this patient or be there: colleagues of the caller, and who treats. */
  readonly teamOf: (
    session: RecordSession,
    caller: Caller,
    patientId: string,
  ) => Promise<readonly DeskColleague[]>;
  /** What the standard calls a conversation about care. */
  readonly talkCode: Coding;
}

/** Planning a conversation about care, in the app of the daily work, below `/desk/api`. */
export function talkEndpoints(desk: TalkDesk): readonly Endpoint[] {
  const act = (name: string, done: (on: ActOn) => Promise<DeskTalkAnswer>): Endpoint => ({
    path: `/patients/:id/talks/:talk/${name}`,
    write: async (session, post) => await done(await actOn(desk, session, post)),
  });
  return [
    {
      path: '/patients/:id/talks',
      read: (session, visit) => talksShown(desk, session, visit),
      write: (session, post) => plan(desk, session, post),
    },
    act('move', (on) => move(desk, on)),
    act('call-off', (on) =>
      change(desk, on, {
        change: (talk) => calledOffTalk(talk, on.body, on),
        isDone: ({ state, ended }) => state === 'calledOff' && isSame(ended, on),
      }),
    ),
    act('held', (on) =>
      change(desk, on, {
        change: (talk) => heldTalk(talk, on),
        isDone: ({ state }) => state === 'held',
      }),
    ),
    act('companions', (on) => note(desk, on)),
  ];
}

/** One act on one conversation. */
interface ActOn {
  readonly session: RecordSession;
  readonly caller: Caller;
  readonly patientId: string;
  readonly talkId: string;
  readonly by: string;
  readonly now: Date;
  readonly timeZone: string;
  readonly body: Element;
}

async function mustSee(desk: TalkDesk, caller: Caller, patientId: string): Promise<void> {
  if (!(await desk.mayTalk(caller, patientId, 'see')))
    throw new Problem(
      'not-found',
      'Conversations that are planned with this patient are not for you to see.',
    );
}

async function mustPlan(desk: TalkDesk, caller: Caller, patientId: string): Promise<string> {
  await mustSee(desk, caller, patientId);
  if (!(await desk.mayTalk(caller, patientId, 'plan')))
    throw new Problem('forbidden', 'In your role planned conversations can be read and not changed.');
  return professionalOf(caller);
}

async function actOn(desk: TalkDesk, session: RecordSession, post: EndpointPost): Promise<ActOn> {
  const [patientId, talkId] = [idIn(post, 'id'), idIn(post, 'talk')];
  const by = await mustPlan(desk, post.caller, patientId);
  const { timeZone } = desk;
  const body = elementOf(post.body);
  return { session, caller: post.caller, patientId, talkId, by, now: desk.now(), timeZone, body };
}

async function talksShown(desk: TalkDesk, session: RecordSession, visit: PageVisit): Promise<DeskTalks> {
  const patientId = idIn(visit, 'id');
  const { caller } = visit;
  await mustSee(desk, caller, patientId);
  const patient = await mustSeePatient(session, patientId);
  const [{ talks, unreadable }, mayPlan, team, people] = await Promise.all([
    talksOf(desk, session, patientId),
    desk.mayTalk(caller, patientId, 'plan'),
    desk.teamOf(session, caller, patientId),
    peopleClose(desk, session, patientId),
  ]);
  return {
    timeZone: desk.timeZone,
    today: civilDay(desk.now(), desk.timeZone),
    mayPlan,
    died: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
    team,
    people,
    talks: await talksAsShown(desk, session, talks, people),
    unreadable,
  };
}

async function plan(desk: TalkDesk, session: RecordSession, post: EndpointPost): Promise<DeskTalkAnswer> {
  const patientId = idIn(post, 'id');
  const { caller } = post;
  const by = await mustPlan(desk, caller, patientId);
  const { timeZone } = desk;
  const talk = plannedTalk(post.body, { patientId, by, now: desk.now(), timeZone });
  await mustKnowTeam(desk, session, { caller, patientId }, talk);
  const answer = await planTalk(desk, caller, talk, desk.talkCode);
  return answer.kind === 'planned'
    ? { kind: 'planned', now: await oneShown(desk, session, patientId, answer.now) }
    : { kind: 'standing', theirs: await oneShown(desk, session, patientId, answer.theirs) };
}

/** Somebody of the directory whom this house knows for this patient; who was there before may stay. */
async function mustKnowTeam(
  desk: TalkDesk,
  session: RecordSession,
  { caller, patientId }: { readonly caller: Caller; readonly patientId: string },
  { leads, others }: TalkArrangement,
  before: readonly string[] = [],
): Promise<void> {
  const team = await desk.teamOf(session, caller, patientId);
  const known = new Set([...team.map(({ reference }) => reference), ...before]);
  if (!known.has(leads))
    throw new Problem('value', 'Choose who leads the conversation.', { expression: 'leads' });
  if (others.some((each) => !known.has(each)))
    throw new Problem('value', 'Choose who else is there from the list.', { expression: 'others' });
}

async function move(desk: TalkDesk, on: ActOn): Promise<DeskTalkAnswer> {
  const wanted = parseArrangement(on.body, on);
  const { talks } = await talksOf(desk, on.session, on.patientId);
  const before = talks.find(({ id }) => id === on.talkId)?.value;
  const there = before === undefined ? [] : [before.leads, ...before.others];
  await mustKnowTeam(desk, on.session, on, wanted, there);
  return await change(desk, on, {
    change: (talk) => movedTalk(talk, on.body, on),
    isDone: (talk) =>
      talk.startsAt === wanted.startsAt && talk.endsAt === wanted.endsAt && isSame(talk.moves.at(-1), on),
  });
}

/** Whether an act that stands is the one that is sent again. */
const isSame = (
  act: { readonly by: string; readonly because?: string } | undefined,
  { by, body }: Pick<ActOn, 'by' | 'body'>,
) => act !== undefined && act.by === by && act.because === String(body.because).trim();

async function change(
  desk: TalkDesk,
  { session, caller, patientId, talkId, body }: ActOn,
  act: {
    readonly change: (talk: PlannedTalk) => PlannedTalk;
    readonly isDone: (talk: PlannedTalk) => boolean;
  },
): Promise<DeskTalkAnswer> {
  const { versionId } = body;
  const at = { patientId, talkId };
  const answer = await changeTalk(desk, caller, at, { ...act, versionId, code: desk.talkCode });
  return answer.kind === 'changed'
    ? { kind: 'changed', now: await oneShown(desk, session, patientId, answer.now) }
    : { kind: 'conflict', theirs: await oneShown(desk, session, patientId, answer.theirs) };
}

const SAID = {
  who: 'Say who the patient wants there, or that it is left open.',
  both: 'Nobody, or not known yet, and somebody named: choose one of them.',
  nobody: 'Say who the patient wants there, or that it is left open.',
  people: 'Somebody in this conversation is not known with this patient.',
  long: 'Say it in at most 200 letters.',
} as const;

/** What the patient said to somebody of the team, who writes it down. */
async function note(desk: TalkDesk, on: ActOn): Promise<DeskTalkAnswer> {
  const { session, caller, patientId, talkId, by, body } = on;
  const people = await peopleClose(desk, session, patientId);
  const close = people.map(({ reference }) => reference);
  const parsed = parseCompanions(fieldsIn(body), close);
  if ('wrong' in parsed) {
    const [[expression, wrong] = ['who', 'who' as const]] = Object.entries(parsed.wrong);
    throw new Problem('value', SAID[wrong], { expression });
  }
  const choice = { companions: parsed.value, enteredBy: by, clientId: clientNumberIn(body.clientId) };
  await chooseCompanions(desk, caller, { patientId, talkId }, choice);
  const { talks } = await talksOf(desk, session, patientId);
  const kept = talks.find(({ id }) => id === talkId);
  if (kept === undefined) throw new Problem('exception', 'What was just kept is not in the record.');
  return { kind: 'changed', now: await oneShown(desk, session, patientId, kept) };
}

function fieldsIn({ who, people, words }: Element): CompanionsFields {
  const named: readonly unknown[] = Array.isArray(people) ? people : [];
  return {
    who: typeof who === 'string' ? [who] : [],
    people: named.map(String),
    words: typeof words === 'string' ? [words] : [],
  };
}

async function oneShown(
  desk: TalkDesk,
  session: RecordSession,
  patientId: string,
  kept: KeptTalk,
): Promise<DeskTalk> {
  const people = await peopleClose(desk, session, patientId);
  const [talk] = await talksAsShown(desk, session, [kept], people);
  if (talk === undefined) throw new Problem('exception', 'A conversation cannot be shown.');
  return talk;
}
