import type { FhirResource } from '@caecilia/fhir';
import type { Extractor } from '../extraction.ts';
import { entriesOf } from './handmade-store.ts';

/**
 * A small extractor of the store's own tests: patients by `subject`, strings by `name.family`, so that the core can
 * be tested without the definitions of R4.
 */
export const smallExtractor: Extractor = (resource) => {
  const patientId = patientOf(resource);
  return {
    entries: entriesOf({ strings: families(resource).map((value) => ({ param: 'family', value })) }),
    placement: patientId === undefined ? {} : { patientId },
  };
};

function patientOf({ subject }: FhirResource): string | undefined {
  if (typeof subject !== 'object' || subject === null || !('reference' in subject)) return undefined;
  const { reference } = subject;
  return typeof reference === 'string' ? /^Patient\/(.+)$/.exec(reference)?.[1] : undefined;
}

function families({ name }: FhirResource): string[] {
  if (!Array.isArray(name)) return [];
  return name.flatMap((part: unknown) =>
    typeof part === 'object' && part !== null && 'family' in part && typeof part.family === 'string'
      ? [part.family]
      : [],
  );
}
