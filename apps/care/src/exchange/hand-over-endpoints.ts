import { loadPlanRecord, type PlanStandard, readCarePlan } from '@caecilia/careplan';
import {
  CHANNELS,
  failureOf,
  firstOpening,
  GROUNDS,
  type HandOver,
  isOpenAt,
  type OrganizationReference,
  stateOf,
} from '@caecilia/exchange';
import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  type PageVisit,
  Problem,
  type RecordLog,
} from '@caecilia/kernel';
import { chosenTeam, isTeamRole } from '@caecilia/team';
import { bodyIn, oneAt, textAt, wordsAt } from '../mdt/body.ts';
import { teamWork } from '../team/desk-area.ts';
import { type PushParts, push } from './push.ts';
import { lookingAs, type RecipientParts, standardOf } from './recipients.ts';
import { recipientOf, sharingWith } from './sharing-state.ts';

/** What the addresses of hand-overs stand on. */
export interface HandOverHouse extends RecipientParts {
  readonly timeZone: string;
  readonly standards: readonly PlanStandard[];
  /** Absent where the operator named no other system: nothing is sent to one then. */
  readonly pushing: PushParts | undefined;
  readonly log: Pick<RecordLog, 'write'>;
}

/** A hand-over as a screen shows it. */
export function viewOf(handOver: HandOver, now: number) {
  const { id, channel, ground, to, sender, madeAt, until, standard } = handOver;
  const opening = firstOpening(handOver);
  const failure = failureOf(handOver);
  return {
    id,
    state: stateOf(handOver),
    isOpen: isOpenAt(handOver, now),
    channel,
    ground,
    standard,
    to,
    sender: sender.name,
    madeAt,
    until,
    ...(opening === undefined
      ? {}
      : {
          opened: {
            at: opening.at,
            how: opening.how,
            name: opening.who.name,
            practice: opening.who.practice,
          },
        }),
    ...(failure === undefined ? {} : { failure }),
    events: handOver.events.map(({ kind, at }) => ({ kind, at })),
  };
}

/** Channels that are offered now; a link waits for its page. */
const OFFERED = CHANNELS.filter((channel) => channel !== 'link');

/** Sending the plan, what became of it, and the inbox of who receives. */
export function handOverEndpoints(house: HandOverHouse): readonly Endpoint[] {
  const changing = (
    path: string,
    act: (post: EndpointPost, handOver: HandOver) => Promise<HandOver>,
  ): Endpoint => ({
    path,
    async write(_session, post) {
      const handOver = await house.handOvers.seen(post.caller, post.params.id ?? '');
      requireSender(post.caller);
      return viewOf(await act(post, handOver), house.now().getTime());
    },
  });
  const at = () => house.now().getTime();
  return [
    {
      path: '/patients/:id/hand-overs',
      read: (_session, visit) => listed(house, visit),
      write: (_session, post) => made(house, post),
    },
    changing('/hand-overs/:id/withdraw', ({ caller }, { id }) =>
      house.handOvers.record(caller, id, { kind: 'withdrawn', at: at(), who: whoIs(caller) }),
    ),
    changing('/hand-overs/:id/told', ({ caller, body }, { id, to }) =>
      house.handOvers.record(caller, id, {
        kind: 'opened',
        at: at(),
        how: 'told',
        who: { name: requiredWords(body, 'name'), practice: to.name },
      }),
    ),
    changing('/hand-overs/:id/again', async (_post, handOver) => {
      if (handOver.channel !== 'fhir' || house.pushing === undefined)
        throw new Problem('not-supported', 'Only what goes to another system is sent again.');
      if (!isOpenAt(handOver, at()))
        throw new Problem('business-rule', 'This one was withdrawn or is over; make a new one.');
      return await push(house.pushing, handOver);
    }),
    { path: '/inbox', read: (_session, { caller }) => inbox(house, caller) },
    { path: '/inbox/:id/open', write: (_session, post) => opened(house, post) },
  ];
}

const whoIs = ({ id, name }: Caller) => ({
  ...(/^[A-Z][A-Za-z]+\//.test(id) ? { reference: id } : {}),
  ...(name === undefined ? {} : { name }),
});

function requiredWords(body: unknown, field: string): string {
  const words = wordsAt(bodyIn(body), field);
  if (words === undefined || words.length > 200)
    throw new Problem('value', 'Say in at most 200 characters who said so.', { expression: field });
  return words;
}

/** Sending is the work of the team: whoever sends has a team that is told when nobody opens it. */
function requireSender({ role }: Caller): void {
  if (!isTeamRole(role))
    throw new Problem('forbidden', 'The plan is sent by members of the consultation team.');
}

async function listed(house: HandOverHouse, { caller, params }: PageVisit): Promise<object> {
  const patientId = params.id ?? '';
  const found = await house.handOvers.ofPatient(caller, patientId);
  const now = house.now().getTime();
  return {
    handOvers: found.map((each) => viewOf(each, now)),
    channels: OFFERED.filter((channel) => channel !== 'fhir' || house.pushing !== undefined),
    systems: (house.pushing?.partners.all ?? []).map(({ organization, party }) => ({
      organization,
      name: party.name,
    })),
    standards: standardsIn(house),
    maySend: isTeamRole(caller.role),
    timeZone: house.timeZone,
  };
}

const standardsIn = ({ queries }: HandOverHouse): readonly string[] => [
  ...new Set(queries.map(({ pack }) => standardOf(pack))),
];

async function made(house: HandOverHouse, { caller, params, body }: EndpointPost): Promise<object> {
  requireSender(caller);
  const fields = bodyIn(body);
  const patientId = params.id ?? '';
  const standards = standardsIn(house);
  const standard = wordsAt(fields, 'standard') ?? standards.at(-1) ?? '';
  if (!standards.includes(standard))
    throw new Problem('value', 'Choose a version of the standard that is installed.', {
      expression: 'standard',
    });
  const [channel, ground] = [oneAt(fields, 'channel', OFFERED), oneAt(fields, 'ground', GROUNDS)];
  const to = await recipientOf(house, caller, organizationAt(fields, 'to'));
  await requireWord(house, { patient: `Patient/${patientId}`, ground, actors: to.actors });
  const { team } = await chosenTeam(teamWork(house), { caller, query: {} });
  if (team === undefined || !isTeamRole(caller.role))
    throw new Problem('not-found', 'This house has no consultation team that could be told.');
  const handOver = await house.handOvers.make(
    caller,
    {
      patientId,
      channel,
      ground,
      standard,
      team: team.reference,
      role: caller.role,
      to: { reference: to.reference, name: to.name },
    },
    clientIdAt(fields),
  );
  const sent = await firstStep(house, caller, handOver);
  await house.log.write({
    event: 'send',
    action: 'E',
    outcome: failureOf(sent) === undefined ? 0 : 8,
    caller,
    patient: patientId,
    object: { type: 'Task', id: sent.id },
    detail: `${channel} to ${to.reference}, ground: ${ground}`,
  });
  return viewOf(sent, house.now().getTime());
}

/** What a channel does at once. A form that was sent twice does it once: each step adds nothing to itself. */
async function firstStep(house: HandOverHouse, caller: Caller, handOver: HandOver): Promise<HandOver> {
  const record = (kind: 'notified' | 'delivered') =>
    house.handOvers.record(caller, handOver.id, { kind, at: house.now().getTime() });
  if (stateOf(handOver) !== 'made') return handOver;
  if (handOver.channel === 'fhir' && house.pushing !== undefined) return await push(house.pushing, handOver);
  if (handOver.channel !== 'inbox') return handOver;
  // It lies in the inbox from now on.
  await record('notified');
  return await record('delivered');
}

/** An objection stops each sending; on the ground of a permission there has to be one. */
async function requireWord(
  house: HandOverHouse,
  {
    patient,
    ground,
    actors,
  }: {
    readonly patient: HandOver['patient'];
    readonly ground: HandOver['ground'];
    readonly actors: readonly string[];
  },
): Promise<void> {
  const { objected, permitted } = await sharingWith(house, patient, actors);
  if (objected)
    throw new Problem(
      'business-rule',
      'The patient does not want this organisation to see the record. Speak with the patient first.',
      { expression: 'to' },
    );
  if (ground === 'permission' && !permitted)
    throw new Problem(
      'business-rule',
      'There is no permission of the patient to share with this organisation. Ask for it, or send it as who treats the patient too.',
      { expression: 'ground' },
    );
}

function organizationAt(fields: Readonly<Record<string, unknown>>, field: string): OrganizationReference {
  const id = /^Organization\/([A-Za-z0-9.-]{1,64})$/.exec(textAt(fields, field))?.[1];
  if (id === undefined)
    throw new Problem('value', 'Choose an organisation of the directory.', { expression: field });
  return `Organization/${id}`;
}

function clientIdAt(fields: Readonly<Record<string, unknown>>): string {
  const value = textAt(fields, 'clientId');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value))
    throw new Problem('value', 'A form sends the number that it was given when it was opened.', {
      expression: 'clientId',
    });
  return value;
}

/** Who opens what is sent to their organisation: those who treat patients there. */
const RECEIVES = [
  'gp',
  'out-of-hours-gp',
  'home-care-nurse',
  'hospice-nurse',
  'ward-nurse',
  'treating-physician',
  'transfer-nurse',
  'consult-nurse',
  'consult-physician',
];

const ownOrganization = ({ organization, role }: Caller): OrganizationReference | undefined => {
  if (!RECEIVES.includes(role)) return undefined;
  const id = /^Organization\/(.+)$/.exec(organization ?? '')?.[1];
  return id === undefined ? undefined : `Organization/${id}`;
};

/** What was sent to the organisation that the caller acts for. No word of a plan, and no name of a patient. */
async function inbox(house: HandOverHouse, caller: Caller): Promise<object> {
  const organization = ownOrganization(caller);
  if (organization === undefined)
    throw new Problem('forbidden', 'Messages are for who receives them for an organisation.');
  const found = await house.handOvers.for(caller, organization);
  const now = house.now().getTime();
  return {
    messages: found.map((each) => {
      const { id, state, sender, madeAt, until, opened } = viewOf(each, now);
      return { id, state, sender, madeAt, until, ...(opened === undefined ? {} : { opened }) };
    }),
    timeZone: house.timeZone,
  };
}

/** Opens one: the plan as it stands now, as far as it was handed over; then the receipt. */
async function opened(house: HandOverHouse, { caller, params }: EndpointPost): Promise<object> {
  const absent = new Problem('not-found', 'There is no such message for your organisation, or it is over.');
  const organization = ownOrganization(caller);
  const found = organization === undefined ? [] : await house.handOvers.for(caller, organization);
  const handOver = found.find(({ id }) => id === params.id);
  if (handOver === undefined || caller.scope.kind !== 'rules') throw absent;
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
  if (looking === undefined) throw absent;
  const patientId = handOver.patient.slice('Patient/'.length);
  const { standards, readSearch, timeZone, now } = house;
  const resources = await loadPlanRecord(house.session(looking), readSearch, standards, patientId);
  const plan = readCarePlan(resources, { standards, patientId, now: now(), timeZone });
  const receipt = await house.handOvers.record(caller, handOver.id, {
    kind: 'opened',
    at: now().getTime(),
    how: 'here',
    who: { ...whoIs(caller), practice: handOver.to.name },
  });
  return { plan, handOver: viewOf(receipt, now().getTime()) };
}
