import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CLIENT_REQUEST_SYSTEM, codeIn, known, strictReading } from '@caecilia/kernel';
import { ACTORS, type Actor, type Done, type Scenario, type Step } from './scenario.ts';

const KIND_SYSTEM = 'urn:caecilia:care-plan-kind';

/** `system|code` of a scenario, for searches. */
export const SCENARIO_TOKEN = `${KIND_SYSTEM}|scenario`;

/** Who does a step, and who is called: a code of `ACTORS`. */
const EXTENSIONS = { actor: 'urn:caecilia:scenario-actor', call: 'urn:caecilia:scenario-call' } as const;

const { unreadable, textIn, instantIn, oneOf, idIn, referenceIn } = strictReading('scenario');

/**
 * A scenario as one CarePlan for one problem: the steps are its activities, in order. What those close are told is the
 * note without an author; why it ended is the note that has one. Pure.
 */
export function toCarePlan(scenario: Scenario, base?: FhirResource): FhirResource {
  const { patient, clientId, problem, signs, steps, family, call, planned, changed, ended } = scenario;
  return {
    ...known({
      ...base,
      identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
      extension: [
        ...elementsOf(base?.extension).filter(({ url }) => url !== EXTENSIONS.call),
        { url: EXTENSIONS.call, valueCode: call },
      ],
      status: ended === undefined ? 'active' : 'revoked',
      intent: 'plan',
      category: [{ coding: [{ system: KIND_SYSTEM, code: 'scenario' }] }],
      title: problem,
      description: signs,
      subject: { reference: `Patient/${patient}` },
      period: { start: planned.at, ...(ended === undefined ? {} : { end: ended.at }) },
      created: planned.at,
      author: { reference: planned.by },
      contributor: changed === undefined ? undefined : [{ reference: changed.by }],
      activity: steps.map(activityOf),
      note: notesOf(family, changed, ended),
    }),
    resourceType: 'CarePlan',
  };
}

function activityOf({ what, who }: Step): Element {
  return {
    detail: {
      extension: [{ url: EXTENSIONS.actor, valueCode: who }],
      status: 'not-started',
      description: what,
    },
  };
}

const CHANGED = 'changed';

function notesOf(family: string | undefined, changed: Done | undefined, end: Scenario['ended']) {
  const notes = [
    ...(family === undefined ? [] : [{ text: family }]),
    ...(changed === undefined ? [] : [noteBy(changed, CHANGED)]),
    ...(end === undefined ? [] : [noteBy(end, end.because)]),
  ];
  return notes.length === 0 ? undefined : notes;
}

const noteBy = ({ by, at }: Done, text: string) => ({ authorReference: { reference: by }, time: at, text });

/** Reads a scenario. Throws `Problem('invariant')` with the place where it is not as this module writes it. */
export function fromCarePlan(plan: FhirResource): Scenario {
  if (plan.resourceType !== 'CarePlan' || !isScenario(plan)) throw unreadable('CarePlan.category');
  // A modifier that is not known could turn a step into its opposite.
  if (plan.modifierExtension !== undefined) throw unreadable('CarePlan.modifierExtension');
  if (plan.intent !== 'plan') throw unreadable('CarePlan.intent');
  const status = oneOf(['active', 'revoked'], plan.status, 'CarePlan.status');
  const notes = elementsOf(plan.note);
  const told = notes.filter(({ authorReference }) => authorReference === undefined);
  const signed = notes.filter(({ authorReference }) => authorReference !== undefined);
  const [changes, end] = status === 'revoked' ? [signed.slice(0, -1), signed.at(-1)] : [signed, undefined];
  if (told.length > 1 || changes.length > 1 || (status === 'revoked' && end === undefined))
    throw unreadable('CarePlan.note');
  const own = elementsOf(plan.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  const [changed] = changes;
  return {
    patient: idIn(plan.subject, 'Patient', 'CarePlan.subject'),
    clientId: textIn(own?.value, 'CarePlan.identifier'),
    problem: textIn(plan.title, 'CarePlan.title'),
    ...(plan.description === undefined ? {} : { signs: textIn(plan.description, 'CarePlan.description') }),
    steps: stepsIn(plan.activity),
    ...(told.length === 0 ? {} : { family: textIn(told[0]?.text, 'CarePlan.note') }),
    call: actorIn(plan, EXTENSIONS.call, 'CarePlan.extension'),
    planned: {
      by: referenceIn(plan.author, 'CarePlan.author'),
      at: instantIn(plan.created, 'CarePlan.created'),
    },
    ...(changed === undefined ? {} : { changed: doneIn(changed) }),
    ...(end === undefined ? {} : { ended: { ...doneIn(end), because: textIn(end.text, 'CarePlan.note') } }),
  };
}

/** Whether a plan of care is a scenario; others are not this module's. */
export function isScenario({ category }: FhirResource): boolean {
  return elementsOf(category).some((each) => codeIn(each, KIND_SYSTEM) === 'scenario');
}

function stepsIn(activity: unknown): readonly Step[] {
  const all = elementsOf(activity);
  if (all.length === 0) throw unreadable('CarePlan.activity');
  return all.map(({ detail }) => {
    const step = elementOf(detail);
    if (step.doNotPerform === true || step.modifierExtension !== undefined)
      throw unreadable('CarePlan.activity.detail');
    oneOf(['not-started'], step.status, 'CarePlan.activity.detail.status');
    return {
      what: textIn(step.description, 'CarePlan.activity.detail.description'),
      who: actorIn(step, EXTENSIONS.actor, 'CarePlan.activity.detail.extension'),
    };
  });
}

function actorIn({ extension }: Element, url: string, expression: string): Actor {
  const found = elementsOf(extension).filter((each) => each.url === url);
  if (found.length !== 1) throw unreadable(expression);
  return oneOf(ACTORS, found[0]?.valueCode, expression);
}

function doneIn({ authorReference, time }: Element): Done {
  return {
    by: referenceIn(authorReference, 'CarePlan.note'),
    at: instantIn(time, 'CarePlan.note'),
  };
}
