import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  CHANNELS,
  type Channel,
  FAILURES,
  GROUNDS,
  type HandOver,
  type HandOverEvent,
  type Instant,
  type OrganizationReference,
  type PatientReference,
  stateOf,
  type Who,
  waitsUnread,
} from './handOver.ts';

/** The kinds of Task of this house; a team's list of tasks leaves all but `to-do` to who made them. */
export const TASK_KINDS = 'urn:caecilia:task';
export const HAND_OVER = 'hand-over';
/** Name of a hand-over in the mouth of the system that it is for: a digest of the authorization base. */
export const AUTHORIZATION_BASE = 'urn:caecilia:authorization-base';
/** State as a code, and whether somebody still has to be told that nobody opened it: what it is found by. */
export const STATE_SYSTEM = 'urn:caecilia:hand-over-state';
export const UNREAD_SYSTEM = 'urn:caecilia:hand-over-unread';
const INPUT_SYSTEM = 'urn:caecilia:hand-over';
const EVENT_URL = 'urn:caecilia:hand-over-event';

/** FHIR Task.status of each state (http://hl7.org/fhir/R4/task.html#statemachine). */
const STATUS = {
  made: 'ready',
  notified: 'requested',
  delivered: 'received',
  opened: 'completed',
  failed: 'failed',
  withdrawn: 'cancelled',
} as const;

const instantText = (at: Instant) => new Date(at).toISOString();

/** A hand-over as a Task. What `base` has and this module does not know of stays. */
export function toTask(handOver: Omit<HandOver, 'id' | 'versionId'>, base?: FhirResource): FhirResource {
  const { extension, identifier, input, ...kept } = base ?? { resourceType: 'Task' };
  const events = handOver.events.map(extensionOf);
  const others = elementsOf(extension).filter(({ url }) => url !== EVENT_URL);
  const names = elementsOf(identifier).filter(({ system }) => system !== AUTHORIZATION_BASE);
  const inputs = elementsOf(input).filter((each) => inputCode(each) === undefined);
  const ownName =
    handOver.digest === undefined ? [] : [{ system: AUTHORIZATION_BASE, value: handOver.digest }];
  const allNames = [...names, ...ownName];
  const extensions = [...others, ...events];
  return {
    ...kept,
    resourceType: 'Task',
    ...(extensions.length === 0 ? {} : { extension: extensions }),
    ...(allNames.length === 0 ? {} : { identifier: allNames }),
    status: STATUS[stateOf(handOver)],
    businessStatus: businessStatusOf(handOver),
    intent: 'order',
    code: { coding: [{ system: TASK_KINDS, code: HAND_OVER }] },
    for: { reference: handOver.patient },
    authoredOn: instantText(handOver.madeAt),
    requester: {
      ...(handOver.sender.reference === undefined ? {} : { reference: handOver.sender.reference }),
      ...shownAs(handOver.sender.name),
    },
    owner: { reference: handOver.to.reference, ...shownAs(handOver.to.name) },
    restriction: { period: { start: instantText(handOver.madeAt), end: instantText(handOver.until) } },
    input: [...inputs, ...inputsOf(handOver)],
  };
}

/** A name, where there is one: FHIR knows no empty texts. */
const shownAs = (name: string | undefined) => (name === undefined || name === '' ? {} : { display: name });

function businessStatusOf(handOver: Pick<HandOver, 'events'>): Element {
  const waits = waitsUnread(handOver) ? [{ system: UNREAD_SYSTEM, code: 'waits' }] : [];
  return { coding: [{ system: STATE_SYSTEM, code: stateOf(handOver) }, ...waits] };
}

const named = (code: string, value: Element): Element => ({
  type: { coding: [{ system: INPUT_SYSTEM, code }] },
  ...value,
});

function inputsOf(handOver: Omit<HandOver, 'id' | 'versionId'>): readonly Element[] {
  const { channel, ground, standard, team, role, code, person, asked, device, attached = [] } = handOver;
  return [
    named('channel', { valueCode: channel }),
    named('ground', { valueCode: ground }),
    named('standard', { valueString: standard }),
    named('team', { valueReference: { reference: team } }),
    named('role', { valueCode: role }),
    ...(code === undefined
      ? []
      : [
          named('code', { valueString: code.digest }),
          named('wrong-codes', { valueUnsignedInt: code.wrong }),
        ]),
    ...(person === undefined
      ? []
      : [
          named('person', { valueString: person.name }),
          named('address', { valueString: person.email }),
          named('language', { valueCode: person.language }),
        ]),
    ...(asked === undefined ? [] : [named('asked', { valueString: asked })]),
    ...(device === undefined ? [] : [named('device', { valueString: device })]),
    ...attached.map(({ reference, title }) =>
      named('attached', { valueReference: { reference, display: title } }),
    ),
  ];
}

function extensionOf(event: HandOverEvent): Element {
  const who = 'who' in event ? event.who : undefined;
  const reference = {
    ...(who?.reference === undefined ? {} : { reference: who.reference }),
    ...shownAs(who?.name),
  };
  return {
    url: EVENT_URL,
    extension: [
      { url: 'kind', valueCode: event.kind },
      { url: 'at', valueInstant: instantText(event.at) },
      ...(event.kind === 'failed' ? [{ url: 'cause', valueCode: event.cause }] : []),
      ...(event.kind === 'opened' ? [{ url: 'how', valueCode: event.how }] : []),
      ...(Object.keys(reference).length === 0 ? [] : [{ url: 'who', valueReference: reference }]),
      ...(who?.practice === undefined ? [] : [{ url: 'practice', valueString: who.practice }]),
      ...(event.kind === 'answered' ? [{ url: 'words', valueString: event.words }] : []),
    ],
  };
}

/**
 * Reads a hand-over; undefined for a Task that is none, or that this release cannot read whole: such a one opens nothing.
 */
export function readHandOver(resource: FhirResource, versionId: number): HandOver | undefined {
  const code = elementsOf(elementOf(resource.code).coding);
  const isOurs = code.some((each) => each.system === TASK_KINDS && each.code === HAND_OVER);
  if (resource.resourceType !== 'Task' || resource.id === undefined || !isOurs) return undefined;
  const parts = partsOf(resource);
  const events = elementsOf(resource.extension).filter(({ url }) => url === EVENT_URL);
  const read = events.map(eventOf);
  if (parts === undefined || read.includes(undefined)) return undefined;
  return { id: resource.id, versionId, ...parts, events: read.flatMap((event) => event ?? []) };
}

type Parts = Omit<HandOver, 'id' | 'versionId' | 'events'>;

function partsOf(resource: FhirResource): Parts | undefined {
  const { channel, ground, standard, team, role } = inputsIn(resource);
  const patient = referenceIn(resource.for, isPatient);
  const organization = referenceIn(resource.owner, isOrganization);
  const period = elementOf(elementOf(resource.restriction).period);
  const [madeAt, until] = [Date.parse(String(resource.authoredOn)), Date.parse(String(period.end))];
  const knows = [channel, ground, standard, team, role, patient, organization].every(
    (part) => part !== undefined,
  );
  if (!knows || Number.isNaN(madeAt) || Number.isNaN(until)) return undefined;
  if (channel === undefined || ground === undefined || patient === undefined || organization === undefined)
    return undefined;
  return {
    patient,
    channel,
    ground,
    standard: String(standard),
    team: String(team),
    role: String(role),
    to: { reference: organization, name: textOf(elementOf(resource.owner).display) ?? organization },
    sender: senderOf(elementOf(resource.requester)),
    madeAt,
    until,
    ...digestOf(resource),
    ...codeOf(resource),
    ...wordsIn(resource),
  };
}

function senderOf({ reference, display }: Element): HandOver['sender'] {
  const name = textOf(display) ?? textOf(reference) ?? '';
  return typeof reference === 'string' ? { reference, name } : { name };
}

function digestOf({ identifier }: FhirResource): Pick<HandOver, 'digest'> {
  const digest = elementsOf(identifier).find(({ system }) => system === AUTHORIZATION_BASE)?.value;
  return typeof digest === 'string' ? { digest } : {};
}

function codeOf(resource: FhirResource): Pick<HandOver, 'code'> {
  const { code, wrong } = inputsIn(resource);
  return code === undefined ? {} : { code: { digest: code, wrong: wrong ?? 0 } };
}

/** Whom a link is for, what is asked, and where it was opened. */
function wordsIn(resource: FhirResource): Pick<HandOver, 'person' | 'asked' | 'device' | 'attached'> {
  const { person: name, address: email, language, asked, device } = inputsIn(resource);
  return {
    ...(name === undefined || email === undefined
      ? {}
      : { person: { name, email, language: language === 'en' ? 'en' : 'nl' } }),
    ...(asked === undefined ? {} : { asked }),
    ...(device === undefined ? {} : { device }),
    ...attachedIn(resource),
  };
}

function attachedIn({ input }: FhirResource): Pick<HandOver, 'attached'> {
  const attached = elementsOf(input)
    .filter((each) => inputCode(each) === 'attached')
    .flatMap(({ valueReference }) => {
      const reference = referenceIn(valueReference, isDocument);
      const title = textOf(elementOf(valueReference).display);
      return reference === undefined || title === undefined ? [] : [{ reference, title }];
    });
  return attached.length === 0 ? {} : { attached };
}

function inputCode({ type }: Element): string | undefined {
  const coding = elementsOf(elementOf(type).coding).find(({ system }) => system === INPUT_SYSTEM);
  return textOf(coding?.code);
}

interface Inputs {
  readonly channel: Channel | undefined;
  readonly ground: HandOver['ground'] | undefined;
  readonly standard: string | undefined;
  readonly team: string | undefined;
  readonly role: string | undefined;
  readonly code: string | undefined;
  readonly wrong: number | undefined;
  readonly person: string | undefined;
  readonly address: string | undefined;
  readonly language: string | undefined;
  readonly asked: string | undefined;
  readonly device: string | undefined;
}

function inputsIn({ input }: FhirResource): Inputs {
  const of = (code: string) => elementsOf(input).find((each) => inputCode(each) === code) ?? {};
  const wrong = Number(of('wrong-codes').valueUnsignedInt);
  return {
    channel: CHANNELS.find((each) => each === of('channel').valueCode),
    ground: GROUNDS.find((each) => each === of('ground').valueCode),
    standard: textOf(of('standard').valueString),
    team: textOf(elementOf(of('team').valueReference).reference),
    role: textOf(of('role').valueCode),
    code: textOf(of('code').valueString),
    wrong: Number.isSafeInteger(wrong) ? wrong : undefined,
    person: textOf(of('person').valueString),
    address: textOf(of('address').valueString),
    language: textOf(of('language').valueCode),
    asked: textOf(of('asked').valueString),
    device: textOf(of('device').valueString),
  };
}

function eventOf({ extension }: Element): HandOverEvent | undefined {
  const part = (name: string) => elementsOf(extension).find(({ url }) => url === name) ?? {};
  const at = Date.parse(String(part('at').valueInstant));
  if (Number.isNaN(at)) return undefined;
  const who = whoIn(elementOf(part('who').valueReference), part('practice').valueString);
  switch (part('kind').valueCode) {
    case 'notified':
    case 'delivered':
    case 'withdrawn':
      return {
        kind: part('kind').valueCode as 'notified' | 'delivered' | 'withdrawn',
        at,
        ...(Object.keys(who).length === 0 ? {} : { who }),
      };
    case 'opened': {
      const how = (['here', 'link', 'system', 'told'] as const).find(
        (each) => each === part('how').valueCode,
      );
      return how === undefined ? undefined : { kind: 'opened', at, how, who };
    }
    case 'failed': {
      const cause = FAILURES.find((each) => each === part('cause').valueCode);
      return cause === undefined ? undefined : { kind: 'failed', at, cause };
    }
    case 'unread-told':
      return { kind: 'unread-told', at };
    case 'answered': {
      const words = textOf(part('words').valueString);
      return words === undefined ? undefined : { kind: 'answered', at, who, words };
    }
    default:
      return undefined;
  }
}

function whoIn({ reference, display }: Element, practice: unknown): Who {
  return {
    ...(typeof reference === 'string' ? { reference } : {}),
    ...(typeof display === 'string' ? { name: display } : {}),
    ...(typeof practice === 'string' ? { practice } : {}),
  };
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const LOGICAL = /^[A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/;
const isDocument = (text: string): text is `DocumentReference/${string}` =>
  text.startsWith('DocumentReference/');
const isPatient = (text: string): text is PatientReference => text.startsWith('Patient/');
const isOrganization = (text: string): text is OrganizationReference => text.startsWith('Organization/');

function referenceIn<T extends string>(value: unknown, is: (text: string) => text is T): T | undefined {
  const { reference } = elementOf(value);
  return typeof reference === 'string' && LOGICAL.test(reference) && is(reference) ? reference : undefined;
}
