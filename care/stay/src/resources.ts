import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CLIENT_REQUEST_SYSTEM, coded, codeIn, known, ofParty, strictReading } from '@caecilia/kernel';
import {
  HOSPICE_CARE,
  HOSPICE_SYSTEM,
  KIND_SYSTEM,
  PART_SYSTEM,
  STATE_SYSTEM,
  STAY_KINDS,
  STAY_SYSTEM,
} from './codes.ts';
import { CHECKS, type Days, type Done, STATES, type Stay, type StayState } from './stay.ts';

const { unreadable, textIn, instantIn, dayIn, oneOf, idIn, referenceIn, partyIn } = strictReading('stay');

/** The two resources of a request: what is asked, and how the hospice handles it. */
export interface StayResources {
  readonly request: FhirResource;
  readonly task: FhirResource;
}

/** Logical ids of the two. */
export interface StayIds {
  readonly request: string;
  readonly task: string;
}

const TASK_STATUS: Readonly<Record<StayState, string>> = {
  asked: 'requested',
  accepted: 'accepted',
  arrived: 'in-progress',
  ended: 'completed',
  declined: 'rejected',
  withdrawn: 'cancelled',
};

const REQUEST_STATUS: Readonly<Record<StayState, string>> = {
  asked: 'active',
  accepted: 'active',
  arrived: 'active',
  ended: 'completed',
  declined: 'revoked',
  withdrawn: 'revoked',
};

const identifiersOf = ({ clientId, hospice }: Stay) => [
  { system: CLIENT_REQUEST_SYSTEM, value: clientId },
  { system: HOSPICE_SYSTEM, value: hospice },
];

const codeOf = ({ asked: { kind } }: Stay): Element => ({
  coding: [HOSPICE_CARE, { system: STAY_SYSTEM, code: 'request' }, { system: KIND_SYSTEM, code: kind }],
});

const daysAs = ({ from, until }: Days): Element => known({ start: from, end: until });

/** The resources of a request; what else stands in them (`base`) stays. Pure. */
export function toResources(stay: Stay, ids: StayIds, base: Partial<StayResources> = {}): StayResources {
  return {
    request: { ...base.request, ...requestOf(stay, ids), resourceType: 'ServiceRequest' },
    task: { ...base.task, ...taskOf(stay, ids), resourceType: 'Task' },
  };
}

function requestOf(stay: Stay, { request: id }: StayIds): Element {
  const { asked, patient, hospice, requester, state, steps } = stay;
  return known({
    id,
    identifier: identifiersOf(stay),
    status: REQUEST_STATUS[state],
    intent: 'order',
    code: codeOf(stay),
    subject: { reference: `Patient/${patient}` },
    occurrencePeriod: daysAs(asked),
    authoredOn: steps[0]?.at,
    requester: ofParty(requester),
    performer: [{ reference: hospice }],
    reasonCode: [{ text: asked.question }],
    note: [{ text: asked.careNeed }],
  });
}

const part = (code: string, value: Element): Element => ({ type: coded(PART_SYSTEM, code), ...value });
const noted = (code: string, { by, at }: Done, text: string) =>
  part(code, { valueAnnotation: { authorReference: { reference: by }, time: at, text } });

function taskOf(stay: Stay, ids: StayIds): Element {
  const { asked, patient, hospice, requester, state, steps, checks, promised, reason, told, booked } = stay;
  return {
    id: ids.task,
    identifier: identifiersOf(stay),
    status: TASK_STATUS[state],
    businessStatus: coded(STATE_SYSTEM, state),
    intent: 'order',
    code: codeOf(stay),
    focus: { reference: `ServiceRequest/${ids.request}` },
    for: { reference: `Patient/${patient}` },
    authoredOn: steps[0]?.at,
    lastModified: lastOf(stay),
    requester: ofParty(requester),
    owner: { reference: hospice },
    input: [part('call-back', { valueString: asked.callBack })],
    output: [
      ...steps.map((step) => noted('step', step, step.state)),
      ...checks.map((each) => noted('check', each, each.check)),
      ...(told === undefined ? [] : [noted('told', told, 'told')]),
      ...(booked === undefined
        ? []
        : [
            part('stay', { valueReference: { reference: `Encounter/${booked.encounter}` } }),
            part('care', { valueReference: { reference: `EpisodeOfCare/${booked.episode}` } }),
          ]),
    ],
    ...(promised === undefined ? {} : { executionPeriod: daysAs(promised) }),
    ...(reason === undefined ? {} : { statusReason: { text: reason } }),
  };
}

const lastOf = ({ steps, checks, told }: Stay) =>
  [...steps, ...checks, ...(told === undefined ? [] : [told])]
    .map(({ at }) => at)
    .toSorted()
    .at(-1);

/** Whether a Task or a ServiceRequest is of a stay, by its code. */
export function isStay({ code }: FhirResource): boolean {
  return codeIn(code, STAY_SYSTEM) === 'request';
}

/** Reads a request. Throws `Problem('invariant')` with the place where it is not as this module writes it. */
export function fromResources({ request, task }: StayResources): Stay {
  if (!isStay(request)) throw unreadable('ServiceRequest.code');
  if (!isStay(task)) throw unreadable('Task.code');
  if (task.modifierExtension !== undefined || request.modifierExtension !== undefined)
    throw unreadable('modifierExtension');
  const state = oneOf(STATES, codeIn(task.businessStatus, STATE_SYSTEM), 'Task.businessStatus');
  const [step, ...steps] = noteds(task, 'step').map(({ text, ...done }) => ({
    ...done,
    state: oneOf(STATES, text, 'Task.output'),
  }));
  const [hospice, clientId] = [HOSPICE_SYSTEM, CLIENT_REQUEST_SYSTEM].map((system) =>
    textIn(elementsOf(task.identifier).find((each) => each.system === system)?.value, 'Task.identifier'),
  );
  const [told] = noteds(task, 'told').map(({ text: _, ...done }) => done);
  if (step === undefined || hospice === undefined || clientId === undefined) throw unreadable('Task.output');
  const stay: Stay = {
    patient: idIn(task.for, 'Patient', 'Task.for'),
    hospice,
    clientId,
    requester: partyIn(task.requester, 'Task.requester'),
    asked: {
      kind: oneOf(STAY_KINDS, codeIn(request.code, KIND_SYSTEM), 'ServiceRequest.code'),
      ...daysIn(request.occurrencePeriod, 'ServiceRequest.occurrencePeriod'),
      careNeed: textIn(elementsOf(request.note)[0]?.text, 'ServiceRequest.note'),
      question: textIn(elementsOf(request.reasonCode)[0]?.text, 'ServiceRequest.reasonCode'),
      callBack: textIn(parts(task.input, 'call-back')[0]?.valueString, 'Task.input'),
    },
    state,
    steps: [step, ...steps],
    checks: noteds(task, 'check').map(({ text, ...done }) => ({
      ...done,
      check: oneOf(CHECKS, text, 'Task.output'),
    })),
    ...(task.executionPeriod === undefined
      ? {}
      : { promised: daysIn(task.executionPeriod, 'Task.executionPeriod') }),
    ...(task.statusReason === undefined
      ? {}
      : { reason: textIn(elementOf(task.statusReason).text, 'Task.statusReason') }),
    ...(told === undefined ? {} : { told }),
    ...bookedIn(task),
  };
  return agreeing(stay, request, task);
}

/** Both resources must say the same of whom and where it stands: one alone could have been changed. */
function agreeing(stay: Stay, request: FhirResource, task: FhirResource): Stay {
  if (task.status !== TASK_STATUS[stay.state]) throw unreadable('Task.status');
  if (request.status !== REQUEST_STATUS[stay.state]) throw unreadable('ServiceRequest.status');
  if (idIn(request.subject, 'Patient', 'ServiceRequest.subject') !== stay.patient)
    throw unreadable('ServiceRequest.subject');
  const [performer] = elementsOf(request.performer);
  if (referenceIn(performer, 'ServiceRequest.performer') !== stay.hospice)
    throw unreadable('ServiceRequest.performer');
  if (stay.steps.at(-1)?.state !== stay.state) throw unreadable('Task.output');
  if ((stay.state === 'accepted' || stay.state === 'arrived') && !(stay.promised && stay.booked))
    throw unreadable('Task.executionPeriod');
  return stay;
}

const parts = (list: unknown, code: string) =>
  elementsOf(list).filter(({ type }) => codeIn(type, PART_SYSTEM) === code);

function noteds(task: FhirResource, code: string) {
  return parts(task.output, code).map(({ valueAnnotation }) => {
    const { authorReference, time, text } = elementOf(valueAnnotation);
    return { by: referenceIn(authorReference, 'Task.output'), at: instantIn(time, 'Task.output'), text };
  });
}

function daysIn(period: unknown, expression: string): Days {
  const { start, end } = elementOf(period);
  return {
    from: dayIn(start, expression),
    ...(end === undefined ? {} : { until: dayIn(end, expression) }),
  };
}

function bookedIn(task: FhirResource): Pick<Stay, 'booked'> {
  const [stay] = parts(task.output, 'stay');
  const [care] = parts(task.output, 'care');
  if (stay === undefined || care === undefined) return {};
  return {
    booked: {
      encounter: idIn(stay.valueReference, 'Encounter', 'Task.output'),
      episode: idIn(care.valueReference, 'EpisodeOfCare', 'Task.output'),
    },
  };
}

const ENCOUNTER_STATUS: Readonly<Record<StayState, string>> = {
  asked: 'planned',
  accepted: 'planned',
  arrived: 'in-progress',
  ended: 'finished',
  declined: 'cancelled',
  withdrawn: 'cancelled',
};

const EPISODE_STATUS: Readonly<Record<StayState, string>> = {
  asked: 'onhold',
  accepted: 'onhold',
  arrived: 'active',
  ended: 'finished',
  declined: 'cancelled',
  withdrawn: 'cancelled',
};

/** Class of a stay in an institution: inpatient encounter (FHIR R4, v3-ActCode). */
const INPATIENT = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' };

/** The stay itself: planned while it is promised, with the planned days; then with the instants of coming and going. */
export function toEncounter(stay: Stay, ids: StayIds, base: Element = {}): FhirResource {
  const { promised, state, patient, hospice, booked, steps } = stay;
  const at = (wanted: StayState) => steps.find((step) => step.state === wanted)?.at;
  const came = at('arrived');
  const period =
    came === undefined ? daysAs(promised ?? stay.asked) : known({ start: came, end: at('ended') });
  return {
    ...base,
    resourceType: 'Encounter',
    ...(booked === undefined ? {} : { id: booked.encounter }),
    identifier: identifiersOf(stay),
    status: ENCOUNTER_STATUS[state],
    class: INPATIENT,
    type: [{ coding: [HOSPICE_CARE, { system: KIND_SYSTEM, code: stay.asked.kind }] }],
    subject: { reference: `Patient/${patient}` },
    ...(booked === undefined ? {} : { episodeOfCare: [{ reference: `EpisodeOfCare/${booked.episode}` }] }),
    basedOn: [{ reference: `ServiceRequest/${ids.request}` }],
    period,
    serviceProvider: { reference: hospice },
  };
}

/**
 * The care that the hospice takes on, from when it promised a place: the access policy opens the record to the hospice by
 * it, so that it can prepare, and closes it when the stay ended or was called off. Until the patient has come it is on
 * hold: nobody reads of a patient at home that they are in the hospice.
 */
export function toEpisode(stay: Stay, ids: StayIds, base: Element = {}): FhirResource {
  const { steps, state, patient, hospice, booked } = stay;
  const began = steps.find((step) => step.state === 'accepted')?.at;
  const isOver = state !== 'accepted' && state !== 'arrived';
  return {
    ...base,
    resourceType: 'EpisodeOfCare',
    ...(booked === undefined ? {} : { id: booked.episode }),
    identifier: identifiersOf(stay),
    status: EPISODE_STATUS[state],
    type: [{ coding: [HOSPICE_CARE] }],
    patient: { reference: `Patient/${patient}` },
    managingOrganization: { reference: hospice },
    period: known({ start: began, end: isOver ? steps.at(-1)?.at : undefined }),
    referralRequest: [{ reference: `ServiceRequest/${ids.request}` }],
  };
}
