import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import type { Language } from '@caecilia/ui';
import { codeIn, instantIn, referenceIn, wordsOf } from '../element.ts';
import { isReporter, type Reporter } from '../reporter.ts';
import { concept, EXTENSIONS, SYSTEMS } from '../terms.ts';
import { isMark, type Mark, type Point, type Prepared } from './preparation.ts';
import { type Preparing, TOPICS_VERSION, topicOf } from './topics.ts';

const URL: Readonly<Record<Preparing, string>> = {
  patient: 'urn:caecilia:questionnaire:caecilia-preparation',
  carer: 'urn:caecilia:questionnaire:caecilia-preparation-carer',
};

/** What somebody wants to talk about, with who wrote it and when. */
export interface PreparedAnswers {
  readonly preparing: Preparing;
  readonly patientId: string;
  /** Logical id of the Task. */
  readonly taskId: string;
  readonly at: Date;
  /** Whose words they are, `Patient/…` or `RelatedPerson/…`. */
  readonly answeredBy: string;
  /** Who typed them. */
  readonly enteredBy: string;
  readonly reporter: Reporter;
  /** The language of the list as it was shown. */
  readonly language: Language;
  readonly prepared: Prepared;
}

/** The identifier that every resource of one preparation carries. */
export const preparationIdentifier = (taskId: string) => ({ system: SYSTEMS.preparation, value: taskId });

/** What was sent, as a QuestionnaireResponse of the version of the list that was shown. Pure. */
export function toPreparedResponse(answers: PreparedAnswers, id: string): FhirResource {
  const { preparing, patientId, taskId, at, answeredBy, enteredBy, reporter, language, prepared } = answers;
  const { first, topics, own } = prepared;
  const words = (linkId: string, text: string | undefined) =>
    text === undefined ? [] : [{ linkId, answer: [{ valueString: text }] }];
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    language,
    extension: [{ url: EXTENSIONS.reporter, valueCode: reporter }],
    identifier: preparationIdentifier(taskId),
    questionnaire: `${URL[preparing]}|${TOPICS_VERSION}`,
    status: 'completed',
    subject: { reference: `Patient/${patientId}` },
    authored: at.toISOString(),
    author: { reference: enteredBy },
    source: { reference: answeredBy },
    item: [
      ...words('first', first),
      ...(topics.length === 0
        ? []
        : [
            {
              linkId: 'topics',
              answer: topics.map((code) => ({
                valueCoding: {
                  system: SYSTEMS.preparationTopic,
                  version: TOPICS_VERSION,
                  code,
                  display: topicOf(code)?.[preparing][language],
                },
              })),
            },
          ]),
      ...words('own', own),
    ],
  };
}

/** Whether it is what somebody prepared, in whatever version of the list. */
export function isPreparedResponse({ resourceType, questionnaire }: FhirResource): boolean {
  const [url] = typeof questionnaire === 'string' ? questionnaire.split('|') : [];
  return resourceType === 'QuestionnaireResponse' && Object.values(URL).some((each) => each === url);
}

/** Reads what was sent; undefined for anything else. A topic that this release does not know is left to `unknown`. */
export function readPreparedResponse(
  response: FhirResource,
): (Omit<PreparedAnswers, 'taskId' | 'language' | 'reporter'> & PreparedReading) | undefined {
  const [url] = String(response.questionnaire).split('|');
  const preparing = (['patient', 'carer'] as const).find((each) => URL[each] === url);
  const patientId = referenceIn(response.subject)?.replace(/^Patient\//, '');
  const [answeredBy, enteredBy] = [referenceIn(response.source), referenceIn(response.author)];
  const at = instantIn(response.authored);
  if (!isPreparedResponse(response) || preparing === undefined || patientId === undefined) return undefined;
  if (answeredBy === undefined || enteredBy === undefined || at === undefined) return undefined;
  const answered = (linkId: string) =>
    elementsOf(elementsOf(response.item).find((item) => item.linkId === linkId)?.answer);
  const [first] = answered('first').flatMap(({ valueString }) => wordsOf(valueString) ?? []);
  const [own] = answered('own').flatMap(({ valueString }) => wordsOf(valueString) ?? []);
  const ticked = answered('topics').flatMap(({ valueCoding }) => {
    const { code, display } = elementOf(valueCoding);
    return typeof code === 'string' ? [{ code, display: wordsOf(display) ?? code }] : [];
  });
  const said = elementsOf(response.extension).find(
    ({ url: name }) => name === EXTENSIONS.reporter,
  )?.valueCode;
  return {
    preparing,
    patientId,
    at: new Date(at),
    answeredBy,
    enteredBy,
    reporter: isReporter(said) ? said : 'unknown',
    prepared: {
      topics: ticked.map(({ code }) => code),
      ...(first === undefined ? {} : { first }),
      ...(own === undefined ? {} : { own }),
    },
    displays: new Map(ticked.map(({ code, display }) => [code, display])),
  };
}

interface PreparedReading {
  readonly reporter: Reporter | 'unknown';
  /** The words of each topic as they were shown when it was ticked. */
  readonly displays: ReadonlyMap<string, string>;
}

/** What a clinician said of a point of the agenda. The newest of a point stands; the others stay. */
export interface PointMark {
  readonly id: string;
  readonly point: Point;
  readonly mark: Mark;
  readonly by: string;
  readonly at: Date;
  /** The sending it is about, `QuestionnaireResponse/…`. */
  readonly answers: string;
}

/** The code of such an Observation. */
export const MARK_CODE = { system: SYSTEMS.preparationMark, code: 'point' } as const;

/** A mark as it is kept. Pure. */
export function toMarkObservation(
  mark: PointMark,
  { patientId, taskId }: { readonly patientId: string; readonly taskId: string },
): FhirResource {
  return {
    resourceType: 'Observation',
    id: mark.id,
    identifier: [preparationIdentifier(taskId)],
    status: 'final',
    code: concept([MARK_CODE]),
    subject: { reference: `Patient/${patientId}` },
    focus: [{ reference: mark.answers }],
    effectiveDateTime: mark.at.toISOString(),
    performer: [{ reference: mark.by }],
    valueCodeableConcept: concept([{ system: SYSTEMS.preparationMark, code: mark.mark }]),
    component: [
      { code: concept([{ system: SYSTEMS.preparationMark, code: 'which' }]), valueString: mark.point },
    ],
  };
}

/** Reads a mark of ours; undefined for anything else. */
export function readMark(observation: FhirResource): PointMark | undefined {
  const { id, status } = observation;
  if (
    observation.resourceType !== 'Observation' ||
    codeIn(observation.code, MARK_CODE.system) !== MARK_CODE.code
  )
    return undefined;
  const mark = codeIn(observation.valueCodeableConcept, SYSTEMS.preparationMark);
  const [part] = elementsOf(observation.component);
  const point = pointIn(part?.valueString);
  const [by] = elementsOf(observation.performer).map(referenceIn);
  const [answers] = elementsOf(observation.focus).map(referenceIn);
  const at = instantIn(observation.effectiveDateTime);
  if (id === undefined || status === 'entered-in-error' || !isMark(mark) || point === undefined)
    return undefined;
  if (by === undefined || answers === undefined || at === undefined) return undefined;
  return { id, point, mark, by, at: new Date(at), answers };
}

/** A point by its name; undefined for none. */
export function pointIn(value: unknown): Point | undefined {
  if (value === 'first' || value === 'own') return value;
  const [, topic] = /^topic\.([A-Za-z]+)$/.exec(typeof value === 'string' ? value : '') ?? [];
  return topic === undefined ? undefined : `topic.${topic}`;
}
