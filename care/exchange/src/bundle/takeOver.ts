import { type Element, elementOf, type FhirResource, spokenName } from '@caecilia/fhir';
import { type BundleEntry, PATIENT_PLACE, type ReadBundle } from './readBundle.ts';
import { withReferences } from './references.ts';

/**
 * The resources of a bundle as they become part of the record of a patient: under local ids, about the local patient,
 * with their source; only those with a local id. People and organisations from elsewhere are kept by name: the directory is not filled from bundles.
 * Labels and tags of the other system are not taken over; they would decide here who sees it.
 */
export function takeOver(
  bundle: ReadBundle,
  patient: { readonly reference: string },
  idOf: (entry: BundleEntry) => string | undefined,
): readonly FhirResource[] {
  const { kept } = bundle;
  return kept.flatMap((entry) => {
    const { resource } = entry;
    const id = idOf(entry);
    if (id === undefined) return [];
    const { meta, ...rest } = resource;
    const about = {
      [PATIENT_PLACE[resource.resourceType]?.field ?? 'subject']: { reference: patient.reference },
    };
    const changed = elementOf(
      withReferences(rest, (reference) => locally(reference, bundle, { patient, idOf })),
    );
    return {
      ...changed,
      resourceType: resource.resourceType,
      id,
      meta: { ...profileOf(meta), source: sourceOf(entry) },
      ...about,
    };
  });
}

function profileOf(meta: unknown): { readonly profile?: string[] } {
  const { profile } = elementOf(meta);
  const urls = Array.isArray(profile)
    ? profile.filter((each): each is string => typeof each === 'string')
    : [];
  return urls.length === 0 ? {} : { profile: urls };
}

/** Where it came from: its address there, or what it said. */
export function sourceOf({ url, digest }: BundleEntry): string {
  return /^(https?:\/\/|urn:)/.test(url) && url.length <= 500 ? url : `urn:caecilia:import:${digest}`;
}

function locally(
  reference: Element,
  bundle: ReadBundle,
  {
    patient,
    idOf,
  }: {
    readonly patient: { readonly reference: string };
    readonly idOf: (entry: BundleEntry) => string | undefined;
  },
): Element {
  const text = String(reference.reference);
  if (text.startsWith('#')) return reference;
  const entry = bundle.find(text);
  if (entry === bundle.patient) return { reference: patient.reference };
  const { reference: _, identifier: _number, ...words } = reference;
  const type = entry?.resource.resourceType;
  const id = entry !== undefined && bundle.kept.includes(entry) ? idOf(entry) : undefined;
  if (id !== undefined) return { ...words, reference: `${String(type)}/${id}` };
  return {
    ...words,
    ...(type === undefined ? {} : { type }),
    display: nameOf(entry, bundle) ?? String(words.display ?? type ?? ''),
  };
}

/** Who it is, in words: a person with the organisation they work for. */
function nameOf(entry: BundleEntry | undefined, bundle: ReadBundle): string | undefined {
  if (entry === undefined) return undefined;
  const { resource } = entry;
  if (['Practitioner', 'RelatedPerson'].includes(resource.resourceType)) return spokenName(resource.name);
  if (resource.resourceType !== 'PractitionerRole')
    return typeof resource.name === 'string' ? resource.name : undefined;
  const [person, organization] = [resource.practitioner, resource.organization].map((value) => {
    const { reference, display } = elementOf(value);
    const found = typeof reference === 'string' ? nameOf(bundle.find(reference), bundle) : undefined;
    return found ?? (typeof display === 'string' ? display : undefined);
  });
  const words = [person, organization].filter((each) => each !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}
