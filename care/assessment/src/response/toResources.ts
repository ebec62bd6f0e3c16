import type { FhirResource } from '@caecilia/fhir';
import type { Instrument, Item } from '../instrument/instrument.ts';
import { canonicalOf, optionCode } from '../instrument/questionnaire.ts';
import type { Answer } from '../instrument/score.ts';
import { ABSENT, ABSENT_SYSTEM, COULD_NOT_ANSWER, concept, EXTENSIONS, SYSTEMS } from '../terms.ts';
import type { AssessmentResponse } from './response.ts';

const FIRST = 'first';

/** Ids of the two resources of a response. */
export interface ResponseIds {
  readonly response: string;
  readonly observation: string;
}

/**
 * A response as it is kept: a QuestionnaireResponse with what was answered, and an Observation with the numbers, the
 * published sum and the version of the instrument it was scored with. Pure.
 */
export function toResources(response: AssessmentResponse, ids: ResponseIds): readonly FhirResource[] {
  return [toQuestionnaireResponse(response, ids), toObservation(response, ids)];
}

const couldNot = () => concept([{ system: ABSENT_SYSTEM, code: COULD_NOT_ANSWER }]);
const reporterOf = ({ reporter }: AssessmentResponse) => ({
  extension: [{ url: EXTENSIONS.reporter, valueCode: reporter }],
});

function toQuestionnaireResponse(response: AssessmentResponse, ids: ResponseIds): FhirResource {
  const { instrument, answers, patientId, at, answeredBy, enteredBy, contact, first } = response;
  return {
    resourceType: 'QuestionnaireResponse',
    id: ids.response,
    ...reporterOf(response),
    questionnaire: canonicalOf(instrument),
    status: 'completed',
    subject: { reference: `Patient/${patientId}` },
    ...(contact === undefined ? {} : { encounter: { reference: contact } }),
    authored: at.toISOString(),
    author: { reference: enteredBy },
    source: { reference: answeredBy },
    item: [
      ...instrument.items.flatMap((item) => {
        const answer = answers.get(item.linkId);
        return answer === undefined ? [] : [answeredItem(instrument, item, answer)];
      }),
      ...(first === undefined ? [] : [{ linkId: FIRST, answer: [{ valueString: first }] }]),
    ],
  };
}

function answeredItem(instrument: Instrument, item: Item, answer: Answer): object {
  if (answer.kind === 'cannotAnswer')
    return { linkId: item.linkId, extension: [{ url: ABSENT, valueCode: COULD_NOT_ANSWER }] };
  const { value, name } = answer;
  const said =
    item.answer.kind === 'scale'
      ? { valueInteger: value }
      : { valueCoding: optionCode(instrument.id, item, value) };
  const named =
    name === undefined ? {} : { item: [{ linkId: `${item.linkId}.name`, answer: [{ valueString: name }] }] };
  return { linkId: item.linkId, answer: [{ ...said, ...named }] };
}

function toObservation(response: AssessmentResponse, ids: ResponseIds): FhirResource {
  const { instrument, patientId, at, answeredBy, contact } = response;
  const { method, profiles } = instrument;
  return {
    resourceType: 'Observation',
    id: ids.observation,
    ...(profiles.length === 0 ? {} : { meta: { profile: [...profiles] } }),
    ...reporterOf(response),
    status: 'final',
    category: [concept([{ system: CATEGORY, code: 'survey' }])],
    code: {
      coding: [
        ...instrument.codes,
        { system: SYSTEMS.instrument, version: instrument.version, code: instrument.id },
      ],
    },
    subject: { reference: `Patient/${patientId}` },
    ...(instrument.about === 'carer' ? { focus: [{ reference: answeredBy }] } : {}),
    ...(contact === undefined ? {} : { encounter: { reference: contact } }),
    effectiveDateTime: at.toISOString(),
    performer: [{ reference: answeredBy }],
    ...numbersOf(response),
    ...(method === undefined ? {} : { method: concept([method]) }),
    derivedFrom: [{ reference: `QuestionnaireResponse/${ids.response}` }],
  };
}

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** One question has a value of its own; several are components, with the published sum as the value where there is one. */
function numbersOf({ instrument, answers, score }: AssessmentResponse): object {
  const [only, ...others] = instrument.items;
  if (only && others.length === 0) {
    const answer = answers.get(only.linkId);
    return answer === undefined ? {} : itemValue(instrument, only, answer);
  }
  const components = instrument.items.flatMap((item) => {
    const answer = answers.get(item.linkId);
    // A profile of the zib leaves out what could not be observed; the response still says so.
    const leftOut = answer?.kind === 'cannotAnswer' && instrument.profiles.length > 0;
    return answer === undefined || leftOut ? [] : [component(instrument, item, answer)];
  });
  return {
    ...(score.total === undefined ? {} : { valueInteger: score.total }),
    ...(components.length === 0 ? {} : { component: components }),
  };
}

function component(instrument: Instrument, item: Item, answer: Answer): object {
  const code = item.code ?? { system: SYSTEMS.item, code: `${instrument.id}.${item.linkId}` };
  const name = answer.kind === 'value' ? answer.name : undefined;
  return { code: concept([code], name), ...itemValue(instrument, item, answer) };
}

function itemValue(instrument: Instrument, item: Item, answer: Answer): object {
  if (answer.kind === 'cannotAnswer') return { dataAbsentReason: couldNot() };
  if (instrument.answersAre === 'amounts') return { valueInteger: answer.value };
  return { valueCodeableConcept: concept([optionCode(instrument.id, item, answer.value)]) };
}
