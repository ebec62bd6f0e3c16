import { type Glance, glanceOf, loadPlanRecord, readCarePlan } from '@caecilia/careplan';
import {
  type HandOver,
  type InboxMessage,
  type InboxShown,
  MOST_WORDS,
  type OpenedMessage,
  type OrganizationReference,
} from '@caecilia/exchange';
import {
  type Caller,
  civilTime,
  type Endpoint,
  type EndpointFile,
  type EndpointPost,
  type PageVisit,
  Problem,
} from '@caecilia/kernel';
import { bodyIn, wordsAt } from '../mdt/body.ts';
import { attachedLetter } from './attached-letter.ts';
import { RECEIVING_ROLES } from './channels.ts';
import { type HandOverHouse, patientIdOf } from './hand-over-house.ts';
import { viewOf, whoIs } from './hand-over-view.ts';
import { lookingAs } from './recipients.ts';

/** What was sent to the organisation that somebody acts for. */
export function inboxEndpoints(house: HandOverHouse): readonly Endpoint[] {
  return [
    { path: '/inbox/changes', follow: ['Task'] },
    { path: '/inbox', read: (_session, { caller }) => inbox(house, caller) },
    { path: '/inbox/:id/open', write: (_session, post) => opened(house, post) },
    { path: '/inbox/:id/letters/:document', file: (_session, visit) => letterOf(house, visit) },
    { path: '/inbox/:id/answer', write: (_session, post) => answered(house, post) },
  ];
}

/** The organisation for which somebody receives messages; undefined for who treats no patients there. */
export function receivingFor({
  organization,
  role,
}: Pick<Caller, 'organization' | 'role'>): OrganizationReference | undefined {
  if (!RECEIVING_ROLES.includes(role)) return undefined;
  const id = /^Organization\/(.+)$/.exec(organization ?? '')?.[1];
  return id === undefined ? undefined : `Organization/${id}`;
}

/** No word of a plan, and no name of a patient. Those that nobody opened stand first. */
async function inbox(house: HandOverHouse, caller: Caller): Promise<InboxShown> {
  const organization = receivingFor(caller);
  if (organization === undefined)
    throw new Problem('forbidden', 'Messages are for who receives them for an organisation.');
  const found = await house.handOvers.for(caller, organization);
  const now = house.now().getTime();
  const messages = found.map((each): InboxMessage => {
    const { id, state, sender, madeAt, until, opened: opening, answers } = viewOf(each, now);
    return {
      id,
      state,
      sender,
      madeAt,
      until,
      ...(opening === undefined ? {} : { opened: opening }),
      ...(answers.length === 0 ? {} : { answered: true }),
    };
  });
  return {
    organization: found[0]?.to.name ?? '',
    messages: messages.toSorted(
      (one, other) => Number(one.opened !== undefined) - Number(other.opened !== undefined),
    ),
    timeZone: house.timeZone,
  };
}

const absent = () =>
  new Problem('not-found', 'There is no such message for your organisation, or it is over.');

/** The message, and who looks at it with no more rights than it gives. */
async function lookedAt(
  house: HandOverHouse,
  { caller, params }: Pick<EndpointPost, 'caller' | 'params'>,
): Promise<{ readonly handOver: HandOver; readonly looking: Caller }> {
  const organization = receivingFor(caller);
  const found = organization === undefined ? [] : await house.handOvers.for(caller, organization);
  const handOver = found.find(({ id }) => id === params.id);
  if (handOver === undefined || caller.scope.kind !== 'rules') throw absent();
  const looking = await lookingAs(house, handOver, {
    principal: {
      accountId: caller.id,
      kind: 'system',
      name: caller.name ?? caller.id,
      role: caller.role,
      secondFactor: true,
      clientId: caller.client ?? 'caecilia',
      scopes: ['system/*.rs'],
      ...(/^Practitioner/.test(caller.id) ? { fhirUser: caller.id } : {}),
    },
    standing: { actors: caller.scope.actors },
  });
  if (looking === undefined) throw absent();
  return { handOver, looking };
}

/** Opens one: the plan as it stands now, as far as it was handed over; then the receipt. */
async function opened(house: HandOverHouse, post: EndpointPost): Promise<OpenedMessage<Glance>> {
  const { handOver, looking } = await lookedAt(house, post);
  const { caller } = post;
  const patientId = patientIdOf(handOver);
  const { standards, readSearch, timeZone, now, recordLanguage } = house;
  const resources = await loadPlanRecord(house.session(looking), readSearch, standards, patientId);
  const plan = readCarePlan(resources, { standards, patientId, now: now(), timeZone });
  const own = await house.session(caller).read('Patient', patientId);
  const receipt = await house.handOvers.record(caller, handOver.id, {
    kind: 'opened',
    at: now().getTime(),
    how: 'here',
    who: { ...whoIs(caller), practice: handOver.to.name },
  });
  const glance = glanceOf(plan, {
    whereabouts: [],
    recordLanguage,
    now: civilTime(now(), timeZone),
    maySeePlan: true,
  });
  return {
    glance,
    handOver: viewOf(receipt, now().getTime()),
    ...(own === undefined || own.deleted ? {} : { patientId }),
    timeZone,
  };
}

/** A letter that went along. */
async function letterOf(house: HandOverHouse, visit: PageVisit): Promise<EndpointFile> {
  const { handOver, looking } = await lookedAt(house, visit);
  const caller = {
    ...looking,
    ...(visit.caller.requestId === undefined ? {} : { requestId: visit.caller.requestId }),
  };
  return await attachedLetter(house, { handOver, looking: caller, document: visit.params.document ?? '' });
}

/** What the recipient answers; only of a message that can be opened. */
async function answered(house: HandOverHouse, post: EndpointPost): Promise<object> {
  const { handOver } = await lookedAt(house, post);
  const kept = await house.handOvers.record(post.caller, handOver.id, {
    kind: 'answered',
    at: house.now().getTime(),
    who: { ...whoIs(post.caller), practice: handOver.to.name },
    words: answerIn(post.body),
  });
  return { handOver: viewOf(kept, house.now().getTime()) };
}

/** Throws for no words, and for too many. */
export function answerIn(body: unknown): string {
  const words = wordsAt(bodyIn(body), 'words');
  if (words === undefined || [...words].length > MOST_WORDS)
    throw new Problem('value', `Answer in 1 to ${MOST_WORDS} characters.`, { expression: 'words' });
  return words;
}
