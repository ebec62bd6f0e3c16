import { type Element, elementOf, elementsOf, type FhirResource, spokenName } from '@caecilia/fhir';
import { resourceOf, type StoredVersion } from '@caecilia/kernel';
import { OWN_SYSTEMS, UZI_ROLE_SYSTEM } from './codes.ts';
import { known, referenceIn, wordsOf } from './element.ts';
import {
  AFFILIATION_ROLES,
  type AffiliationEntry,
  type Dates,
  type EndpointEntry,
  type Kept,
  type LocationEntry,
  ORGANIZATION_TYPES,
  type OrganizationEntry,
  type ProfessionalEntry,
  type RoleEntry,
  SERVICE_TYPES,
  type ServiceEntry,
} from './entries.ts';
import { IDENTIFIER_KINDS, IDENTIFIER_SYSTEMS, type Identifiers } from './identifiers.ts';

/** A civil day; FHIR also allows a time, of which the day is kept. */
const dayOf = (value: unknown) => /^\d{4}-\d\d-\d\d/.exec(wordsOf(value) ?? '')?.[0];

function datesOf(resource: FhirResource): Dates {
  const period = elementOf(resource.period);
  return known({ from: dayOf(period.start), until: dayOf(period.end) });
}

/** In use on a day: marked so, begun, and not ended. */
function inUse(resource: FhirResource, today: string): boolean {
  const marked =
    resource.active !== false && !['inactive', 'off', 'suspended'].includes(String(resource.status));
  const { from, until } = datesOf(resource);
  return marked && (from === undefined || from <= today) && (until === undefined || until >= today);
}

function kept(version: StoredVersion, resource: FhirResource, today: string): Kept {
  const { id, versionId, lastUpdated } = version;
  return { id, versionId, lastUpdated, active: inUse(resource, today) };
}

function identifiersOf(resource: FhirResource): Identifiers {
  const given = elementsOf(resource.identifier);
  return known(
    Object.fromEntries(
      IDENTIFIER_KINDS.map((kind) => [
        kind,
        wordsOf(given.find(({ system }) => system === IDENTIFIER_SYSTEMS[kind])?.value),
      ]),
    ),
  );
}

const contact = (resource: FhirResource, system: string) =>
  wordsOf(elementsOf(resource.telecom).find((each) => each.system === system)?.value);

/** A code of one system in a list of concepts. */
function codeIn(concepts: unknown, system: string): string | undefined {
  const codings = elementsOf(concepts).flatMap(({ coding }) => elementsOf(coding));
  return wordsOf(codings.find((each) => each.system === system)?.code);
}

const among = <T extends string>(list: readonly T[], code: string | undefined) =>
  list.find((each) => each === code);

export function readOrganization(version: StoredVersion, today: string): OrganizationEntry {
  const resource = resourceOf(version);
  const address = elementsOf(resource.address)[0];
  return {
    ...kept(version, resource, today),
    ...(known({
      type: among(ORGANIZATION_TYPES, codeIn(resource.type, OWN_SYSTEMS.organizationType)),
      partOf: referenceIn(resource.partOf),
      phone: contact(resource, 'phone'),
      email: contact(resource, 'email'),
      street: firstOf(address?.line),
      postalCode: wordsOf(address?.postalCode),
      city: wordsOf(address?.city),
    }) as Partial<OrganizationEntry>),
    name: wordsOf(resource.name) ?? version.id,
    identifiers: identifiersOf(resource),
  };
}

export function readAffiliation(version: StoredVersion, today: string): AffiliationEntry {
  const resource = resourceOf(version);
  return {
    ...kept(version, resource, today),
    ...datesOf(resource),
    ...(known({
      organization: referenceIn(resource.organization),
      participant: referenceIn(resource.participatingOrganization),
      role: among(AFFILIATION_ROLES, codeIn(resource.code, OWN_SYSTEMS.affiliationRole)),
    }) as Partial<AffiliationEntry>),
  };
}

export function readProfessional(version: StoredVersion, today: string): ProfessionalEntry {
  const resource = resourceOf(version);
  const names = elementsOf(resource.name);
  const name = names.find(({ use }) => use === 'official') ?? names[0];
  return {
    ...kept(version, resource, today),
    ...namePartsOf(name),
    ...(known({
      name: spokenName(resource.name),
      phone: contact(resource, 'phone'),
      email: contact(resource, 'email'),
    }) as Partial<ProfessionalEntry>),
    identifiers: identifiersOf(resource),
  };
}

const firstOf = (value: unknown): string | undefined =>
  Array.isArray(value) ? wordsOf((value as unknown[])[0]) : undefined;

/** The parts of a HumanName of nl-core; the whole family name where the parts are not told apart. */
export function namePartsOf(
  name: Element | undefined,
): Pick<ProfessionalEntry, 'title' | 'given' | 'prefix' | 'family'> {
  const parts = elementsOf(elementOf(name?._family).extension);
  const part = (end: string) => wordsOf(parts.find(({ url }) => String(url).endsWith(end))?.valueString);
  const own = part('humanname-own-name');
  return known({
    title: firstOf(name?.prefix),
    given: firstOf(name?.given),
    prefix: own === undefined ? undefined : part('humanname-own-prefix'),
    family: own ?? wordsOf(name?.family),
  });
}

export function readRole(version: StoredVersion, today: string): RoleEntry {
  const resource = resourceOf(version);
  return {
    ...kept(version, resource, today),
    ...datesOf(resource),
    ...(known({
      practitioner: referenceIn(resource.practitioner),
      organization: referenceIn(resource.organization),
      specialty: codeIn(resource.specialty, UZI_ROLE_SYSTEM),
      words: elementsOf(resource.specialty).flatMap(({ text }) => wordsOf(text) ?? [])[0],
      phone: contact(resource, 'phone'),
    }) as Partial<RoleEntry>),
  };
}

export function readService(version: StoredVersion, today: string): ServiceEntry {
  const resource = resourceOf(version);
  return {
    ...kept(version, resource, today),
    ...(known({
      type: among(SERVICE_TYPES, codeIn(resource.type, OWN_SYSTEMS.serviceType)),
      providedBy: referenceIn(resource.providedBy),
      phone: contact(resource, 'phone'),
      comment: wordsOf(resource.comment),
      location: referenceIn(elementsOf(resource.location)[0]),
    }) as Partial<ServiceEntry>),
    name: wordsOf(resource.name) ?? version.id,
  };
}

export function readLocation(version: StoredVersion, today: string): LocationEntry {
  const resource = resourceOf(version);
  const codes = elementsOf(elementOf(resource.physicalType).coding).map(({ code }) => code);
  return {
    ...kept(version, resource, today),
    ...(known({
      name: wordsOf(resource.name),
      kind: codes.includes('bd') ? 'bed' : codes.includes('si') ? 'site' : undefined,
      managedBy: referenceIn(resource.managingOrganization),
      partOf: referenceIn(resource.partOf),
    }) as Partial<LocationEntry>),
  };
}

export function readEndpoint(version: StoredVersion, today: string): EndpointEntry {
  const resource = resourceOf(version);
  return {
    ...kept(version, resource, today),
    ...datesOf(resource),
    ...(known({
      name: wordsOf(resource.name),
      managedBy: referenceIn(resource.managingOrganization),
      address: wordsOf(resource.address),
    }) as Partial<EndpointEntry>),
  };
}
