import {
  ACTIVATABLE,
  HOME_LIST,
  INSTRUMENTS,
  instrumentRegistry,
  type PlannedTalk,
  type Preparation,
  parseResponse,
  preparationIdentifier,
  toAppointment,
  toPreparationTask,
  toPreparedResponse,
  toResources,
} from '@caecilia/assessment';
import type { FhirResource } from '@caecilia/fhir';
import type { DemoCalendar } from './calendar.ts';

const REGISTRY = instrumentRegistry(INSTRUMENTS, ACTIVATABLE);
const PHYSICIAN = 'PractitionerRole/demo-fictief';
const EMILY = 'demo-emily';
const WILHELMINA = 'demo-wilhelmina';

/** Preparing at home: one patient filled it in yesterday, another was asked and has not yet; her conversation is planned. */
export function preparationsOf(calendar: DemoCalendar): readonly FhirResource[] {
  return [
    ...filledIn(calendar),
    task(`${WILHELMINA}-preparation`, askedOf(WILHELMINA, calendar)),
    { ...toAppointment(talkOf(WILHELMINA, calendar), TALK_CODE), id: `${WILHELMINA}-talk` },
  ];
}

const TALK_CODE = { system: 'http://snomed.info/sct', code: '713603004' };

/** She has not said yet whom she wants there. */
function talkOf(patientId: string, { at }: DemoCalendar): PlannedTalk {
  return {
    patientId,
    clientId: `${patientId}-talk-form`,
    startsAt: new Date(at(-4, '14:00')).toISOString(),
    endsAt: new Date(at(-4, '15:00')).toISOString(),
    place: 'home',
    leads: PHYSICIAN,
    others: [],
    planned: { by: PHYSICIAN, at: new Date(at(2, '15:25')).toISOString() },
    moves: [],
    state: 'planned',
  };
}

function askedOf(patientId: string, { at, day }: DemoCalendar): Preparation {
  return {
    patientId,
    preparing: 'patient',
    person: `Patient/${patientId}`,
    askedBy: PHYSICIAN,
    askedAt: new Date(at(2, '15:20')),
    dueOn: day(-3),
    state: 'asked',
    taken: [],
  };
}

const task = (id: string, preparation: Preparation): FhirResource => ({
  ...toPreparationTask(preparation),
  id,
});

/** Her words are hers; they are in the language in which she wrote them. */
function filledIn(calendar: DemoCalendar): readonly FhirResource[] {
  const id = (part: string) => `${EMILY}-preparation${part}`;
  const me = `Patient/${EMILY}`;
  const at = new Date(calendar.at(1, '19:40'));
  const answers = toPreparedResponse(
    {
      preparing: 'patient',
      patientId: EMILY,
      taskId: id(''),
      at,
      answeredBy: me,
      enteredBy: me,
      reporter: 'self',
      language: 'en',
      prepared: {
        first: 'Whether my brother can cope with the nights.',
        topics: ['worse', 'fear', 'carrying', 'place'],
        own: 'Who tells my brother what to do when I cannot speak for myself?',
      },
    },
    id('-answers'),
  );
  const response = parseResponse(
    REGISTRY,
    {
      instrument: HOME_LIST,
      at: at.toISOString(),
      reporter: 'self',
      answeredBy: me,
      enteredBy: me,
      answers: { pain: 4, tiredness: 7, sleep: 6, worry: 7 },
    },
    { patientId: EMILY, now: new Date(calendar.at(0, '00:00')) },
  );
  const numbers = toResources(response, { response: id('-list'), observation: id('-scores') });
  const sent = {
    answers: `QuestionnaireResponse/${id('-answers')}`,
    symptoms: {
      response: `QuestionnaireResponse/${id('-list')}`,
      observation: `Observation/${id('-scores')}`,
    },
  };
  return [
    answers,
    ...numbers.map((each) => ({ ...each, identifier: identifierOf(each, id('')) })),
    task(id(''), { ...askedOf(EMILY, calendar), state: 'filledIn', sent }),
  ];
}

const identifierOf = ({ resourceType }: FhirResource, taskId: string) =>
  resourceType === 'Observation' ? [preparationIdentifier(taskId)] : preparationIdentifier(taskId);
