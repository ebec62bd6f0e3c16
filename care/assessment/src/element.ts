import { elementOf, type FhirResource } from '@caecilia/fhir';

/** Text that says something. */
export function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A literal reference to a resource of this house, `Patient/7`. */
export function referenceIn(value: unknown): string | undefined {
  const reference = wordsOf(elementOf(value).reference);
  return reference !== undefined && isReference(reference) ? reference : undefined;
}

/** `Type/id`, of the types given where there are any. */
export function isReference(value: unknown, ...types: readonly string[]): value is string {
  if (typeof value !== 'string') return false;
  const [, type] = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/.exec(value) ?? [];
  return type !== undefined && (types.length === 0 || types.includes(type));
}

/** The code of a concept in one system. */
export function codeIn(concept: unknown, system: string): string | undefined {
  const { coding } = elementOf(concept);
  const found = (Array.isArray(coding) ? coding : []).map(elementOf).find((each) => each.system === system);
  return wordsOf(found?.code);
}

/** A FHIR instant or dateTime with a time and a zone, as milliseconds; undefined for anything less exact. */
export function instantIn(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/T.*(Z|[+-]\d\d:\d\d)$/.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}

/** The logical id of the patient that a resource is about. */
export function patientIn({ subject }: FhirResource): string | undefined {
  const reference = referenceIn(subject);
  return reference?.startsWith('Patient/') ? reference.slice('Patient/'.length) : undefined;
}
