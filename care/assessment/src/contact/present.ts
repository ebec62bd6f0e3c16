import { elementOf, elementsOf, type FhirResource } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { isReference, referenceIn, wordsOf } from '../element.ts';
import { EXTENSIONS } from '../terms.ts';

/** Who was there beside the team. A contact without it: nobody wrote it down, which is not that nobody was there. */
export interface Present {
  readonly patient: boolean;
  /** `RelatedPerson/…` of this record. */
  readonly close: readonly string[];
  /** Others, in words: a daughter who is no contact person, the district nurse. */
  readonly others?: string;
}

const MOST_LETTERS = 200;

/**
 * Who was there, as it came from outside; undefined where nothing was said. Throws `Problem('value')` for a person who
 * is none of those close to a patient, and for too many words.
 */
export function parsePresent(input: unknown): Present | undefined {
  if (input === undefined || input === null) return undefined;
  const { patient, close, others } = elementOf(input);
  const people = Array.isArray(close) ? close.map(String) : [];
  if (typeof patient !== 'boolean' || !people.every((each) => isReference(each, 'RelatedPerson')))
    throw new Problem('value', 'Say whether the patient was there, and who was there beside them.', {
      expression: 'present',
    });
  const words = wordsOf(others);
  if (words !== undefined && words.length > MOST_LETTERS)
    throw new Problem('value', `Name others in at most ${MOST_LETTERS} letters.`, { expression: 'others' });
  return { patient, close: people, ...(words === undefined ? {} : { others: words }) };
}

/** Participants beside the team. R4 has no place for the patient there, nor for somebody who has no record. */
export function participantsOf({ close, others }: Present): readonly object[] {
  return [
    ...close.map((reference) => ({ individual: { reference } })),
    ...(others === undefined ? [] : [{ individual: { display: others } }]),
  ];
}

export const presenceExtension = ({ patient }: Present) => ({
  url: EXTENSIONS.patientPresent,
  valueBoolean: patient,
});

/** Reads who was there; undefined where the contact does not say whether the patient was. */
export function readPresent({ extension, participant }: FhirResource): Present | undefined {
  const said = elementsOf(extension).find(({ url }) => url === EXTENSIONS.patientPresent)?.valueBoolean;
  if (typeof said !== 'boolean') return undefined;
  const individuals = elementsOf(participant).map(({ individual }) => elementOf(individual));
  const others = individuals.flatMap((each) =>
    each.reference === undefined ? (wordsOf(each.display) ?? []) : [],
  )[0];
  return {
    patient: said,
    close: individuals.flatMap((each) => {
      const reference = referenceIn(each);
      return reference !== undefined && isReference(reference, 'RelatedPerson') ? [reference] : [];
    }),
    ...(others === undefined ? {} : { others }),
  };
}
