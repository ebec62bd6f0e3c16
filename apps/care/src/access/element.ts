import { elementOf, elementsOf } from '@caecilia/fhir';

/** Reading resources that anybody may have sent: what has not the shape it should have is nothing. */

const LOCAL = /^(?<type>[A-Z][A-Za-z]+)\/(?<id>[A-Za-z0-9\-.]{1,64})(?:\/_history\/[0-9]+)?$/;

/** `Type/id` of a reference to a resource of this server, of one of these types. */
export function referenceOf(value: unknown, types: readonly string[]): string | undefined {
  const { reference } = elementOf(value);
  const { type, id } = (typeof reference === 'string' ? LOCAL.exec(reference)?.groups : undefined) ?? {};
  return type !== undefined && id !== undefined && types.includes(type) ? `${type}/${id}` : undefined;
}

/** Logical id of the patient that a reference names. */
export function patientOf(value: unknown): string | undefined {
  return referenceOf(value, ['Patient'])?.slice('Patient/'.length);
}

/** `system|code` of each coding of a concept. */
export function codesOf(concept: unknown): readonly string[] {
  return elementsOf(elementOf(concept).coding).flatMap(({ system, code }) =>
    typeof system === 'string' && typeof code === 'string' ? [`${system}|${code}`] : [],
  );
}

export function codesOfEach(concepts: unknown): readonly string[] {
  return elementsOf(concepts).flatMap(codesOf);
}
