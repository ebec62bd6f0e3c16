import {
  type AdviceOfPatient,
  type AdviceRights,
  type AdviceView,
  adviceOverRecord,
  type Consultations,
  DOMAINS,
  isOverdue,
  type Kept,
  mayAdvise,
  mayDecide,
  type OpenAdvice,
  OUTCOMES,
  type OutcomeAnswer,
  type Recommendation,
} from '@caecilia/consultation';
import {
  type Caller,
  civilDay,
  type Endpoint,
  type EndpointPost,
  Problem,
  type RecordSession,
  resourceOf,
} from '@caecilia/kernel';
import type { DeskHouse } from '../desk/area.ts';
import { bodyIn, countAt, dayAt, oneAt, textAt, wordsAt } from './body.ts';
import { namesOf, personIn } from './names.ts';
import { treatingOf, underWay } from './treating.ts';

/** What the app asks about advice: of one patient, and what waits for whom. */
export function adviceEndpoints(house: DeskHouse, requests: Consultations): readonly Endpoint[] {
  const advice = adviceOverRecord(house);
  const parts = { house, requests, advice };
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
      path: '/advice',
      read: async (session, { caller, query }) => await open(parts, session, caller, query.of === 'all'),
    },
    { path: '/advice/changes', follow: ['Task'] },
  ];
}

interface Parts {
  readonly house: DeskHouse;
  readonly requests: Consultations;
  readonly advice: ReturnType<typeof adviceOverRecord>;
}

export function adviceRights({ role }: Caller): AdviceRights {
  const decides = mayDecide(role, {}) ? 'self' : mayDecide(role, { toldBy: 'somebody' }) ? 'told' : 'no';
  return { give: mayAdvise(role), decide: decides };
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
  const may = adviceRights(caller);
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
  { house, advice }: Parts,
  session: RecordSession,
  caller: Caller,
  everybodys: boolean,
): Promise<OpenAdvice> {
  const owner = [caller.id, caller.organization].filter((each) => each !== undefined).join(',');
  const listed = await advice.open(caller, everybodys ? {} : { owner });
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
  const { id: patient = '', advice: id = '' } = post.params;
  const [words, toldBy] = [wordsAt(body, 'words'), wordsAt(body, 'toldBy')];
  const version = await session.read('Task', id);
  const about = version && !version.deleted ? resourceOf(version).for : undefined;
  if ((about as { readonly reference?: unknown } | undefined)?.reference !== `Patient/${patient}`)
    throw new Problem('not-found', 'There is no such advice, or it is not for you to see.');
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
  const kept = answer.kind === 'changed' ? answer.now : answer.theirs;
  const [view] = await viewsOf(house, session, post.caller, [kept]);
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
    const { owner, givenBy, outcome, consultation: _, clientId: __, ...rest } = value;
    const reference = owner.reference ?? '';
    return {
      ...rest,
      id,
      versionId,
      owner: owner.name ?? nameOf(reference),
      mine: reference === caller.id || reference === caller.organization,
      overdue: isOverdue(value, today),
      givenBy: nameOf(givenBy),
      ...(outcome === undefined ? {} : { outcome: { ...outcome, by: nameOf(outcome.by) } }),
    };
  });
}
