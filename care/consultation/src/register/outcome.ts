import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { CLIENT_REQUEST_SYSTEM, coded, codeIn, Problem } from '@caecilia/kernel';
import { REGISTER_SYSTEM } from '../codes.ts';
import { instantIn, patientIn, referenceIn, textIn, unreadable } from '../element.ts';

/** What a PaTz meeting agreed of one patient. */
export interface Outcome {
  /** Logical id. */
  readonly patient: string;
  /** Logical id of the mark by which the patient stood on the agenda. */
  readonly mark: string;
  readonly words: string;
  /** Reference of who wrote it down. */
  readonly by: string;
  /** Instant. */
  readonly at: string;
  readonly clientId: string;
}

/** `system|code` of what a meeting agreed, for searches. */
export const OUTCOME_TOKEN = `${REGISTER_SYSTEM}|patz-outcome`;
export const LONGEST_OUTCOME = 1000;

/**
 * What was agreed as a Communication: general practitioners, home care and the team of the hospital each write one by the
 * rules that stand, and whoever reads the record of the patient reads it in the timeline. Pure.
 */
export function toCommunication({ patient, mark, words, by, at, clientId }: Outcome): FhirResource {
  return {
    resourceType: 'Communication',
    identifier: [{ system: CLIENT_REQUEST_SYSTEM, value: clientId }],
    status: 'completed',
    category: [{ ...coded(REGISTER_SYSTEM, 'patz-outcome'), text: 'Afgesproken in het PaTz-overleg' }],
    subject: { reference: `Patient/${patient}` },
    about: [{ reference: `Observation/${mark}` }],
    sent: at,
    sender: { reference: by },
    payload: [{ contentString: words }],
  };
}

/** Reads an outcome. Throws `Problem('invariant')` where it is not as this module writes it. */
export function outcomeIn(resource: FhirResource): Outcome {
  const isOurs = elementsOf(resource.category).some(
    (each) => codeIn(each, REGISTER_SYSTEM) === 'patz-outcome',
  );
  if (!isOurs || resource.status !== 'completed') throw unreadable('Communication.category');
  const [payload] = elementsOf(resource.payload);
  const [about] = elementsOf(resource.about);
  const own = elementsOf(resource.identifier).find(({ system }) => system === CLIENT_REQUEST_SYSTEM);
  return {
    patient: patientIn(resource.subject, 'Communication.subject'),
    mark: String(elementOf(about).reference).replace(/^Observation\//, ''),
    words: textIn(payload?.contentString, 'Communication.payload'),
    by: referenceIn(resource.sender, 'Communication.sender'),
    at: instantIn(resource.sent, 'Communication.sent'),
    clientId: textIn(own?.value, 'Communication.identifier'),
  };
}

/** The words as they are kept. Throws `Problem('value')`. */
export function outcomeWords(value: string): string {
  const words = value.trim();
  if (words === '') throw new Problem('value', 'Write what was agreed.', { expression: 'words' });
  if ([...words].length > LONGEST_OUTCOME)
    throw new Problem(
      'value',
      `What was agreed is longer than ${LONGEST_OUTCOME} characters. Make it shorter.`,
      {
        expression: 'words',
      },
    );
  return words;
}
