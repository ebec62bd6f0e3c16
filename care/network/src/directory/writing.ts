import { type Element, elementsOf, type FhirResource } from '@caecilia/fhir';
import { affiliationRole, organizationType, SPECIALTIES, serviceType, UZI_ROLE_SYSTEM } from './codes.ts';
import { known, wordsOf } from './element.ts';
import type {
  AffiliationDraft,
  Dates,
  EndpointDraft,
  LocationDraft,
  OrganizationDraft,
  ProfessionalDraft,
  RoleDraft,
  ServiceDraft,
} from './entries.ts';
import { IDENTIFIER_KINDS, IDENTIFIER_SYSTEMS, type Identifiers } from './identifiers.ts';
import { namePartsOf } from './reading.ts';

/** What the drafts do not know of (other identifiers, extensions, notes of others) stays as it was. */
type Base = FhirResource | undefined;

const PROFILES = 'http://nictiz.nl/fhir/StructureDefinition/';
const OWN_SYSTEMS = new Set<unknown>(Object.values(IDENTIFIER_SYSTEMS));

function resource(resourceType: string, base: Base, elements: Element): FhirResource {
  return { ...known({ ...base, ...elements }), resourceType };
}

function identifiers(given: Identifiers, base: Base): readonly object[] {
  const others = elementsOf(base?.identifier).filter(({ system }) => !OWN_SYSTEMS.has(system));
  const own = IDENTIFIER_KINDS.flatMap((kind) => {
    const value = given[kind];
    return value === undefined ? [] : [{ system: IDENTIFIER_SYSTEMS[kind], value }];
  });
  return [...own, ...others];
}

/** Replaces the first number and the first address of e-mail, and keeps the others. */
function telecom(draft: { readonly phone?: string; readonly email?: string }, base: Base): readonly object[] {
  const before = elementsOf(base?.telecom);
  const first = (system: string) => before.find((each) => each.system === system);
  const points = (['phone', 'email'] as const).flatMap((system) => {
    const value = draft[system];
    return value === undefined ? [] : [{ use: 'work', ...first(system), system, value }];
  });
  const replaced = new Set<unknown>([first('phone'), first('email')]);
  return [...points, ...before.filter((each) => !replaced.has(each))];
}

const reference = (target: string | undefined) => (target === undefined ? undefined : { reference: target });
const period = ({ from, until }: Dates) =>
  from === undefined && until === undefined ? undefined : known({ start: from, end: until });

/** An organisation, or a part of one. */
export function writeOrganization(draft: OrganizationDraft, base?: FhirResource): FhirResource {
  const { name, type, partOf, street, postalCode, city } = draft;
  const [address, ...otherAddresses] = elementsOf(base?.address);
  const own = { ...address, line: street === undefined ? undefined : [street], postalCode, city };
  const written = known({ ...own, _line: street === first(address?.line) ? address?._line : undefined });
  return resource('Organization', base, {
    identifier: identifiers(draft.identifiers, base),
    active: base?.active ?? true,
    type: [organizationType(type)],
    name,
    telecom: telecom(draft, base),
    address: Object.keys(written).length > 0 ? [written, ...otherAddresses] : otherAddresses,
    partOf: reference(partOf),
  });
}

const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : undefined);

/** Two organisations that work together. */
export function writeAffiliation(draft: AffiliationDraft, base?: FhirResource): FhirResource {
  return resource('OrganizationAffiliation', base, {
    active: true,
    period: period(draft),
    organization: reference(draft.organization),
    participatingOrganization: reference(draft.participant),
    code: [affiliationRole(draft.role)],
  });
}

const CORE_NAME = 'http://hl7.org/fhir/StructureDefinition/humanname-own-';

/** A professional, as nl-core-HealthProfessional-Practitioner. */
export function writeProfessional(draft: ProfessionalDraft, base?: FhirResource): FhirResource {
  const [before, ...otherNames] = elementsOf(base?.name);
  return resource('Practitioner', base, {
    meta: base?.meta ?? { profile: [`${PROFILES}nl-core-HealthProfessional-Practitioner`] },
    identifier: identifiers(draft.identifiers, base),
    active: base?.active ?? true,
    name: [before && saysTheSame(draft, before) ? before : nameOf(draft, before), ...otherNames],
    telecom: telecom(draft, base),
  });
}

/** A name that was not changed stays as it was, with the partner's name and whatever else is in it. */
function saysTheSame(draft: ProfessionalDraft, before: Element): boolean {
  const now = namePartsOf(before);
  return (['title', 'given', 'prefix', 'family'] as const).every((part) => now[part] === draft[part]);
}

function nameOf({ title, given, prefix, family }: ProfessionalDraft, before: Element | undefined): Element {
  const whole = [prefix, family].filter(Boolean).join(' ');
  const part = (name: 'prefix' | 'name', value: string | undefined) =>
    value === undefined ? [] : [{ url: `${CORE_NAME}${name}`, valueString: value }];
  return known({
    use: 'official',
    ...before,
    text: [title, given, whole].filter(Boolean).join(' '),
    family: whole,
    _family: { extension: [...part('prefix', prefix), ...part('name', family)] },
    given: [given],
    _given: [
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier', valueCode: 'BR' },
        ],
      },
    ],
    prefix: title === undefined ? undefined : [title],
  });
}

/** What somebody does, for whom and since when, as nl-core-HealthProfessional-PractitionerRole. */
export function writeRole(draft: RoleDraft, base?: FhirResource): FhirResource {
  const specialty = SPECIALTIES.find(({ code }) => code === draft.specialty);
  if (!specialty) throw new Error(`${draft.specialty} is not a role that can be chosen`);
  const coding = [{ system: UZI_ROLE_SYSTEM, code: specialty.code, display: specialty.nl }];
  return resource('PractitionerRole', base, {
    meta: base?.meta ?? { profile: [`${PROFILES}nl-core-HealthProfessional-PractitionerRole`] },
    active: base?.active ?? true,
    period: period(draft),
    practitioner: reference(draft.practitioner),
    organization: reference(draft.organization),
    specialty: [known({ coding, text: draft.words })],
    telecom: telecom(draft.phone === undefined ? {} : { phone: draft.phone }, base),
  });
}

/** A service that an organisation gives. */
export function writeService(draft: ServiceDraft, base?: FhirResource): FhirResource {
  return resource('HealthcareService', base, {
    active: base?.active ?? true,
    providedBy: reference(draft.providedBy),
    type: [serviceType(draft.type)],
    location: draft.location === undefined ? base?.location : [reference(draft.location)],
    name: draft.name,
    comment: draft.comment,
    telecom: telecom(draft.phone === undefined ? {} : { phone: draft.phone }, base),
  });
}

const PHYSICAL = 'http://terminology.hl7.org/CodeSystem/location-physical-type';

/** A place: a site, or a bed in one. */
export function writeLocation(draft: LocationDraft, base?: FhirResource): FhirResource {
  return resource('Location', base, {
    status: base?.status ?? 'active',
    name: draft.name,
    mode: 'instance',
    physicalType: { coding: [{ system: PHYSICAL, code: draft.kind === 'bed' ? 'bd' : 'si' }] },
    managingOrganization: reference(draft.managedBy),
    partOf: reference(draft.partOf),
  });
}

/** Where an organisation can be reached by machines. */
export function writeEndpoint(draft: EndpointDraft, base?: FhirResource): FhirResource {
  return resource('Endpoint', base, {
    status: base?.status ?? 'active',
    connectionType: base?.connectionType ?? {
      system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
      code: 'hl7-fhir-rest',
    },
    name: draft.name,
    managingOrganization: reference(draft.managedBy),
    period: period(draft),
    payloadType: base?.payloadType ?? [{ text: 'FHIR R4' }],
    address: draft.address,
  });
}

/**
 * Ends an entry on a civil date; nothing is deleted. What has a period keeps its start and gets the end; it stays active
 * until that day has passed. What FHIR gives no period (Organization, Practitioner, HealthcareService, Location) is no
 * longer active from now.
 */
export function endEntry(base: FhirResource, on: string, today: string): FhirResource {
  const past = on <= today;
  switch (base.resourceType) {
    case 'OrganizationAffiliation':
    case 'PractitionerRole':
      return { ...base, ...(past ? { active: false } : {}), period: ended(base, on) };
    case 'Endpoint':
      return { ...base, ...(past ? { status: 'off' } : {}), period: ended(base, on) };
    case 'Location':
      return { ...base, status: 'inactive' };
    default:
      return { ...base, active: false };
  }
}

/** Takes an entry into use again. */
export function resumeEntry(base: FhirResource): FhirResource {
  return base.resourceType === 'Location' ? { ...base, status: 'active' } : { ...base, active: true };
}

function ended(base: FhirResource, on: string): Element {
  const [before] = elementsOf([base.period]);
  return known({ ...before, start: wordsOf(before?.start), end: on });
}
