import { type Element, elementsOf, type FhirResource } from '@caecilia/fhir';
import { known, strictReading } from '@caecilia/kernel';

export { coded, codeIn, demand, known, ofParty, type Party } from '@caecilia/kernel';
export const { unreadable, textIn, booleanIn, instantIn, oneOf, referenceIn, idIn, partyIn } =
  strictReading('consultation');

export function optionalText(value: unknown, expression: string): string | undefined {
  return value === undefined ? undefined : textIn(value, expression);
}

/** The logical id of the patient that a reference names. */
export function patientIn(value: unknown, expression: string): string {
  return idIn(value, 'Patient', expression);
}

/** A resource as it stood with the elements of this module in their place (undefined: taken away); the rest stays. */
export function onto(base: FhirResource | undefined, made: FhirResource): FhirResource {
  return { ...known({ ...base, ...made }), resourceType: made.resourceType };
}

/** Entries of a list that stood there and are not ours, before ours. */
export function keeping(
  base: unknown,
  isOurs: (entry: Element) => boolean,
  ours: readonly Element[],
): readonly Element[] {
  return [...elementsOf(base).filter((entry) => !isOurs(entry)), ...ours];
}
