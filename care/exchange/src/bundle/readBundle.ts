import { createHash } from 'node:crypto';
import { elementOf, elementsOf, type FhirResource, stringify } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { referencesIn, urlsIn } from './references.ts';

/** A resource of a bundle from elsewhere, with every name by which others in it refer to it. */
export interface BundleEntry {
  /** `fullUrl`, or `Type/id` where it has none. */
  readonly url: string;
  readonly resource: FhirResource;
  /** Digest (SHA-256, hex) of what it says, without what a server adds: the same again is nothing new. */
  readonly digest: string;
}

/** Why something of a bundle is not taken over; each has its sentence on the screen. */
export type LeftOutReason = 'type' | 'other-consent';

/** A bundle that can be taken over whole, about one patient. */
export interface ReadBundle {
  readonly patient: BundleEntry;
  /** What becomes part of the record. */
  readonly kept: readonly BundleEntry[];
  /** Professionals and organisations: kept by name, where they are referred to. */
  readonly named: readonly BundleEntry[];
  readonly leftOut: readonly {
    readonly url: string;
    readonly type: string;
    readonly because: LeftOutReason;
  }[];
  /** The entry that a reference names; undefined: none of this bundle. */
  find(reference: string): BundleEntry | undefined;
}

/** Where each type that is taken over says whose it is. `optional`: a product may name nobody. */
export const PATIENT_PLACE: Readonly<Record<string, { readonly field: string; readonly optional?: true }>> = {
  Consent: { field: 'patient' },
  Goal: { field: 'subject' },
  Observation: { field: 'subject' },
  Procedure: { field: 'subject' },
  Encounter: { field: 'subject' },
  DeviceUseStatement: { field: 'subject' },
  Communication: { field: 'subject' },
  CommunicationRequest: { field: 'subject' },
  RelatedPerson: { field: 'patient' },
  Device: { field: 'patient', optional: true },
  QuestionnaireResponse: { field: 'subject', optional: true },
};
const NAMED = ['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService'];
/** A treatment directive or an advance directive; any other Consent decides who sees the record, and that is the patient's. */
const DIRECTIVES = ['treatment', 'adr'];

const TYPES = ['collection', 'transaction', 'batch', 'searchset', 'document'];
const MOST_ENTRIES = 500;

const refused = (sentence: string, place: string) =>
  new Problem('business-rule', sentence, { expression: place });

/**
 * Reads a bundle from elsewhere. Throws `Problem('business-rule')` with a sentence and the place for one that cannot be
 * taken over whole: several patients, somebody else's data, two resources under one name, references to elsewhere.
 */
export function readBundle(bundle: FhirResource): ReadBundle {
  if (bundle.resourceType !== 'Bundle' || !TYPES.some((type) => type === bundle.type))
    throw refused('This is no FHIR bundle with a plan.', 'Bundle.type');
  const entries = entriesOf(bundle);
  const find = finderOf(entries);
  const patient = patientOf(entries);
  const sorted = { kept: [] as BundleEntry[], named: [] as BundleEntry[] };
  const leftOut: { url: string; type: string; because: LeftOutReason }[] = [];
  for (const entry of entries) {
    const { resource, url } = entry;
    const type = resource.resourceType;
    if (entry === patient) continue;
    if (NAMED.includes(type)) sorted.named.push(entry);
    else if (PATIENT_PLACE[type] === undefined) leftOut.push({ url, type, because: 'type' });
    else if (type === 'Consent' && !isDirective(resource))
      leftOut.push({ url, type, because: 'other-consent' });
    else sorted.kept.push(entry);
  }
  if (sorted.kept.length === 0) throw refused('There is nothing of a plan in this bundle.', 'Bundle.entry');
  for (const entry of sorted.kept) checkEntry(entry, patient, find);
  return { patient, ...sorted, leftOut, find };
}

function entriesOf(bundle: FhirResource): readonly BundleEntry[] {
  const given = elementsOf(bundle.entry);
  if (given.length > MOST_ENTRIES)
    throw refused(`A bundle has at most ${MOST_ENTRIES} resources; this one has more.`, 'Bundle.entry');
  return given.map(({ fullUrl, resource }, index) => {
    const element = elementOf(resource);
    const { resourceType, id } = element;
    const name = typeof id === 'string' ? `${String(resourceType)}/${id}` : undefined;
    const url = typeof fullUrl === 'string' && fullUrl !== '' ? fullUrl : name;
    if (typeof resourceType !== 'string' || url === undefined)
      throw refused('Each entry holds a resource with an id or a fullUrl.', `Bundle.entry[${index}]`);
    if (element.implicitRules !== undefined)
      throw refused(
        'A resource says that it must be read by rules that this house does not know.',
        `Bundle.entry[${index}].resource.implicitRules`,
      );
    return { url, resource: { ...element, resourceType }, digest: digestOf({ ...element, resourceType }) };
  });
}

/** What it says, whoever sends it and when: without version, time, tags and labels of a server. */
function digestOf({ meta, ...resource }: FhirResource): string {
  const profile = elementOf(meta).profile;
  return createHash('sha256')
    .update(stringify(ordered({ ...resource, profile: profile ?? null })))
    .digest('hex');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const names = Object.keys(value).toSorted();
  return Object.fromEntries(names.map((name) => [name, ordered((value as Record<string, unknown>)[name])]));
}

function finderOf(entries: readonly BundleEntry[]): ReadBundle['find'] {
  const known = new Map<string, BundleEntry>();
  for (const [index, entry] of entries.entries()) {
    const { resourceType, id } = entry.resource;
    const names = new Set([entry.url, ...(id === undefined ? [] : [`${resourceType}/${id}`])]);
    for (const name of names) {
      if (known.has(name))
        throw refused('Two resources in this bundle have the same name.', `Bundle.entry[${index}]`);
      known.set(name, entry);
    }
  }
  return (reference) => known.get(reference.replace(/\/_history\/[^/]+$/, ''));
}

function patientOf(entries: readonly BundleEntry[]): BundleEntry {
  const [patient, ...others] = entries.filter(({ resource }) => resource.resourceType === 'Patient');
  if (patient === undefined)
    throw refused('The bundle does not say which patient it is about.', 'Bundle.entry');
  if (others.length > 0)
    throw refused(
      'There is more than one patient in this bundle. Ask for a bundle about one patient.',
      'Bundle.entry',
    );
  return patient;
}

function isDirective({ scope }: FhirResource): boolean {
  const codes = elementsOf(elementOf(scope).coding).map(({ code }) => code);
  return codes.length === 1 && DIRECTIVES.some((code) => code === codes[0]);
}

function checkEntry({ resource, url }: BundleEntry, patient: BundleEntry, find: ReadBundle['find']): void {
  const { field, optional } = PATIENT_PLACE[resource.resourceType] ?? { field: 'subject' };
  const { reference } = elementOf(resource[field]);
  const isOpen = optional === true && resource[field] === undefined;
  if (!isOpen && (typeof reference !== 'string' || find(reference) !== patient))
    throw refused(
      'A resource in this bundle is about somebody else, or does not say about whom.',
      `${url}.${field}`,
    );
  const contained = new Set(elementsOf(resource.contained).map(({ id }) => `#${String(id)}`));
  for (const each of referencesIn(resource)) {
    const isKnown = each === '#' || contained.has(each) || find(each) !== undefined;
    if (!isKnown)
      throw refused(
        'A resource refers to something that is not in this bundle. Ask for a complete one.',
        url,
      );
  }
  if (urlsIn(resource).length > 0)
    throw refused(
      'A resource leads to a file elsewhere, which is not fetched. Ask for it in the bundle.',
      url,
    );
}
