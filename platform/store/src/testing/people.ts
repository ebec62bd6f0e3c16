import type { FhirResource } from '@caecilia/fhir';
import type { Caller, Scope } from '@caecilia/kernel';

/** Callers and resources of the store's own tests; all invented. */
export const EVERYTHING: Caller = {
  id: 'system:test',
  role: 'test',
  scope: { kind: 'everything' },
  requestId: 'request-1',
};

export function callerWith(scope: Scope): Caller {
  return { id: 'Practitioner/invented', role: 'physician', scope };
}

export function patient(family: string, id?: string): FhirResource {
  return { resourceType: 'Patient', ...(id === undefined ? {} : { id }), name: [{ family }] };
}

export function observation(patientId: string, text: string): FhirResource {
  return {
    resourceType: 'Observation',
    status: 'final',
    subject: { reference: `Patient/${patientId}` },
    code: { text },
  };
}
