import type { FhirResource } from '@caecilia/fhir';
import { conceptOf, type Element, elementOf, elementsOf } from '../reading/element.ts';
import type { ObservationTopic, PlanStandard } from '../standard/standard.ts';

type ProfileKey = keyof PlanStandard['profiles'];
type Conversion = (resource: FhirResource, to: PlanStandard) => FhirResource;

/** What a record is said in, of the versions that are installed. */
export interface Versions {
  readonly to: PlanStandard;
  readonly all: readonly PlanStandard[];
  /** Whether a resource keeps to the profiles that it claims. */
  readonly keepsTo: (resource: FhirResource) => boolean;
}

/** Resources in another version, and those that this version has no place for. */
export interface InVersion {
  readonly resources: readonly FhirResource[];
  /** `Type/id` of what goes along without claiming the version: its list does not have what was recorded. */
  readonly unclaimed: readonly string[];
}

/**
 * The same clinical facts in one version of the standard: its canonical addresses, its resource for the request to tell
 * relatives, and what it wants beside. What it cannot say goes along as it is, without the version's profile: nothing is
 * left out. What claims none of the installed versions stays as it is. Pure.
 */
export function inVersion(resources: readonly FhirResource[], versions: Versions): InVersion {
  const unclaimed: string[] = [];
  const said = resources.map((resource) => {
    const claim = claimOf(resource, versions);
    if (claim === undefined) return resource;
    const { key, from } = claim;
    const changed =
      from.id === versions.to.id ? resource : converted(resource, { key, from, to: versions.to });
    if (versions.keepsTo(changed)) return changed;
    unclaimed.push(`${resource.resourceType}/${resource.id ?? ''}`);
    return withoutClaim(resource, claim.url);
  });
  return { resources: said, unclaimed };
}

interface Claim {
  readonly key: ProfileKey;
  readonly from: PlanStandard;
  readonly url: string;
}

function claimOf({ meta }: FhirResource, { to, all }: Versions): Claim | undefined {
  // The wanted version first: a resource may claim both.
  for (const from of [to, ...all])
    for (const [key, profile] of Object.entries(from.profiles)) {
      const url = profilesOf(meta).find((each) => each.split('|')[0] === profile);
      if (url !== undefined) return { key: key as ProfileKey, from, url };
    }
  return undefined;
}

function profilesOf(meta: unknown): readonly string[] {
  const { profile } = elementOf(meta) ?? {};
  return Array.isArray(profile) ? profile.filter((each): each is string => typeof each === 'string') : [];
}

function withoutClaim(resource: FhirResource, url: string): FhirResource {
  const { profile: _, ...meta } = { ...resource.meta };
  const others = profilesOf(resource.meta).filter((each) => each !== url);
  return { ...resource, meta: { ...meta, ...(others.length > 0 ? { profile: others } : {}) } };
}

function converted(
  resource: FhirResource,
  { key, from, to }: { readonly key: ProfileKey; readonly from: PlanStandard; readonly to: PlanStandard },
): FhirResource {
  const others = profilesOf(resource.meta).filter((each) => each.split('|')[0] !== from.profiles[key]);
  const claiming: FhirResource = {
    ...resource,
    meta: { ...resource.meta, profile: [to.profiles[key], ...others] },
  };
  const addressed = readdressed(claiming, addressesOf(from, to)) as FhirResource;
  return CONVERSIONS[key]?.(addressed, to) ?? addressed;
}

/** Addresses of extensions that the versions name differently. */
function addressesOf(from: PlanStandard, to: PlanStandard): ReadonlyMap<string, string> {
  const pairs: readonly (readonly [string | undefined, string | undefined])[] = [
    [from.extensions.legalCapacity?.url, to.extensions.legalCapacity?.url],
    [from.extensions.legalCapacity?.capable, to.extensions.legalCapacity?.capable],
    [from.extensions.legalCapacity?.comment, to.extensions.legalCapacity?.comment],
    [from.extensions.comment, to.extensions.comment],
    [from.extensions.specificationOther, to.extensions.specificationOther],
    [from.extensions.reasonForEnding, to.extensions.reasonForEnding],
    [from.extensions.relatedPerson, to.extensions.relatedPerson],
    [from.extensions.codeSpecification, to.extensions.codeSpecification],
  ];
  return new Map(
    pairs.flatMap(([one, other]) =>
      one === undefined || other === undefined || one === other ? [] : [[one, other] as const],
    ),
  );
}

/** The same with the addresses of extensions changed, and nothing else. */
function readdressed(value: unknown, addresses: ReadonlyMap<string, string>): unknown {
  if (addresses.size === 0) return value;
  if (Array.isArray(value)) return value.map((each) => readdressed(each, addresses));
  const element = elementOf(value);
  if (!element || Object.getPrototypeOf(element) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(element).map(([name, each]) =>
      name === 'extension' && Array.isArray(each)
        ? [name, each.map((one) => withAddress(one, addresses))]
        : [name, readdressed(each, addresses)],
    ),
  );
}

function withAddress(extension: unknown, addresses: ReadonlyMap<string, string>): unknown {
  const { url, ...rest } = elementOf(extension) ?? {};
  const changed = elementOf(readdressed(rest, addresses)) ?? {};
  return { url: typeof url === 'string' ? (addresses.get(url) ?? url) : url, ...changed };
}

/** A version that tells answers of the patient from others by a method gets it; one that does not, leaves it. */
const withMethod =
  (topic: ObservationTopic): Conversion =>
  (resource, to) => {
    const { method } = to.observations[topic];
    return resource.method !== undefined || !method
      ? resource
      : { ...resource, method: { coding: [{ system: method.system, code: method.code }] } };
  };

const CONVERSIONS: Partial<Record<ProfileKey, Conversion>> = {
  specificCareWishes: withMethod('specificCareWishes'),
  preferredPlaceOfDeath: withMethod('preferredPlaceOfDeath'),
  positionRegardingEuthanasia: withMethod('positionRegardingEuthanasia'),
  organDonationChoiceRegistration: withMethod('organDonationChoiceRegistration'),
  senseOfPurpose: withMethod('senseOfPurpose'),
  medicalPolicyGoal(resource, { medicalPolicyGoal: { category } }) {
    const given = elementsOf(resource.category);
    const has = given.some((each) =>
      conceptOf(each).codings.some(
        ({ system, code }) => system === category?.system && code === category?.code,
      ),
    );
    return category === undefined || has
      ? resource
      : { ...resource, category: [...given, { coding: [{ ...category }] }] };
  },
  contactPerson(resource, { contactPerson: { roleWhereNone: none } }) {
    const given = elementsOf(resource.relationship);
    const hasRole = given.some((each) =>
      conceptOf(each).codings.some(({ system }) => system === none?.system),
    );
    return none === undefined || hasRole
      ? resource
      : { ...resource, relationship: [{ coding: [{ ...none }] }, ...given] };
  },
  informRelatives: inform,
};

/** One version records that the patient was told to inform relatives, the other that they are to be informed. */
function inform(
  resource: FhirResource,
  { informRelatives: { resourceType, topic } }: PlanStandard,
): FhirResource {
  if (resource.resourceType === resourceType) return resource;
  const { id, meta, identifier, reasonCode, subject, encounter, note, language } = resource;
  const shared = without({ id, meta, language, identifier, reasonCode, subject, encounter, note });
  return resourceType === 'Communication'
    ? {
        resourceType,
        ...shared,
        status: SETTLED[String(resource.status)] ?? String(resource.status),
        topic: { coding: [{ ...topic }] },
        ...without({ sender: resource.requester, sent: resource.authoredOn }),
        recipient: [subject],
      }
    : {
        resourceType,
        ...shared,
        status: OPEN[String(resource.status)] ?? String(resource.status),
        category: [{ coding: [{ ...topic }] }],
        ...without({ authoredOn: resource.sent, requester: resource.sender }),
        sender: subject,
      };
}

/** That it was said to the patient is what both mean; what was stopped or mistaken stays so. */
const SETTLED: Readonly<Record<string, string>> = {
  active: 'completed',
  draft: 'preparation',
  revoked: 'stopped',
};
const OPEN: Readonly<Record<string, string>> = {
  completed: 'active',
  preparation: 'draft',
  'in-progress': 'active',
  stopped: 'revoked',
  'not-done': 'revoked',
};

/** Without what is absent. */
const without = (fields: Element): Element =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
