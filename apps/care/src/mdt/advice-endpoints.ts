import {
  type Advice,
  type AdviceOfPatient,
  type AdviceRights,
  type AdviceView,
  adviceOverRecord,
  type ChangeAnswer,
  type Consultations,
  DOMAINS,
  isOverdue,
  type Kept,
  type Listed,
  mayAdvise,
  mayCheck,
  mayDecide,
  type OpenAdvice,
  OUTCOMES,
  type OutcomeAnswer,
  type Recommendation,
  SECOND_CHECK_TOKEN,
} from '@caecilia/consultation';
import {
  type Caller,
  civilDay,
  type Endpoint,
  type EndpointPost,
  Problem,
  type RecordSession,
  readsInEmergency,
  resourceOf,
} from '@caecilia/kernel';
import { type Duty, onDuty } from '../access/duty-scope.ts';
import type { DeskHouse } from '../desk/area.ts';
import { bodyIn, countAt, dayAt, oneAt, textAt, wordsAt, yesAt } from './body.ts';
import { namesOf, personIn } from './names.ts';
import { treatingOf, underWay } from './treating.ts';

/** What the app asks about advice: of one patient, and what waits for whom. */
export function adviceEndpoints(house: DeskHouse, requests: Consultations): readonly Endpoint[] {
  const advice = adviceOverRecord(house);
  const parts = { house, requests, advice, checking: (patient: string) => checkingOf(house, patient) };
  return [
    {
      path: '/patients/:id/advice',
      read: async (session, { caller, params }) => await ofPatient(parts, session, caller, params.id ?? ''),
      write: async (session, post) => await give(parts, session, post),
    },
    {
      path: '/patients/:id/advice/:advice/outcome',
      write: async (session, post) => await decide(parts, session, post),
    },
    {
      path: '/patients/:id/advice/:advice/check',
      write: async (session, post) => await check(parts, session, post),
    },
    {
      path: '/advice/checks',
      read: async (session, { caller }) => await toCheck(parts, session, caller),
    },
    {
      path: '/advice',
      read: async (session, { caller, query }) => await open(parts, session, caller, query.of === 'all'),
    },
    { path: '/advice/changes', follow: ['Task'] },
  ];
}

interface Parts {
  readonly house: DeskHouse;
  readonly requests: Consultations;
  readonly advice: Advice;
  /** What a second check of advice about this patient writes with. */
  readonly checking: (patient: string) => Pick<Advice, 'check'>;
}

/** The pharmacist reads by their role; what they say of advice is written on a duty, for one patient and such advice only. */
function checkingOf(house: DeskHouse, patient: string): Pick<Advice, 'check'> {
  const duty: Duty = {
    ground: 'secondCheck',
    patient,
    rules: [{ types: ['Task'], may: ['read', 'update'], where: `code=${SECOND_CHECK_TOKEN}` }],
  };
  return adviceOverRecord({ ...house, session: (caller) => house.store.session(onDuty(caller, duty)) });
}

const NO_RIGHTS: AdviceRights = { give: false, decide: 'no', check: false };

export function adviceRights({ role }: Caller): AdviceRights {
  const decides = mayDecide(role, {}) ? 'self' : mayDecide(role, { toldBy: 'somebody' }) ? 'told' : 'no';
  return { give: mayAdvise(role), decide: decides, check: mayCheck(role) };
}

async function ofPatient(
  { house, requests, advice }: Parts,
  session: RecordSession,
  caller: Caller,
  patient: string,
): Promise<AdviceOfPatient> {
  const found = await session.read('Patient', patient);
  if (!found || found.deleted) throw new Problem('not-found', 'There is no such patient to see.');
  const [listed, asked] = await Promise.all([
    advice.ofPatient(caller, patient),
    requests.ofPatient(caller, patient),
  ]);
  const open = underWay(asked.entries);
  const may = readsInEmergency(caller, patient) ? NO_RIGHTS : adviceRights(caller);
  return {
    advice: await viewsOf(house, session, caller, listed.entries),
    unreadable: listed.unreadable.length,
    more: listed.more,
    may,
    consultations: may.give
      ? open.map(({ ids, value }) => ({
          reference: `ServiceRequest/${ids.request}`,
          question: value.asked.question,
        }))
      : [],
    owners: may.give ? await treatingOf(house, session, { patient, asks: caller }, open) : [],
    today: civilDay(house.now(), house.timeZone),
    timeZone: house.timeZone,
  };
}

async function open(
  parts: Parts,
  session: RecordSession,
  caller: Caller,
  everybodys: boolean,
): Promise<OpenAdvice> {
  const owner = [caller.id, caller.organization].filter((each) => each !== undefined).join(',');
  return await listOf(parts, session, caller, await parts.advice.open(caller, everybodys ? {} : { owner }));
}

async function toCheck(parts: Parts, session: RecordSession, caller: Caller): Promise<OpenAdvice> {
  if (!mayCheck(caller.role)) throw new Problem('forbidden', 'Advice is checked by the pharmacist.');
  return await listOf(parts, session, caller, await parts.advice.toCheck(caller));
}

async function listOf(
  { house }: Parts,
  session: RecordSession,
  caller: Caller,
  listed: Listed<Kept<Recommendation>>,
): Promise<OpenAdvice> {
  const views = await viewsOf(house, session, caller, listed.entries);
  const patients = await session.readMany(
    [...new Set(views.map(({ patient }) => patient))].map((id) => ({ type: 'Patient', id })),
  );
  const names = new Map(
    patients.map((each) => [each.id, each.deleted ? undefined : personIn(resourceOf(each))]),
  );
  return {
    advice: views.map((view) => {
      const name = names.get(view.patient);
      return { ...view, ...(name === undefined ? {} : { patientName: name }) };
    }),
    unreadable: listed.unreadable.length,
    more: listed.more,
    may: adviceRights(caller),
    timeZone: house.timeZone,
  };
}

async function give({ house, advice }: Parts, session: RecordSession, post: EndpointPost): Promise<object> {
  const body = bodyIn(post.body);
  const because = wordsAt(body, 'because');
  const ownerName = wordsAt(body, 'ownerName');
  const owner = wordsAt(body, 'owner');
  if (owner === undefined)
    throw new Problem('value', 'Say who decides on this advice.', { expression: 'owner' });
  const dueOn = dayAt(body, 'dueOn');
  if (dueOn < civilDay(house.now(), house.timeZone))
    throw new Problem('value', 'The day it is due cannot be past.', { expression: 'dueOn' });
  const { kept } = await advice.give(post.caller, {
    patient: post.params.id ?? '',
    consultation: textAt(body, 'consultation'),
    clientId: textAt(body, 'clientId'),
    advice: textAt(body, 'advice'),
    ...(because === undefined ? {} : { because }),
    domain: oneAt(body, 'domain', DOMAINS),
    owner: { reference: owner, ...(ownerName === undefined ? {} : { name: ownerName }) },
    dueOn,
    wantsCheck: body.wantsCheck === true,
  });
  const [view] = await viewsOf(house, session, post.caller, [kept]);
  return { advice: view };
}

async function decide(
  { house, advice }: Parts,
  session: RecordSession,
  post: EndpointPost,
): Promise<OutcomeAnswer> {
  const body = bodyIn(post.body);
  const id = await adviceIn(session, post);
  const [words, toldBy] = [wordsAt(body, 'words'), wordsAt(body, 'toldBy')];
  const answer = await advice.decide(
    post.caller,
    // What stands there is read again under its version: of the value nothing is taken from the screen.
    { id, versionId: countAt(body, 'versionId') } as Kept<Recommendation>,
    {
      kind: oneAt(body, 'kind', OUTCOMES),
      ...(words === undefined ? {} : { words }),
      ...(toldBy === undefined ? {} : { toldBy }),
    },
  );
  return await answered(house, session, post.caller, answer);
}

async function check({ house, checking }: Parts, session: RecordSession, post: EndpointPost) {
  const body = bodyIn(post.body);
  const id = await adviceIn(session, post);
  const reason = wordsAt(body, 'reason');
  const on = { id, versionId: countAt(body, 'versionId') };
  const said = { asItStands: yesAt(body, 'asItStands'), ...(reason === undefined ? {} : { reason }) };
  const answer = await checking(post.params.id ?? '').check(post.caller, on, said);
  return await answered(house, session, post.caller, answer);
}

/** The advice of the address, as far as whoever asks sees it and it is of this patient. */
async function adviceIn(session: RecordSession, { params }: EndpointPost): Promise<string> {
  const { id: patient = '', advice: id = '' } = params;
  const version = await session.read('Task', id);
  const about = version && !version.deleted ? resourceOf(version).for : undefined;
  if ((about as { readonly reference?: unknown } | undefined)?.reference !== `Patient/${patient}`)
    throw new Problem('not-found', 'There is no such advice, or it is not for you to see.');
  return id;
}

async function answered(
  house: DeskHouse,
  session: RecordSession,
  caller: Caller,
  answer: ChangeAnswer<Kept<Recommendation>, unknown>,
): Promise<OutcomeAnswer> {
  const kept = answer.kind === 'changed' ? answer.now : answer.theirs;
  const [view] = await viewsOf(house, session, caller, [kept]);
  if (view === undefined) throw new Problem('exception', 'The advice could not be shown.');
  return answer.kind === 'changed' ? { kind: 'changed', advice: view } : { kind: 'conflict', theirs: view };
}

/** Advice with the names of who decides, gave and said. */
async function viewsOf(
  { now, timeZone }: DeskHouse,
  session: RecordSession,
  caller: Caller,
  all: readonly Kept<Recommendation>[],
): Promise<readonly AdviceView[]> {
  const today = civilDay(now(), timeZone);
  const references = all.flatMap(({ value: { owner, givenBy, outcome } }) => [
    owner.reference ?? '',
    givenBy,
    outcome?.by ?? '',
  ]);
  const names = await namesOf(session, references);
  const nameOf = (reference: string) => names.get(reference) ?? reference;
  return all.map(({ id, versionId, value }): AdviceView => {
    const { owner, givenBy, outcome, secondCheck, consultation: _, clientId: __, ...rest } = value;
    const reference = owner.reference ?? '';
    return {
      ...rest,
      id,
      versionId,
      owner: owner.name ?? nameOf(reference),
      mine: reference === caller.id || reference === caller.organization,
      overdue: isOverdue(value, today),
      givenBy: nameOf(givenBy),
      ...(secondCheck === undefined ? {} : { secondCheck: checkShown(secondCheck) }),
      ...(outcome === undefined ? {} : { outcome: { ...outcome, by: nameOf(outcome.by) } }),
    };
  });
}

function checkShown({
  said,
}: NonNullable<Recommendation['secondCheck']>): NonNullable<AdviceView['secondCheck']> {
  return said === undefined ? {} : { said: { ...said, by: said.by.name ?? said.by.reference ?? '' } };
}
