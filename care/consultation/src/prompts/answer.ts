import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CONFIDENTIALITY_SYSTEM } from '@caecilia/kernel';
import { demand, instantIn, patientIn, referenceIn, unreadable } from '../element.ts';
import { PROMPT_LISTS, type PromptList } from './lists.ts';

/** Canonical of the lists, without version. */
export const PROMPT_CANONICAL = 'urn:caecilia:questionnaire:';

/** What a clinician ticked. An item that is not ticked says nothing: not that it is absent. */
export interface PromptAnswer {
  readonly list: string;
  readonly version: string;
  /** Item ids, in the order of the list. */
  readonly ticked: readonly string[];
  /** Logical id. */
  readonly patient: string;
  /** Reference of the clinician who ticked. */
  readonly by: string;
  /** Instant. */
  readonly at: string;
}

/** Roles that judge a patient at the bedside or in the practice. No system is among them. */
const CLINICIANS = [
  'consult-nurse',
  'consult-physician',
  'social-worker',
  'spiritual-care-worker',
  'ward-nurse',
  'treating-physician',
  'hospice-nurse',
];

/** Whether somebody in this role may tick a prompt list. */
export function mayTick(role: string): boolean {
  return CLINICIANS.includes(role);
}

/** What was ticked on a list. Throws where an item is not of this list. */
export function answered(
  list: PromptList,
  ticked: readonly string[],
  { patient, by, at }: Pick<PromptAnswer, 'patient' | 'by' | 'at'>,
): PromptAnswer {
  demand(
    ticked.every((id) => list.items.some((item) => item.id === id)),
    'This list has changed since the page was opened; open it again and tick it again.',
  );
  const inOrder = list.items.filter(({ id }) => ticked.includes(id)).map(({ id }) => id);
  return { list: list.id, version: list.version, ticked: inOrder, patient, by, at };
}

/**
 * The answer as a QuestionnaireResponse: ticked items only, each a boolean; no score. It is labelled as not yet told to
 * the patient; who tells it takes the label off.
 */
export function promptResponse(answer: PromptAnswer): FhirResource {
  return {
    resourceType: 'QuestionnaireResponse',
    meta: { security: [{ system: CONFIDENTIALITY_SYSTEM, code: 'unreleased' }] },
    questionnaire: `${PROMPT_CANONICAL}${answer.list}|${answer.version}`,
    status: 'completed',
    subject: { reference: `Patient/${answer.patient}` },
    authored: answer.at,
    author: { reference: answer.by },
    source: { reference: answer.by },
    ...(answer.ticked.length === 0
      ? {}
      : { item: answer.ticked.map((linkId) => ({ linkId, answer: [{ valueBoolean: true }] })) }),
  };
}

const PROMPT_NAME = /^([a-z-]+)\|(\d+)$/;

/** Whether this is an answer to one of our lists, of whatever version. Instruments have canonicals of the same form. */
export function isPromptResponse({ resourceType, questionnaire }: FhirResource): boolean {
  if (resourceType !== 'QuestionnaireResponse' || typeof questionnaire !== 'string') return false;
  const [, list] = questionnaire.startsWith(PROMPT_CANONICAL)
    ? (PROMPT_NAME.exec(questionnaire.slice(PROMPT_CANONICAL.length)) ?? [])
    : [];
  return PROMPT_LISTS.some(({ id }) => id === list);
}

/** Reads an answer back, also of a version that is no longer in use. Throws `Problem('invariant')` for anything else. */
export function promptAnswerIn(response: FhirResource): PromptAnswer {
  const { questionnaire } = response;
  const [, list, version] =
    typeof questionnaire === 'string' && questionnaire.startsWith(PROMPT_CANONICAL)
      ? (PROMPT_NAME.exec(questionnaire.slice(PROMPT_CANONICAL.length)) ?? [])
      : [];
  if (response.resourceType !== 'QuestionnaireResponse' || list === undefined || version === undefined)
    throw unreadable('QuestionnaireResponse.questionnaire');
  return {
    list,
    version,
    ticked: elementsOf(response.item).map(({ linkId, answer }) => {
      if (typeof linkId !== 'string' || elementOf(elementsOf(answer)[0]).valueBoolean !== true)
        throw unreadable('QuestionnaireResponse.item');
      return linkId;
    }),
    patient: patientIn(response.subject, 'QuestionnaireResponse.subject'),
    by: referenceIn(response.author, 'QuestionnaireResponse.author'),
    at: instantIn(response.authored, 'QuestionnaireResponse.authored'),
  };
}

/** The list of an answer, where this release still has that version. */
export function listOf({ list, version }: Pick<PromptAnswer, 'list' | 'version'>): PromptList | undefined {
  return PROMPT_LISTS.find((each) => each.id === list && each.version === version);
}
