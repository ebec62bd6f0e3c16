import type { FhirResource } from '@caecilia/fhir';

/**
 * What a plan was read from, as one FHIR Bundle (collection): each resource as it stands in the record and as whoever
 * asks may see it, the patient first, the others by type and id. Reading the bundle gives the same plan again.
 */
export function planBundle(
  resources: readonly FhirResource[],
  { patientId, at, baseUrl }: { readonly patientId: string; readonly at: string; readonly baseUrl: string },
): FhirResource {
  const key = ({ resourceType, id }: FhirResource) => `${resourceType}/${String(id)}`;
  const isPatient = (resource: FhirResource) => key(resource) === `Patient/${patientId}`;
  const sorted = resources.toSorted(
    (left, right) => Number(isPatient(right)) - Number(isPatient(left)) || (key(left) < key(right) ? -1 : 1),
  );
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: at,
    entry: sorted.map((resource) => ({ fullUrl: `${baseUrl}/${key(resource)}`, resource })),
  };
}

/** The resources of such a bundle. */
export function resourcesIn(bundle: FhirResource): readonly FhirResource[] {
  const entries = Array.isArray(bundle.entry) ? (bundle.entry as readonly { resource?: FhirResource }[]) : [];
  return entries.flatMap(({ resource }) => resource ?? []);
}
