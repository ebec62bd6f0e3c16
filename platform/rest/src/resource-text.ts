import { type FhirResource, parseJson, stringify } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/** Any JSON value that arrived, numbers with their digits. Throws `JsonError`. */
export function readJson(text: string, depth: number): unknown {
  return parseJson(text, { maxDepth: depth });
}

/** A resource from JSON text. Throws `JsonError`, and 400 where the text is no object with a resourceType. */
export function readResource(text: string, depth: number): FhirResource {
  const value = readJson(text, depth);
  if (isResource(value)) return value;
  throw new Problem('structure', 'a resource is an object with a resourceType', {
    expression: 'resourceType',
  });
}

/** JSON text of a resource, numbers with the digits they came with. */
export function writeResource(resource: FhirResource, pretty = false): string {
  return pretty ? JSON.stringify(resource, null, 2) : stringify(resource);
}

function isResource(value: unknown): value is FhirResource {
  return (
    typeof value === 'object' &&
    value !== null &&
    'resourceType' in value &&
    typeof value.resourceType === 'string'
  );
}
