import { type FhirResource, parseJson } from '@caecilia/fhir';

/** Content as this store wrote it, read again with the digits of its decimals. */
export function parseContent(content: string): FhirResource {
  const parsed: unknown = parseJson(content);
  if (isResource(parsed)) return parsed;
  throw new Error('the content of a version is not a resource');
}

function isResource(value: unknown): value is FhirResource {
  return typeof value === 'object' && value !== null && 'resourceType' in value;
}
