import type { NamedQuery } from './pack.ts';
import { PackError } from './pack-error.ts';

/**
 * The request of a named query for one patient, relative to the FHIR base, for instance
 * `Goal?patient=Patient/7&category=http://snomed.info/sct|713603004`. `patientId` is a logical id; anything else
 * throws `PackError`, so that no part of an id can become a part of the query.
 */
export function requestFor(query: NamedQuery, patientId: string): string {
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(patientId)) {
    throw new PackError('a logical id has 1 to 64 letters, digits, hyphens and dots');
  }
  return query.request.replaceAll('{patient}', patientId);
}
