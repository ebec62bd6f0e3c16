import type { FhirResource } from '@caecilia/fhir';
import { elementOf } from '../reading/element.ts';

/** Of whom and when a bundle is, and the address below which its resources lie here. */
export interface BundleOf {
  readonly patientId: string;
  /** FHIR instant. */
  readonly at: string;
  readonly baseUrl: string;
}

/**
 * What a plan was read from, as one FHIR Bundle (collection): each resource as it stands in the record and as whoever
 * asks may see it, the patient first, the others by type and id. Reading the bundle gives the same plan again. It can be
 * taken over whole: a reference to what is not in it becomes the name of that, with its address here as an identifier.
 */
export function planBundle(
  resources: readonly FhirResource[],
  { patientId, at, baseUrl }: BundleOf,
): FhirResource {
  const key = ({ resourceType, id }: FhirResource) => `${resourceType}/${String(id)}`;
  const isPatient = (resource: FhirResource) => key(resource) === `Patient/${patientId}`;
  const known = new Set(resources.map(key));
  const sorted = resources.toSorted(
    (left, right) => Number(isPatient(right)) - Number(isPatient(left)) || (key(left) < key(right) ? -1 : 1),
  );
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: at,
    entry: sorted.map((resource) => ({
      fullUrl: `${baseUrl}/${key(resource)}`,
      resource: closed(resource, { known, baseUrl }),
    })),
  };
}

interface Within {
  readonly known: ReadonlySet<string>;
  readonly baseUrl: string;
}

/** The same value without a reference that leads out of the bundle. */
function closed(value: unknown, within: Within): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => closed(each, within));
  const element = elementOf(value);
  if (!element || Object.getPrototypeOf(element) !== Object.prototype) return value;
  const { reference, ...rest } = element;
  const isOut =
    typeof reference === 'string' && !reference.startsWith('#') && !within.known.has(bare(reference));
  const kept = isOut ? named(reference, rest, within.baseUrl) : element;
  return Object.fromEntries(Object.entries(kept).map(([name, each]) => [name, closed(each, within)]));
}

const bare = (reference: string) => reference.replace(/\/_history\/[^/]+$/, '');

function named(reference: string, rest: object, baseUrl: string): object {
  const [, type] = /^([A-Z][A-Za-z]+)\//.exec(reference) ?? [];
  return {
    ...(type === undefined ? {} : { type }),
    identifier: {
      system: 'urn:ietf:rfc:3986',
      value: type === undefined ? reference : `${baseUrl}/${bare(reference)}`,
    },
    ...rest,
  };
}

/** The resources of such a bundle. */
export function resourcesIn(bundle: FhirResource): readonly FhirResource[] {
  const entries = Array.isArray(bundle.entry) ? (bundle.entry as readonly { resource?: FhirResource }[]) : [];
  return entries.flatMap(({ resource }) => resource ?? []);
}
