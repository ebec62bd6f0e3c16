/**
 * Any FHIR resource as parsed JSON: what arrives from outside before validation, and what the store keeps.
 * Typed R4 resources (`@medplum/fhirtypes`) are assignable to it.
 */
export interface FhirResource {
  readonly resourceType: string;
  id?: string;
  meta?: { versionId?: string; lastUpdated?: string; profile?: string[]; [element: string]: unknown };
  [element: string]: unknown;
}
