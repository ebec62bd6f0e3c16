import { type FhirResource, stringify } from '@caecilia/fhir';

/** What in `meta` others act upon: security labels and tags, as one text to compare. Nothing and empty are the same. */
export function marksOf(meta: FhirResource['meta']): string {
  return `${listed(meta?.security)} ${listed(meta?.tag)}`;
}

function listed(value: unknown): string {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
    ? '[]'
    : stringify(value);
}
