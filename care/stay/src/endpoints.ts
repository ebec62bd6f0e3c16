import { type Element, elementOf } from '@caecilia/fhir';
import {
  type Caller,
  civilDay,
  type Endpoint,
  type EndpointPost,
  type Listed,
  type PageVisit,
  Problem,
  present,
  type RecordSession,
  readsInEmergency,
} from '@caecilia/kernel';
import type { StayKind } from './codes.ts';
import { dischargeEndpoint, dischargeViews } from './discharge/endpoint.ts';
import { hospicesIn, statedPlaces, statePlaces } from './hospices.ts';
import { dayAfter, takenOn } from './places.ts';
import { type Act, type Check, type Days, doable, type Stay } from './stay.ts';
import type { AskedPerson, KeptStay, StayHouse } from './stays.ports.ts';
import { staysOverRecord } from './staysOverRecord.ts';
import type { PatientStays, StayAsked, StayChanged, StayList, StaysShown, StayView } from './view.ts';

/** What the app of the daily work asks this module for. */
export interface StayDesk extends StayHouse {
  /** Names of the directory by reference; who has none is left out. */
  readonly namesOf: (
    session: RecordSession,
    references: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** Who a patient is, as the caller's own rules show them. */
  readonly personOf: (session: RecordSession, patient: string) => Promise<AskedPerson>;
}

/** Nights that the hospice looks ahead. */
const NIGHTS = 7;

/** What is asked and sent below `/desk/api`. */
export function stayEndpoints(desk: StayDesk): readonly Endpoint[] {
  const port = staysOverRecord(desk);
  return [
    // What changed is asked for again under the rules of whoever looks.
    { path: '/stays/changes', follow: ['Task', 'ServiceRequest', 'HealthcareService'] },
    { path: '/stays', read: (session, visit) => shown(desk, session, visit) },
    {
      path: '/stays/places',
      async write(_session, { caller, body }) {
        const { service, versionId, count } = elementOf(body);
        if (typeof service !== 'string' || typeof versionId !== 'number' || typeof count !== 'number')
          throw new Problem('value', 'Give the number of places.', { expression: 'count' });
        return await statePlaces(desk, caller, { service, versionId, count });
      },
    },
    {
      path: '/stays/:id/act',
      async write(session, post): Promise<StayChanged> {
        const { versionId } = elementOf(post.body);
        if (typeof versionId !== 'number') throw new Problem('value', 'Say which version was seen.');
        const answer = await port.act(post.caller, { id: idIn(post), versionId }, actIn(post));
        const view = async (kept: KeptStay) => await oneView(desk, session, post.caller, kept);
        return answer.kind === 'changed'
          ? { kind: 'changed', now: await view(answer.now) }
          : { kind: 'conflict', theirs: await view(answer.theirs) };
      },
    },
    {
      path: '/patients/:id/stays',
      read: (session, visit) => ofPatient(desk, session, visit),
      async write(session, post): Promise<StayAsked> {
        const { kept, again } = await port.ask(post.caller, wishIn(post));
        return { stay: await oneView(desk, session, post.caller, kept), again };
      },
    },
    dischargeEndpoint(desk),
  ];
}

async function shown(desk: StayDesk, session: RecordSession, { caller }: PageVisit): Promise<StaysShown> {
  const port = staysOverRecord(desk);
  const hospice = desk.answersFor(caller);
  if (hospice === undefined) {
    const list = await port.askedBy(caller);
    return { side: 'asking', ...(await listView(desk, session, caller, list)) };
  }
  const [list, stated] = await Promise.all([port.ofHospice(caller), statedPlaces(desk, session, hospice)]);
  const view = await listView(desk, session, caller, list);
  return {
    side: 'hospice',
    ...view,
    nights: nightsOf(
      list.entries.map(({ value }) => value),
      view.today,
    ),
    ...(stated === undefined ? {} : { stated }),
  };
}

function nightsOf(stays: readonly Stay[], today: string): NonNullable<StaysShown['nights']> {
  const taken = stays.flatMap(({ state, promised }) =>
    promised !== undefined && (state === 'accepted' || state === 'arrived')
      ? [{ ...promised, isThere: state === 'arrived' }]
      : [],
  );
  const nights = [today];
  while (nights.length < NIGHTS) nights.push(dayAfter(nights.at(-1) ?? today));
  return nights.map((night) => ({ night, taken: takenOn(night, taken, today) }));
}

async function ofPatient(desk: StayDesk, session: RecordSession, visit: PageVisit): Promise<PatientStays> {
  const { caller } = visit;
  const patient = idIn(visit);
  await present(session, 'Patient', patient, 'patient');
  const [list, may, hospices, discharge] = await Promise.all([
    staysOverRecord(desk).ofPatient(caller, patient),
    desk.mayAsk(caller, patient),
    hospicesIn(desk, session),
    dischargeViews(desk, session, caller, patient),
  ]);
  const mayAsk = may && !readsInEmergency(caller, patient);
  const view = await listView(desk, session, caller, list);
  const stays = mayAsk ? view.stays : view.stays.map((each) => ({ ...each, may: [] }));
  return { ...view, stays, mayAsk, hospices, discharge };
}

async function listView(
  desk: StayDesk,
  session: RecordSession,
  caller: Caller,
  { entries, unreadable, more }: Listed<KeptStay>,
): Promise<StayList> {
  return {
    stays: await viewsOf(desk, session, caller, entries),
    unreadable,
    more,
    timeZone: desk.timeZone,
    today: civilDay(desk.now(), desk.timeZone),
  };
}

async function oneView(desk: StayDesk, session: RecordSession, caller: Caller, kept: KeptStay) {
  const [view] = await viewsOf(desk, session, caller, [kept]);
  if (view === undefined) throw new Error('what was kept is not there');
  return view;
}

async function viewsOf(
  desk: StayDesk,
  session: RecordSession,
  caller: Caller,
  kept: readonly KeptStay[],
): Promise<readonly StayView[]> {
  const hospice = desk.answersFor(caller);
  const did = kept.flatMap(({ value: { steps, checks, hospice: asked } }) => [
    asked,
    ...[...steps, ...checks].map(({ by }) => by),
  ]);
  const patients = [...new Set(kept.map(({ value }) => value.patient))];
  const [names, people] = await Promise.all([
    desk.namesOf(session, [...new Set(did)]),
    hospice === undefined ? ownPeople(desk, session, patients) : desk.peopleFor(caller, patients),
  ]);
  const done = ({ by, at }: { readonly by: string; readonly at: string }) => {
    const name = names.get(by);
    return { at, ...(name === undefined ? {} : { name }) };
  };
  return kept.map(({ id, versionId, value }): StayView => {
    const side = hospice === value.hospice ? 'hospice' : 'asking';
    const { asked, state, promised, reason, told, requester } = value;
    const may = doable(value, side);
    return {
      id,
      versionId,
      patient: people.get(value.patient) ?? { id: value.patient, deceased: false },
      hospice: names.get(value.hospice) ?? '',
      asked,
      requester: requester.name ?? '',
      state,
      steps: value.steps.map((step) => ({ ...done(step), state: step.state })),
      checks: value.checks.map((each) => ({ ...done(each), check: each.check })),
      ...(promised === undefined ? {} : { promised }),
      ...(reason === undefined ? {} : { reason }),
      ...(told === undefined ? {} : { told: done(told) }),
      isNews: side === 'asking' && may.includes('told'),
      may,
    };
  });
}

async function ownPeople(desk: StayDesk, session: RecordSession, patients: readonly string[]) {
  const people = await Promise.all(patients.map((patient) => desk.personOf(session, patient)));
  return new Map(people.map((person) => [person.id, person]));
}

function wishIn(post: EndpointPost): Parameters<ReturnType<typeof staysOverRecord>['ask']>[1] {
  const body = elementOf(post.body);
  return {
    patient: idIn(post),
    hospice: wordsIn(body, 'hospice'),
    clientId: wordsIn(body, 'clientId'),
    patientAgrees: body.patientAgrees === true,
    asked: {
      // What is of another kind reads as not filled in, and the rules say where.
      kind: wordsIn(body, 'kind') as StayKind,
      ...daysIn(body),
      careNeed: wordsIn(body, 'careNeed'),
      question: wordsIn(body, 'question'),
      callBack: wordsIn(body, 'callBack'),
    },
  };
}

function daysIn(body: Element): Days {
  const until = wordsIn(body, 'until');
  return { from: wordsIn(body, 'from'), ...(until === '' ? {} : { until }) };
}

function actIn({ body: sent }: EndpointPost): Act {
  const body = elementOf(sent);
  const { kind } = body;
  switch (kind) {
    case 'check':
      return { kind, check: wordsIn(body, 'check') as Check };
    case 'accept':
    case 'replan':
      return { kind, days: daysIn(body) };
    case 'decline':
    case 'withdraw':
      return { kind, reason: wordsIn(body, 'reason') };
    case 'arrive':
    case 'leave':
    case 'told':
      return { kind };
    default:
      throw new Problem('value', 'Say what to do with the request.', { expression: 'kind' });
  }
}

function wordsIn(body: Element, field: string): string {
  const value = body[field];
  return typeof value === 'string' ? value : '';
}

function idIn({ params }: PageVisit): string {
  const id = params.id ?? '';
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id))
    throw new Problem('not-found', 'There is no such record, or it is not for you to see.');
  return id;
}
