import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  ADVICE_OUTCOME_SYSTEM,
  CLIENT_REQUEST_SYSTEM,
  DISCIPLINES,
  DOMAIN_SYSTEM,
  DOMAINS,
  PART_SYSTEM,
  SECOND_CHECK_SYSTEM,
  TASK_SYSTEM,
  TEAM_ROLE_SYSTEM,
} from '../codes.ts';
import {
  coded,
  codeIn,
  instantIn,
  keeping,
  ofParty,
  oneOf,
  onto,
  optionalText,
  partyIn,
  patientIn,
  referenceIn,
  textIn,
  unreadable,
} from '../element.ts';
import {
  awaitsCheck,
  OUTCOMES,
  type Outcome,
  type OutcomeKind,
  type Recommendation,
  type SecondCheck,
} from './recommendation.ts';

/** `system|code` of a recommendation, for searches. */
export const RECOMMENDATION_TOKEN = `${TASK_SYSTEM}|recommendation`;

/** `system|code` of advice that the pharmacist checks, for searches and for the policy table. */
export const SECOND_CHECK_TOKEN = `${SECOND_CHECK_SYSTEM}|pharmacist`;

/** `system|code` of advice of which nobody said yet how its second check came out. */
export const AWAITS_CHECK_TOKEN = `${SECOND_CHECK_SYSTEM}|awaits`;

const STATUS: Readonly<Record<OutcomeKind | 'open', string>> = {
  open: 'requested',
  adopted: 'accepted',
  changed: 'accepted',
  declined: 'rejected',
};

const isPart = ({ type }: Element) => codeIn(type, PART_SYSTEM) !== undefined;

/** A recommendation as one Task of intent `proposal`; what else stands in it (`base`) stays. Pure. */
export function toTask(recommendation: Recommendation, base?: FhirResource): FhirResource {
  const { outcome, consultation, owner, secondCheck } = recommendation;
  const kind = outcome?.kind ?? 'open';
  return onto(base, {
    resourceType: 'Task',
    identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: recommendation.clientId }],
    basedOn: [{ reference: consultation }],
    status: STATUS[kind],
    statusReason: outcome?.kind === 'declined' ? { text: outcome.words } : undefined,
    businessStatus: coded(ADVICE_OUTCOME_SYSTEM, kind),
    intent: 'proposal',
    code: codeOf(recommendation),
    description: recommendation.advice,
    reasonCode: recommendation.because === undefined ? undefined : { text: recommendation.because },
    for: { reference: `Patient/${recommendation.patient}` },
    authoredOn: recommendation.givenAt,
    lastModified: [recommendation.givenAt, outcome?.at ?? '', secondCheck?.said?.at ?? ''].toSorted().at(-1),
    requester: { reference: recommendation.givenBy },
    performerType:
      recommendation.followUp === undefined ? undefined : [coded(TEAM_ROLE_SYSTEM, recommendation.followUp)],
    owner: ofParty(owner),
    restriction: { period: { end: recommendation.dueOn } },
    input: keeping(base?.input, isPart, [
      {
        type: coded(PART_SYSTEM, 'domain'),
        valueCodeableConcept: coded(DOMAIN_SYSTEM, recommendation.domain),
      },
    ]),
    output: keeping(base?.output, isPart, [
      ...(outcome === undefined ? [] : [outcomeOf(outcome), ...toldOf(outcome)]),
      ...checkOf(secondCheck),
    ]),
  });
}

/** That it is advice, who checks it, and that this is still to be done: what is looked for has a code of its own. */
function codeOf(recommendation: Recommendation): Element {
  const check = recommendation.secondCheck === undefined ? [] : ['pharmacist'];
  const awaits = awaitsCheck(recommendation) ? ['awaits'] : [];
  return {
    coding: [
      { system: TASK_SYSTEM, code: 'recommendation' },
      ...[...check, ...awaits].map((code) => ({ system: SECOND_CHECK_SYSTEM, code })),
    ],
  };
}

/** What was said is an annotation with its author and its time; the reason stands beside it. */
function checkOf({ said }: SecondCheck = {}): readonly Element[] {
  if (said === undefined) return [];
  const { by, at, reason, asItStands } = said;
  return [
    {
      type: coded(PART_SYSTEM, 'second-check'),
      valueAnnotation: {
        authorReference: ofParty(by),
        time: at,
        text: asItStands ? 'checked' : 'not-as-it-stands',
      },
    },
    ...(reason === undefined
      ? []
      : [{ type: coded(PART_SYSTEM, 'second-check-reason'), valueString: reason }]),
  ];
}

/** The outcome is an annotation with its author and its time; without words of theirs it says the outcome itself. */
function outcomeOf({ kind, by, at, words }: Outcome): Element {
  return {
    type: coded(PART_SYSTEM, words === undefined ? 'outcome' : 'outcome-in-words'),
    valueAnnotation: { authorReference: { reference: by }, time: at, text: words ?? kind },
  };
}

function toldOf({ toldBy }: Outcome): readonly Element[] {
  return toldBy === undefined ? [] : [{ type: coded(PART_SYSTEM, 'told-by'), valueString: toldBy }];
}

/** Reads a recommendation. Throws `Problem('invariant')` with the place where it is not as this module writes it. */
export function fromTask(task: FhirResource): Recommendation {
  if (task.resourceType !== 'Task' || codeIn(task.code, TASK_SYSTEM) !== 'recommendation')
    throw unreadable('Task.code');
  const kind = oneOf(
    [...OUTCOMES, 'open'],
    codeIn(task.businessStatus, ADVICE_OUTCOME_SYSTEM),
    'Task.businessStatus',
  );
  if (task.status !== STATUS[kind]) throw unreadable('Task.status');
  const [domain] = elementsOf(task.input).filter(({ type }) => codeIn(type, PART_SYSTEM) === 'domain');
  const followUp = codeIn(elementsOf(task.performerType)[0], TEAM_ROLE_SYSTEM);
  const own = elementsOf(task.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  const because = optionalText(elementOf(task.reasonCode).text, 'Task.reasonCode');
  return {
    patient: patientIn(task.for, 'Task.for'),
    consultation: referenceIn(elementsOf(task.basedOn)[0], 'Task.basedOn'),
    clientId: textIn(own?.value, 'Task.identifier'),
    advice: textIn(task.description, 'Task.description'),
    ...(because === undefined ? {} : { because }),
    domain: oneOf(DOMAINS, codeIn(domain?.valueCodeableConcept, DOMAIN_SYSTEM), 'Task.input'),
    owner: partyIn(task.owner, 'Task.owner'),
    dueOn: dueIn(task),
    givenBy: referenceIn(task.requester, 'Task.requester'),
    givenAt: instantIn(task.authoredOn, 'Task.authoredOn'),
    ...(followUp === undefined ? {} : { followUp: oneOf(DISCIPLINES, followUp, 'Task.performerType') }),
    ...checkIn(task),
    ...(kind === 'open' ? {} : { outcome: outcomeIn(task, kind) }),
  };
}

function checkIn(task: FhirResource): Pick<Recommendation, 'secondCheck'> {
  const asked = codeIn(task.code, SECOND_CHECK_SYSTEM);
  const part = (name: string) =>
    elementsOf(task.output).find(({ type }) => codeIn(type, PART_SYSTEM) === name);
  const entry = part('second-check');
  if (asked === undefined) {
    if (entry !== undefined) throw unreadable('Task.code');
    return {};
  }
  oneOf(['pharmacist'], asked, 'Task.code');
  if (entry === undefined) return { secondCheck: {} };
  const { text, time, authorReference } = elementOf(entry.valueAnnotation);
  const reason = optionalText(part('second-check-reason')?.valueString, 'Task.output');
  return {
    secondCheck: {
      said: {
        asItStands: oneOf(['checked', 'not-as-it-stands'], text, 'Task.output') === 'checked',
        ...(reason === undefined ? {} : { reason }),
        by: partyIn(authorReference, 'Task.output'),
        at: instantIn(time, 'Task.output'),
      },
    },
  };
}

function dueIn(task: FhirResource): string {
  const { end } = elementOf(elementOf(task.restriction).period);
  if (typeof end !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(end))
    throw unreadable('Task.restriction.period.end');
  return end;
}

function outcomeIn(task: FhirResource, kind: OutcomeKind): Outcome {
  const part = (...names: readonly string[]) =>
    elementsOf(task.output).find(({ type }) => names.includes(codeIn(type, PART_SYSTEM) ?? ''));
  const said = part('outcome', 'outcome-in-words');
  const { text, time, authorReference } = elementOf(said?.valueAnnotation);
  const inWords = codeIn(said?.type, PART_SYSTEM) === 'outcome-in-words';
  const toldBy = optionalText(part('told-by')?.valueString, 'Task.output');
  return {
    kind,
    by: referenceIn(authorReference, 'Task.output'),
    at: instantIn(time, 'Task.output'),
    ...(inWords ? { words: textIn(text, 'Task.output') } : {}),
    ...(toldBy === undefined ? {} : { toldBy }),
  };
}
