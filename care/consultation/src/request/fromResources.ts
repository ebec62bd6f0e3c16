import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  CLIENT_REQUEST_SYSTEM,
  CONSULTATION_CODES,
  DISCIPLINES,
  DOMAIN_SYSTEM,
  DOMAINS,
  PART_SYSTEM,
  ROLE_SYSTEM,
  SOURCE_SYSTEM,
  SOURCES,
  STATE_SYSTEM,
  URGENCIES,
} from '../codes.ts';
import {
  booleanIn,
  codeIn,
  instantIn,
  oneOf,
  optionalText,
  partyIn,
  patientIn,
  referenceIn,
  textIn,
  unreadable,
} from '../element.ts';
import {
  AGREEMENTS,
  type Answer,
  type Asked,
  type ConsultationRequest,
  STATES,
  type Step,
  type Triage,
} from './request.ts';
import { REQUEST_STATUS, type RequestResources, TASK_STATUS } from './toResources.ts';

/** Whether a ServiceRequest or a Task is of a consultation, by its code. */
export function isConsultation({ code }: FhirResource): boolean {
  return CONSULTATION_CODES.some(({ system, code: wanted }) => codeIn(code, system) === wanted);
}

/**
 * Reads a request from its two resources. Throws `Problem('invariant')` with the place where they are not as this
 * module writes them, or do not agree: a request that is half understood is not shown as one.
 */
export function fromResources({ request, task }: RequestResources): ConsultationRequest {
  if (request.resourceType !== 'ServiceRequest' || !isConsultation(request))
    throw unreadable('ServiceRequest.code');
  if (task.resourceType !== 'Task' || !isConsultation(task)) throw unreadable('Task.code');
  const intent = oneOf(['order', 'proposal'], request.intent, 'ServiceRequest.intent');
  const triage = triageIn(task);
  const linked = linkedIn(request, task, intent);
  const common = {
    intent,
    source: oneOf(SOURCES, codeIn(request.code, SOURCE_SYSTEM), 'ServiceRequest.code'),
    asked: askedIn(request, task),
    patient: patientIn(request.subject, 'ServiceRequest.subject'),
    requester: partyIn(request.requester, 'ServiceRequest.requester'),
    recorder: referenceIn(task.requester, 'Task.requester'),
    team: referenceIn(elementsOf(request.performer)[0], 'ServiceRequest.performer'),
    clientId: clientIdIn(request),
    referredAt: instantIn(request.authoredOn, 'ServiceRequest.authoredOn'),
    readyForCare: readyIn(request),
    state: oneOf(STATES, codeIn(task.businessStatus, STATE_SYSTEM), 'Task.businessStatus'),
    steps: stepsIn(task),
    ...(triage === undefined ? {} : { triage }),
    ...(task.owner === undefined ? {} : { owner: partyIn(task.owner, 'Task.owner') }),
    ...firstContactIn(task),
    ...saidIn(task),
    ...(linked === undefined ? {} : { linked }),
  };
  const read = { ...common, ...reasonIn(task, common.state) };
  agree(read, request, task);
  return read;
}

/** The states in both resources, and who they are about, must be the same: one alone could have been changed. */
function agree(read: ConsultationRequest, request: FhirResource, task: FhirResource): void {
  if (task.status !== TASK_STATUS[read.state]) throw unreadable('Task.status');
  if (request.status !== REQUEST_STATUS[read.state]) throw unreadable('ServiceRequest.status');
  if (codeIn(task.code, SOURCE_SYSTEM) !== read.source) throw unreadable('Task.code');
  if (task.intent !== read.intent) throw unreadable('Task.intent');
  if (patientIn(task.for, 'Task.for') !== read.patient) throw unreadable('Task.for');
  if (read.steps.at(-1)?.state !== read.state) throw unreadable('Task.output');
}

function inputs(task: FhirResource, name: string): readonly Element[] {
  return elementsOf(task.input).filter(({ type }) => codeIn(type, PART_SYSTEM) === name);
}

function outputs(task: FhirResource, name: string): readonly Element[] {
  return elementsOf(task.output).filter(({ type }) => codeIn(type, PART_SYSTEM) === name);
}

const conceptPart = (entry: Element | undefined, system: string) =>
  codeIn(entry?.valueCodeableConcept, system);

function domainsIn(entries: readonly Element[], expression: string) {
  return entries.map((entry) => oneOf(DOMAINS, conceptPart(entry, DOMAIN_SYSTEM), expression));
}

function askedIn(request: FhirResource, task: FhirResource): Asked {
  const [only] = elementsOf(request.reasonCode);
  return {
    question: textIn(only?.text, 'ServiceRequest.reasonCode.text'),
    domains: domainsIn(inputs(task, 'domain'), 'Task.input'),
    urgency: oneOf(URGENCIES, request.priority, 'ServiceRequest.priority'),
    patientInformed: booleanIn(inputs(task, 'patient-informed')[0]?.valueBoolean, 'Task.input'),
    treatingPhysicianAgrees: oneOf(
      AGREEMENTS,
      inputs(task, 'treating-physician-agrees')[0]?.valueCode,
      'Task.input',
    ),
    callBack: textIn(inputs(task, 'call-back')[0]?.valueString, 'Task.input'),
  };
}

function triageIn(task: FhirResource): Triage | undefined {
  const goes = elementsOf(task.performerType).map((concept) =>
    oneOf(DISCIPLINES, codeIn(concept, ROLE_SYSTEM), 'Task.performerType'),
  );
  const domains = domainsIn(outputs(task, 'triaged-domain'), 'Task.output');
  if (goes.length === 0 && domains.length === 0) return undefined;
  return { urgency: oneOf(URGENCIES, task.priority, 'Task.priority'), domains, goes };
}

function stepsIn(task: FhirResource): readonly Step[] {
  return outputs(task, 'step').map(({ valueAnnotation }) => {
    const { text, time, authorReference } = elementOf(valueAnnotation);
    return {
      state: oneOf(STATES, text, 'Task.output'),
      at: instantIn(time, 'Task.output'),
      by: referenceIn(authorReference, 'Task.output'),
    };
  });
}

function clientIdIn(request: FhirResource): string {
  const own = elementsOf(request.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  return textIn(own?.value, 'ServiceRequest.identifier');
}

function readyIn(request: FhirResource): string {
  const { start } = elementOf(request.occurrencePeriod);
  if (typeof start === 'string' && /^\d{4}-\d\d-\d\d$/.test(start)) return start;
  return instantIn(start, 'ServiceRequest.occurrencePeriod.start');
}

function firstContactIn(task: FhirResource): { readonly firstContact?: string } {
  if (task.executionPeriod === undefined) return {};
  return { firstContact: instantIn(elementOf(task.executionPeriod).start, 'Task.executionPeriod.start') };
}

function saidIn(task: FhirResource): Pick<ConsultationRequest, 'agreement' | 'calledBack'> {
  const annotated = (name: string) => {
    const [entry] = outputs(task, name);
    if (entry === undefined) return undefined;
    const { text, time, authorReference } = elementOf(entry.valueAnnotation);
    return { text, by: partyIn(authorReference, 'Task.output'), at: instantIn(time, 'Task.output') };
  };
  const [agreement, called] = [annotated('agreement'), annotated('called-back')];
  const reason = optionalText(outputs(task, 'agreement-reason')[0]?.valueString, 'Task.output');
  return {
    ...(agreement === undefined
      ? {}
      : {
          agreement: {
            agrees: oneOf(['yes', 'no'], agreement.text, 'Task.output') === 'yes',
            ...(reason === undefined ? {} : { reason }),
            by: agreement.by,
            at: agreement.at,
          },
        }),
    ...(called === undefined ? {} : { calledBack: { by: called.by, at: called.at } }),
  };
}

function reasonIn(
  task: FhirResource,
  state: ConsultationRequest['state'],
): { readonly answer?: Answer; readonly withdrawnBecause?: string } {
  const reason = optionalText(elementOf(task.statusReason).text, 'Task.statusReason.text');
  if (state === 'withdrawn') return { withdrawnBecause: textIn(reason, 'Task.statusReason.text') };
  if (state !== 'redirected' && state !== 'declined') return {};
  return {
    answer: {
      reason: textIn(reason, 'Task.statusReason.text'),
      advice: textIn(outputs(task, 'advice')[0]?.valueString, 'Task.output'),
      recipient: textIn(outputs(task, 'recipient')[0]?.valueString, 'Task.output'),
    },
  };
}

function linkedIn(
  request: FhirResource,
  task: FhirResource,
  intent: 'order' | 'proposal',
): string | undefined {
  if (intent === 'proposal') {
    const [order] = outputs(task, 'order');
    return order === undefined ? undefined : referenceIn(order.valueReference, 'Task.output');
  }
  const [proposal] = elementsOf(request.basedOn);
  return proposal === undefined ? undefined : referenceIn(proposal, 'ServiceRequest.basedOn');
}
