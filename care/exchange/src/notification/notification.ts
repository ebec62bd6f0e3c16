import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/**
 * The notification of a notified pull: a Task that says that there is something to fetch, by which requests, and with
 * what the token is to be asked. It carries no clinical content.
 *
 * Source: Twiin, Technical Agreement Notified Pull (2.2 notification message, 3.3 authorization base), as public
 * implementations fill it in: `code` pull-notification, `intent` proposal, `owner` and `requester` by URA, `for` by BSN,
 * `restriction.period.end`, `input` authorization-base, get-workflow-task and one line for each request. The agreement
 * is written in STU3; in R4 `requester` is the organisation itself and not `requester.agent`.
 */
const TASK_CODE = 'http://fhir.nl/fhir/NamingSystem/TaskCode';
const TASK_PARAMETER = 'http://fhir.nl/fhir/NamingSystem/TaskParameter';
const URA = 'http://fhir.nl/fhir/NamingSystem/ura';
const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
const UUID = 'urn:ietf:rfc:3986';
/** Where to fetch: the agreement leaves it to an address book, which not everybody has. */
const OWN_PARAMETER = 'urn:caecilia:hand-over';

/** A party by its number in the UZI register of care providers, or by its name where it has none. */
export interface Party {
  readonly ura?: string;
  readonly name: string;
}

export interface Notification {
  /** UUID of this notification. */
  readonly id: string;
  /** UUID of what it is about: the same each time it is sent again. */
  readonly group?: string;
  /** The sender's own Task about it (`basedOn`), where the receiver says that it was read. */
  readonly workflowTask?: string;
  readonly from: Party;
  readonly to: Party;
  /** Logical id at the sender, and the BSN where the receiver may know it. */
  readonly patient: { readonly id: string; readonly bsn?: string };
  /** FHIR instants. */
  readonly sentAt: string;
  readonly until: string;
  /** The secret with which a token is asked. */
  readonly authorizationBase: string;
  /** Base of the sender's FHIR endpoint, without a slash at the end. */
  readonly fhirBase: string;
  /** Requests relative to that base, filled in for the patient: `Consent?patient=…`. */
  readonly requests: readonly string[];
}

const parameter = (code: string, value: Element, system = TASK_PARAMETER): Element => ({
  type: { coding: [{ system, code }] },
  ...value,
});

const partyOf = ({ ura, name }: Party): Element => ({
  type: 'Organization',
  ...(ura === undefined ? {} : { identifier: { system: URA, value: ura } }),
  display: name,
});

/** The notification as a Task. */
export function notificationTask(notification: Notification): FhirResource {
  const { id, group, workflowTask, from, to, patient, sentAt, until, authorizationBase, fhirBase, requests } =
    notification;
  return {
    resourceType: 'Task',
    identifier: [{ system: UUID, value: `urn:uuid:${id}` }],
    ...(group === undefined ? {} : { groupIdentifier: { system: UUID, value: `urn:uuid:${group}` } }),
    ...(workflowTask === undefined ? {} : { basedOn: [{ type: 'Task', reference: workflowTask }] }),
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: TASK_CODE, code: 'pull-notification' }] },
    for: {
      type: 'Patient',
      reference: `${fhirBase}/Patient/${patient.id}`,
      ...(patient.bsn === undefined ? {} : { identifier: { system: BSN, value: patient.bsn } }),
    },
    authoredOn: sentAt,
    requester: partyOf(from),
    owner: partyOf(to),
    restriction: { period: { end: until } },
    input: [
      parameter('authorization-base', { valueString: authorizationBase }),
      parameter('get-workflow-task', { valueBoolean: false }),
      parameter('fhir-base', { valueUrl: fhirBase }, OWN_PARAMETER),
      ...requests.map((request) => parameter('query-string', { valueString: request })),
    ],
  };
}

const MOST_REQUESTS = 50;
/** A search or a read of one type, relative: no scheme, no host, no way up, nothing that writes. */
const REQUEST = /^[A-Z][A-Za-z]{2,40}(\/[A-Za-z0-9.-]{1,64})?(\?[^#\s]{1,1000})?$/;
const UUID_TEXT = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Reads a notification that somebody sent. Throws `Problem('value')` with what is missing and where. */
export function readNotification(task: FhirResource): Notification {
  const codes = elementsOf(elementOf(task.code).coding);
  require(task.resourceType === 'Task' &&
    codes.some(
      ({ code }) => code === 'pull-notification',
    ), 'code', 'a notification is a Task with the code pull-notification');
  require(task.status === 'requested', 'status', 'a notification has the status requested');
  const id = elementsOf(task.identifier).flatMap(({ value }) => UUID_TEXT.exec(String(value))?.[1] ?? [])[0];
  const group = UUID_TEXT.exec(String(elementOf(task.groupIdentifier).value))?.[1];
  const workflowTask = elementsOf(task.basedOn)[0]?.reference;
  const base = inputOf(task, 'authorization-base').map(({ valueString }) => valueString)[0];
  const fhirBase = inputOf(task, 'fhir-base').map(({ valueUrl }) => valueUrl)[0];
  const requests = inputOf(task, 'query-string').map(({ valueString }) => String(valueString));
  const subject = elementOf(task.for);
  const patientId = /\/Patient\/([A-Za-z0-9.-]{1,64})$/.exec(String(subject.reference))?.[1];
  const until = elementOf(elementOf(task.restriction).period).end;
  return {
    id: given(id, 'identifier', 'a notification has an identifier urn:uuid:…'),
    ...(group === undefined ? {} : { group }),
    ...(typeof workflowTask === 'string' ? { workflowTask } : {}),
    from: partyIn(task.requester),
    to: partyIn(task.owner),
    patient: {
      id: given(patientId, 'for.reference', 'for names the patient at the sender'),
      ...bsnIn(subject),
    },
    sentAt: instant(task.authoredOn, 'authoredOn'),
    until: instant(until, 'restriction.period.end'),
    authorizationBase: given(
      typeof base === 'string' && base.length >= 16 && base.length <= 500 ? base : undefined,
      'input',
      'input authorization-base has 16 to 500 characters',
    ),
    fhirBase: given(
      typeof fhirBase === 'string' && /^https?:\/\/[^\s?#]{1,500}[^\s?#/]$/.test(fhirBase)
        ? fhirBase
        : undefined,
      'input',
      'input fhir-base is the address of a FHIR endpoint',
    ),
    requests: given(
      requests.length > 0 && requests.length <= MOST_REQUESTS && requests.every((each) => REQUEST.test(each))
        ? requests
        : undefined,
      'input',
      'there are 1 to 50 inputs query-string, each a search relative to the endpoint',
    ),
  };
}

function inputOf(task: FhirResource, code: string): readonly Element[] {
  return elementsOf(task.input).filter(({ type }) =>
    elementsOf(elementOf(type).coding).some((coding) => coding.code === code),
  );
}

function partyIn(value: unknown): Party {
  const { identifier, display } = elementOf(value);
  const { system, value: number } = elementOf(identifier);
  const ura = system === URA && typeof number === 'string' ? { ura: number } : {};
  return { ...ura, name: typeof display === 'string' ? display.slice(0, 200) : (ura.ura ?? '') };
}

function bsnIn({ identifier }: Element): { readonly bsn?: string } {
  const { system, value } = elementOf(identifier);
  return system === BSN && typeof value === 'string' ? { bsn: value } : {};
}

function instant(value: unknown, place: string): string {
  const text = typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
  return given(text, place, 'this is no date and time');
}

function given<T>(value: T | undefined, place: string, sentence: string): T {
  if (value === undefined) throw new Problem('value', sentence, { expression: `Task.${place}` });
  return value;
}

function require(holds: boolean, place: string, sentence: string): void {
  if (!holds) throw new Problem('value', sentence, { expression: `Task.${place}` });
}
