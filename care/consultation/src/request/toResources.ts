import { type Element, elementOf, type FhirResource } from '@caecilia/fhir';
import {
  CLIENT_REQUEST_SYSTEM,
  CONSULTATION_CODES,
  DOMAIN_SYSTEM,
  PART_SYSTEM,
  ROLE_SYSTEM,
  SOURCE_SYSTEM,
  type Source,
  STATE_SYSTEM,
} from '../codes.ts';
import { coded, codeIn, keeping, ofParty, onto, type Party } from '../element.ts';
import type { ConsultationRequest, RequestState, Step } from './request.ts';

/** The two resources of a request. */
export interface RequestResources {
  /** What is asked, for whom, by whom, from when: ServiceRequest. */
  readonly request: FhirResource;
  /** How the team handles it: Task. */
  readonly task: FhirResource;
}

/** Logical ids of the two. */
export interface RequestIds {
  readonly request: string;
  readonly task: string;
}

/** FHIR R4 task-status of each state; two states that share one are told apart by `Task.businessStatus`. */
export const TASK_STATUS: Readonly<Record<RequestState, string>> = {
  received: 'requested',
  triaged: 'received',
  accepted: 'accepted',
  inProgress: 'in-progress',
  completed: 'completed',
  redirected: 'rejected',
  declined: 'rejected',
  withdrawn: 'cancelled',
  confirmed: 'completed',
};

/** FHIR R4 request-status of each state. The access rule opens the record while an order is active. */
export const REQUEST_STATUS: Readonly<Record<RequestState, string>> = {
  received: 'active',
  triaged: 'active',
  accepted: 'active',
  inProgress: 'active',
  completed: 'completed',
  redirected: 'revoked',
  declined: 'revoked',
  withdrawn: 'revoked',
  confirmed: 'completed',
};

const part = (code: string) => coded(PART_SYSTEM, code);
const isPart = ({ type }: Element) => codeIn(type, PART_SYSTEM) !== undefined;

/** The resources of a request; what else stands in them (`base`) stays. Pure. */
export function toResources(
  request: ConsultationRequest,
  ids: RequestIds,
  base: Partial<RequestResources> = {},
): RequestResources {
  return {
    request: onto(base.request, serviceRequestOf(request, ids, base.request)),
    task: onto(base.task, taskOf(request, ids, base.task)),
  };
}

function serviceRequestOf(
  request: ConsultationRequest,
  { request: id }: RequestIds,
  base?: FhirResource,
): FhirResource {
  const { asked, intent, linked, readyForCare } = request;
  return {
    resourceType: 'ServiceRequest',
    id,
    identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: request.clientId }],
    ...(intent === 'order' && linked !== undefined ? { basedOn: [{ reference: linked }] } : {}),
    status: REQUEST_STATUS[request.state],
    intent,
    priority: asked.urgency,
    code: codeOf(request.source),
    subject: { reference: `Patient/${request.patient}` },
    // An end that somebody set closes the record on that day: it stays.
    occurrencePeriod: { ...elementOf(base?.occurrencePeriod), start: readyForCare },
    authoredOn: request.referredAt,
    requester: ofParty(request.requester),
    performer: base?.performer ?? [{ reference: request.team }],
    reasonCode: [{ text: asked.question }],
  };
}

function taskOf(request: ConsultationRequest, ids: RequestIds, base?: FhirResource): FhirResource {
  const { state, asked, triage, owner, firstContact, answer, withdrawnBecause } = request;
  const reason = answer?.reason ?? withdrawnBecause;
  return {
    resourceType: 'Task',
    id: ids.task,
    identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: request.clientId }],
    status: TASK_STATUS[state],
    statusReason: reason === undefined ? undefined : { text: reason },
    businessStatus: coded(STATE_SYSTEM, state),
    intent: request.intent,
    priority: triage?.urgency ?? asked.urgency,
    code: codeOf(request.source),
    focus: { reference: `ServiceRequest/${ids.request}` },
    for: { reference: `Patient/${request.patient}` },
    executionPeriod:
      firstContact === undefined ? undefined : { ...elementOf(base?.executionPeriod), start: firstContact },
    authoredOn: request.referredAt,
    lastModified: lastOf(request),
    requester: { reference: request.recorder },
    performerType: triage?.goes.map((role) => coded(ROLE_SYSTEM, role)),
    owner: owner === undefined ? undefined : ofParty(owner),
    input: keeping(base?.input, isPart, inputsOf(request)),
    output: keeping(base?.output, isPart, outputsOf(request)),
  };
}

/** That it is a consultation, and of whom: the access rule opens to a side what that side asked. */
function codeOf(source: Source): Element {
  return { coding: [...CONSULTATION_CODES, { system: SOURCE_SYSTEM, code: source }] };
}

function inputsOf({ asked }: ConsultationRequest): readonly Element[] {
  return [
    ...asked.domains.map((domain) => ({
      type: part('domain'),
      valueCodeableConcept: coded(DOMAIN_SYSTEM, domain),
    })),
    { type: part('patient-informed'), valueBoolean: asked.patientInformed },
    { type: part('treating-physician-agrees'), valueCode: asked.treatingPhysicianAgrees },
    { type: part('call-back'), valueString: asked.callBack },
  ];
}

/** Instant of the last thing that was done with it. */
function lastOf({ steps, agreement, calledBack }: ConsultationRequest): string | undefined {
  return [steps.at(-1)?.at, agreement?.at, calledBack?.at]
    .filter((each) => each !== undefined)
    .toSorted()
    .at(-1);
}

function outputsOf(request: ConsultationRequest): readonly Element[] {
  const { steps, triage, answer, intent, linked } = request;
  return [
    ...steps.map(stepOf),
    ...saidOf(request),
    ...(triage?.domains ?? []).map((domain) => ({
      type: part('triaged-domain'),
      valueCodeableConcept: coded(DOMAIN_SYSTEM, domain),
    })),
    ...(answer === undefined
      ? []
      : [
          { type: part('advice'), valueString: answer.advice },
          { type: part('recipient'), valueString: answer.recipient },
        ]),
    ...(intent === 'proposal' && linked !== undefined
      ? [{ type: part('order'), valueReference: { reference: linked } }]
      : []),
  ];
}

/** What the treating physician said, and that who asked was called back: annotations with their authors. */
function saidOf({ agreement, calledBack, asked }: ConsultationRequest): readonly Element[] {
  const annotation = (
    name: string,
    { by, at }: { readonly by: Party; readonly at: string },
    text: string,
  ) => ({
    type: part(name),
    valueAnnotation: { authorReference: ofParty(by), time: at, text },
  });
  return [
    ...(agreement === undefined ? [] : [annotation('agreement', agreement, agreement.agrees ? 'yes' : 'no')]),
    ...(agreement?.reason === undefined
      ? []
      : [{ type: part('agreement-reason'), valueString: agreement.reason }]),
    ...(calledBack === undefined ? [] : [annotation('called-back', calledBack, asked.callBack)]),
  ];
}

/** A step is an annotation with its author and its time; its words are the state. */
function stepOf({ state, at, by }: Step): Element {
  return {
    type: part('step'),
    valueAnnotation: { authorReference: { reference: by }, time: at, text: state },
  };
}
