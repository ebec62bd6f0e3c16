import { type Element, elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { codeIn, instantIn, referenceIn, wordsOf } from '../element.ts';
import { concept, EXTENSIONS, SYSTEMS } from '../terms.ts';
import {
  PREPARATION_STATES,
  type Preparation,
  type PreparationState,
  type SentReferences,
} from './preparation.ts';

/** The code of a Task by which somebody is asked to prepare. */
export const PREPARATION_CODE = { system: SYSTEMS.preparation, code: 'prepare' } as const;

/** FHIR R4 task-status by our state; `businessStatus` says ours. */
const STATUS: Readonly<Record<PreparationState, string>> = {
  asked: 'requested',
  filledIn: 'in-progress',
  opened: 'completed',
  withdrawn: 'cancelled',
};

/** A preparation as it is kept: a Task for who is asked. Pure. */
export function toPreparationTask(preparation: Preparation, base?: FhirResource): FhirResource {
  const { patientId, person, askedBy, askedAt, dueOn, state, sent, taken, closed } = preparation;
  const {
    output: _output,
    extension: _extension,
    statusReason: _reason,
    ...kept
  } = base ?? {
    resourceType: 'Task',
  };
  return {
    ...kept,
    resourceType: 'Task',
    identifier: [
      { system: SYSTEMS.preparationFor, value: person },
      ...taken.map((value) => ({ system: SYSTEMS.client, value })),
    ],
    status: STATUS[state],
    businessStatus: concept([{ system: SYSTEMS.preparation, code: state }]),
    intent: 'order',
    code: concept([PREPARATION_CODE]),
    for: { reference: `Patient/${patientId}` },
    requester: { reference: askedBy },
    owner: { reference: person },
    authoredOn: askedAt.toISOString(),
    restriction: { period: { end: dueOn } },
    ...(sent === undefined ? {} : { output: outputOf(sent) }),
    ...(closed === undefined ? {} : { extension: [closing(closed)] }),
    ...(closed?.reason === undefined ? {} : { statusReason: { text: closed.reason } }),
  };
}

function closing({ by, at }: NonNullable<Preparation['closed']>): object {
  return {
    url: EXTENSIONS.preparationClosed,
    extension: [
      { url: 'by', valueReference: { reference: by } },
      { url: 'at', valueInstant: at.toISOString() },
    ],
  };
}

const output = (code: string, reference: string) => ({
  type: concept([{ system: SYSTEMS.preparation, code }]),
  valueReference: { reference },
});

function outputOf({ answers, symptoms }: SentReferences): readonly object[] {
  return [
    output('answers', answers),
    ...(symptoms === undefined
      ? []
      : [output('symptoms', symptoms.response), output('scores', symptoms.observation)]),
  ];
}

/** Reads a Task of ours; undefined for another, and for one that does not say what it has to. */
export function readPreparationTask(task: FhirResource): Preparation | undefined {
  const patientId = referenceIn(task.for)?.replace(/^Patient\//, '');
  const person = referenceIn(task.owner);
  const askedBy = referenceIn(task.requester);
  const askedAt = instantIn(task.authoredOn);
  const dueOn = wordsOf(elementOf(elementOf(task.restriction).period).end);
  const code = codeIn(task.businessStatus, SYSTEMS.preparation);
  const state = PREPARATION_STATES.find((each) => each === code);
  if (task.resourceType !== 'Task' || codeIn(task.code, PREPARATION_CODE.system) !== PREPARATION_CODE.code)
    return undefined;
  if (task.status === 'entered-in-error' || state === undefined || task.status !== STATUS[state])
    return undefined;
  if (patientId === undefined || person === undefined || askedBy === undefined) return undefined;
  if (askedAt === undefined || dueOn === undefined) return undefined;
  const sent = sentIn(elementsOf(task.output));
  const closed = closedIn(task);
  return {
    patientId,
    preparing: person === `Patient/${patientId}` ? 'patient' : 'carer',
    person,
    askedBy,
    askedAt: new Date(askedAt),
    dueOn,
    state,
    taken: elementsOf(task.identifier)
      .filter(({ system }) => system === SYSTEMS.client)
      .flatMap(({ value }) => wordsOf(value) ?? []),
    ...(sent === undefined ? {} : { sent }),
    ...(closed === undefined ? {} : { closed }),
  };
}

function sentIn(outputs: readonly Element[]): SentReferences | undefined {
  const of = (code: string) =>
    referenceIn(outputs.find(({ type }) => codeIn(type, SYSTEMS.preparation) === code)?.valueReference);
  const [answers, response, observation] = [of('answers'), of('symptoms'), of('scores')];
  if (answers === undefined) return undefined;
  return response === undefined || observation === undefined
    ? { answers }
    : { answers, symptoms: { response, observation } };
}

function closedIn({ extension, statusReason }: FhirResource): Preparation['closed'] {
  const found = elementsOf(extension).find(({ url }) => url === EXTENSIONS.preparationClosed);
  const part = (name: string) => elementsOf(found?.extension).find(({ url }) => url === name) ?? {};
  const by = referenceIn(part('by').valueReference);
  const at = instantIn(part('at').valueInstant);
  const reason = wordsOf(elementOf(statusReason).text);
  if (by === undefined || at === undefined) return undefined;
  return { by, at: new Date(at), ...(reason === undefined ? {} : { reason }) };
}
