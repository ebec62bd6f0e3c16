import type { FhirResource } from '@caecilia/fhir';
import { CONFIDENTIALITY_SYSTEM } from '@caecilia/kernel';
import { conceptOf } from '../reading/element.ts';

/**
 * What may stand in words for the patient: nothing that carries a label of confidentiality, whoever makes them. Who
 * treats may see what the patient was not told yet; a paper that they hand over may not tell it.
 */
export function released(resources: readonly FhirResource[]): readonly FhirResource[] {
  return resources.filter(({ meta }) => {
    const labels = conceptOf({ coding: meta?.security }).codings;
    return !labels.some(({ system }) => system === CONFIDENTIALITY_SYSTEM);
  });
}
