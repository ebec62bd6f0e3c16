import { elementOf } from '@caecilia/fhir';
import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  type RecordSession,
  readsInEmergency,
  resourceOf,
} from '@caecilia/kernel';
import { instantOfCivil } from './clock/civilInstant.ts';
import type { Discipline } from './codes.ts';
import type { KeptRequest, Listed, SeenRequest } from './consultation.ports.ts';
import type { Party } from './element.ts';
import { type ConsultationHouse, present } from './overRecord.ts';
import { type ListedPerson, personOf } from './person.ts';
import { asksAs, mayAct, mayAgree, mayTake } from './request/access.ts';
import { parseAct } from './request/parseAct.ts';
import { type FormFields, LONGEST_LINE, parseRequest } from './request/parseRequest.ts';
import { ACTS, type ActKind, awaitsAgreement } from './request/states.ts';
import { type AskedTeam, callBackOf, teamAsked } from './request/teamAsked.ts';
import { type AskedView, askedViewOf, type RequestView, selvesOf, viewOf } from './request/view.ts';
import { requestsOverRecord } from './requestsOverRecord.ts';

/** Every request that is open, in the order in which they were asked, oldest first. */
export interface QueueAnswer {
  readonly requests: readonly RequestView[];
  /** References of what could not be read: said, not left out. */
  readonly unreadable: readonly string[];
  /** There are more than one page shows. */
  readonly more: boolean;
  /** Instant of the server. */
  readonly now: string;
  /** IANA time zone of the house: instants are shown in it. */
  readonly timeZone: string;
}

/** Requests about one patient, newest first. */
export interface RequestsAnswer {
  readonly requests: readonly AskedView[];
  readonly unreadable: readonly string[];
  readonly more: boolean;
  /** Whether this role asks at all. */
  readonly mayAsk: boolean;
  readonly timeZone: string;
}

/** What the form of a request is opened with. Nothing in it is a clinical default. */
export interface RequestFormAnswer {
  /** From where this role asks; the first unless who asks says otherwise. */
  readonly sources: NonNullable<ReturnType<typeof asksAs>>['sources'];
  readonly intent: NonNullable<ReturnType<typeof asksAs>>['intent'];
  readonly team: AskedTeam;
  /** As the directory has it. */
  readonly callBack?: string;
}

/** A change was made, or a colleague was first. */
export type ActAnswer =
  | { readonly kind: 'changed'; readonly now: RequestView }
  | { readonly kind: 'conflict'; readonly theirs: RequestView };

/** Requests of somebody's patients to which the treating physician said nothing yet, oldest first. */
export interface AgreementsAnswer extends Pick<QueueAnswer, 'unreadable' | 'more' | 'timeZone'> {
  readonly requests: readonly (AskedView & { readonly patient: ListedPerson })[];
}

/** Who can take a request that is accepted now. */
export interface ColleaguesAnswer {
  /** Whether whoever asks takes it unless they name somebody; the office names somebody. */
  readonly self: boolean;
  readonly colleagues: readonly Colleague[];
}

/** A colleague of the team who is there, by reference. */
export interface Colleague {
  readonly reference: string;
  readonly name: string;
  readonly roles: readonly Discipline[];
}

/** What handling requests needs beside the record. */
export interface RequestHouse extends ConsultationHouse {
  /** Members of the caller's team who go to patients and are there now. */
  readonly colleagues: (caller: Caller) => Promise<readonly Colleague[]>;
}

/** What the app of the daily work asks and writes about requests for consultation. */
export function requestEndpoints(house: RequestHouse): readonly Endpoint[] {
  const requests = requestsOverRecord(house);
  return [
    {
      path: '/requests',
      read: async (_session, visit) => queueAnswer(house, visit.caller, await requests.queue(visit.caller)),
    },
    { path: '/requests/changes', follow: ['Task', 'ServiceRequest'] },
    {
      path: '/requests/agreements',
      read: async (_session, visit) => agreementsAnswer(house, visit, await requests.queue(visit.caller)),
    },
    {
      path: '/requests/colleagues',
      read: async (_session, visit) => await colleaguesFor(house, visit.caller),
    },
    { path: '/requests/:id/act', write: async (_session, post) => await act(house, requests, post) },
    { path: '/patients/:id/requests/form', read: (session, visit) => formOf(house, session, visit) },
    {
      path: '/patients/:id/requests',
      read: async (session, visit) => {
        const id = idIn(visit);
        await present(session, 'Patient', id);
        return requestsAnswer(house, { ...visit, patient: id }, await requests.ofPatient(visit.caller, id));
      },
      write: async (session, post) => await ask(house, requests, { session, post }),
    },
  ];
}

/** The queue as the app shows it, for another page that shows it too. */
export function queueOf(house: ConsultationHouse): (caller: Caller) => Promise<QueueAnswer> {
  const requests = requestsOverRecord(house);
  return async (caller) => queueAnswer(house, caller, await requests.queue(caller));
}

type Requests = ReturnType<typeof requestsOverRecord>;

function idIn({ params }: PageVisit): string {
  const id = params.id ?? '';
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id))
    throw new Problem('not-found', 'There is no such record, or it is not for you to see.');
  return id;
}

function queueAnswer(
  { now, timeZone }: ConsultationHouse,
  caller: Caller,
  { entries, unreadable, more }: Awaited<ReturnType<Requests['queue']>>,
): QueueAnswer {
  const looking = { selves: selvesOf(caller), role: caller.role, now: now(), timeZone };
  return {
    requests: entries.map((entry) => viewOf(entry, entry.person, looking)),
    unreadable,
    more,
    now: looking.now.toISOString(),
    timeZone,
  };
}

function requestsAnswer(
  { timeZone }: ConsultationHouse,
  { caller, patient }: Pick<PageVisit, 'caller'> & { readonly patient: string },
  { entries, unreadable, more }: Listed<KeptRequest>,
): RequestsAnswer {
  const readsOnly = readsInEmergency(caller, patient);
  const shown = entries.map((entry) => askedViewOf(entry, caller.role));
  return {
    requests: readsOnly ? shown.map((each) => ({ ...each, may: [] })) : shown,
    unreadable,
    more,
    mayAsk: !readsOnly && asksAs(caller.role) !== undefined,
    timeZone,
  };
}

function agreementsAnswer(
  { timeZone }: ConsultationHouse,
  { caller: { role } }: PageVisit,
  { entries, unreadable, more }: Awaited<ReturnType<Requests['queue']>>,
): AgreementsAnswer {
  if (!mayAct(role, 'agree'))
    throw new Problem('forbidden', 'Whether a consultation is agreed to is said by the treating physician.');
  return {
    requests: entries
      .filter(({ value }) => awaitsAgreement(value) && mayAgree(role, value.source))
      .map((entry) => ({ ...askedViewOf(entry, role), patient: entry.person })),
    unreadable,
    more,
    timeZone,
  };
}

async function colleaguesFor(house: RequestHouse, caller: Caller): Promise<ColleaguesAnswer> {
  if (!mayAct(caller.role, 'accept'))
    throw new Problem('forbidden', 'A request is accepted by the consultation team or its office.');
  const colleagues = await house.colleagues(caller);
  return {
    self: mayTake(caller.role),
    colleagues: colleagues.filter(({ reference }) => !selvesOf(caller).includes(reference)),
  };
}

async function formOf(
  house: ConsultationHouse,
  session: RecordSession,
  visit: PageVisit,
): Promise<RequestFormAnswer> {
  const { caller } = visit;
  const asking = asksAs(caller.role);
  if (asking === undefined)
    throw new Problem('forbidden', 'With your role you do not ask for a consultation.');
  await present(session, 'Patient', idIn(visit));
  const [team, callBack] = await Promise.all([
    teamAsked(house, session, caller),
    // The number of a caller at the telephone is theirs, not of who notes it.
    asking.intent === 'order' ? callBackOf(house, session, caller) : undefined,
  ]);
  return { ...asking, team, ...(callBack === undefined ? {} : { callBack }) };
}

/** A body, read strictly: values of fields by name, and the rest by its own name. */
function bodyOf({ body }: EndpointPost): {
  readonly fields: FormFields;
  readonly rest: Record<string, unknown>;
} {
  const rest = elementOf(body) as Record<string, unknown>;
  const fields = Object.entries(elementOf(rest.fields)).map(([name, values]): [string, readonly string[]] => {
    if (!Array.isArray(values) || !values.every((value) => typeof value === 'string'))
      throw new Problem('value', 'A field is a list of texts.', { expression: name.slice(0, 64) });
    return [name, values];
  });
  return { fields: Object.fromEntries(fields), rest };
}

function refuseWrong(wrong: Readonly<Record<string, string | undefined>>): never {
  const [field = 'fields'] = Object.keys(wrong);
  throw new Problem('value', `The field ${field} is not filled in as it should be.`, { expression: field });
}

async function ask(
  house: ConsultationHouse,
  requests: Requests,
  { session, post }: { readonly session: RecordSession; readonly post: EndpointPost },
) {
  const { caller } = post;
  const { fields, rest } = bodyOf(post);
  const asking = asksAs(caller.role);
  const source = asking?.sources.find((each) => each === rest.source);
  if (asking === undefined || source === undefined)
    throw new Problem('forbidden', 'With your role you cannot ask for a consultation in this way.');
  const parsed = parseRequest(fields, source);
  if ('wrong' in parsed) refuseWrong(parsed.wrong);
  const { kept, again } = await requests.ask(caller, {
    source,
    intent: asking.intent,
    patient: idIn(post),
    team: (await teamAsked(house, session, caller)).reference,
    clientId: typeof rest.clientId === 'string' ? rest.clientId : '',
    requester:
      asking.intent === 'order'
        ? { reference: caller.id, name: await nameOfAsker(session, caller) }
        : // Who called, in the words of who noted it; there is no reference to somebody at the telephone.
          { name: parsed.value.callBack.slice(0, LONGEST_LINE) },
    asked: parsed.value,
  });
  return { request: askedViewOf(kept, caller.role), again };
}

/** As the team calls them: a person and their house. */
async function nameOfAsker(session: RecordSession, { id, name = id, organization }: Caller): Promise<string> {
  const [type, house = ''] = organization?.split('/') ?? [];
  const found = type === 'Organization' ? await session.read(type, house) : undefined;
  const called = found === undefined || found.deleted ? undefined : resourceOf(found).name;
  return typeof called === 'string' ? `${name}, ${called}` : name;
}

async function act(house: RequestHouse, requests: Requests, post: EndpointPost): Promise<ActAnswer> {
  const { caller } = post;
  const { fields, rest } = bodyOf(post);
  const on = seenIn(post, rest.seen);
  const answer =
    rest.kind === 'confirm'
      ? await requests.confirm(caller, on)
      : await requests.act(caller, on, await readAct(house, caller, { kind: rest.kind, fields }));
  const { role } = caller;
  const looking = { selves: selvesOf(caller), role, now: house.now(), timeZone: house.timeZone };
  const view = (kept: KeptRequest) => viewOf(kept, unnamed(kept), looking);
  return answer.kind === 'changed'
    ? { kind: 'changed', now: view(answer.now) }
    : { kind: 'conflict', theirs: view(answer.theirs) };
}

/** Who the patient is, the screen knows already. */
const unnamed = ({ value }: KeptRequest): ListedPerson => personOf(value.patient, undefined);

/** The request as it was on the screen: what stands there now is compared with it. */
function seenIn(post: EndpointPost, seen: unknown): SeenRequest {
  const { task, request } = elementOf(seen);
  if (!Number.isSafeInteger(task) || !Number.isSafeInteger(request))
    throw new Problem('value', 'Say on which versions this is done.', { expression: 'seen' });
  return { id: idIn(post), versionId: Number(task), requestVersionId: Number(request) };
}

async function readAct(
  { now, timeZone, colleagues }: RequestHouse,
  caller: Caller,
  { kind, fields }: { readonly kind: unknown; readonly fields: FormFields },
) {
  const known = (Object.keys(ACTS) as ActKind[]).find((each) => each === kind);
  if (known === undefined)
    throw new Problem('value', 'This is nothing that can be done with a request.', { expression: 'kind' });
  if (!mayAct(caller.role, known))
    throw new Problem('forbidden', 'With your role you cannot do this with a request.');
  const others = known === 'accept' && fields.owner !== undefined ? await colleagues(caller) : [];
  const parsed = parseAct(known, fields, {
    takes: mayTake(caller.role),
    colleague: (reference) => partyOf(others.find((each) => each.reference === reference)),
    self: { reference: caller.id, ...(caller.name === undefined ? {} : { name: caller.name }) },
    now: now(),
    instantOf: (civil) => instantOfCivil(civil, timeZone),
  });
  if ('wrong' in parsed) return refuseWrong(parsed.wrong);
  return parsed.value;
}

const partyOf = (colleague: Colleague | undefined): Party | undefined =>
  colleague && { reference: colleague.reference, name: colleague.name };
