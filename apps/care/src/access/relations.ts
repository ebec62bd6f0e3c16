import { elementsOf, type FhirResource } from '@caecilia/fhir';
import {
  type AccessFacts,
  CARE_RELATION_SYSTEM,
  CONFIDENTIALITY_SYSTEM,
  type ConfidentialityLabel,
  REPRESENTATIVE_ROLES,
  type Relation,
  type RelationKind,
} from '@caecilia/kernel';
import { codesOf, codesOfEach, patientOf, referenceOf } from './element.ts';
import { relationsOfConsent } from './permissions.ts';
import { instantOf, type Span, spanOf, within } from './span.ts';

const SNOMED = 'http://snomed.info/sct';

/** Home and community based care team (LOINC), and our own code. */
export const HOME_CARE = ['http://loinc.org|LA28866-4', `${CARE_RELATION_SYSTEM}|home-care`];
/** A team for research treats nobody. */
const RESEARCH_TEAM = ['http://loinc.org|LA27980-4'];
/** Hospice care (regime). */
export const HOSPICE = [`${SNOMED}|385763009`, `${CARE_RELATION_SYSTEM}|hospice`];
/** Consultation (procedure). */
export const CONSULTATION = [`${SNOMED}|11429006`, `${CARE_RELATION_SYSTEM}|consultation`];

const AT_WORK = ['Practitioner', 'PractitionerRole', 'Organization'];

const has = (codes: readonly string[], wanted: readonly string[]) =>
  codes.some((code) => wanted.includes(code));

/** What resources say about who may see what, as the store keeps it beside them. */
export const ACCESS_FACTS: AccessFacts = {
  version: '3',
  relationTypes: [
    'Patient',
    'CareTeam',
    'EpisodeOfCare',
    'Encounter',
    'ServiceRequest',
    'RelatedPerson',
    'Consent',
  ],
  relationsOf,
  labelsOf,
};

/** Nothing where a resource is not in force, or where its period cannot be read. */
export function relationsOf(resource: FhirResource): readonly Relation[] {
  switch (resource.resourceType) {
    case 'Patient':
      return ofPatient(resource);
    case 'CareTeam':
      return ofCareTeam(resource);
    case 'EpisodeOfCare':
      return ofEpisode(resource);
    case 'Encounter':
      return ofEncounter(resource);
    case 'ServiceRequest':
      return ofRequest(resource);
    case 'RelatedPerson':
      return ofRelatedPerson(resource);
    case 'Consent':
      return relationsOfConsent(resource);
    default:
      return [];
  }
}

const PSYCHOTHERAPY_NOTE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode|PSYTHPN';

const OWN_LABELS: readonly ConfidentialityLabel[] = ['spiritual-care', 'psychosocial', 'unreleased'];

/** Labels in `meta.security`; a code of our own system that this release does not know hides it from everybody. */
export function labelsOf({ meta }: FhirResource): readonly ConfidentialityLabel[] {
  const codes = elementsOf(meta?.security).map(({ system, code }) => `${String(system)}|${String(code)}`);
  const labels = codes.flatMap((code): ConfidentialityLabel[] => {
    if (code === PSYCHOTHERAPY_NOTE) return ['psychosocial'];
    if (!code.startsWith(`${CONFIDENTIALITY_SYSTEM}|`)) return [];
    const own = code.slice(CONFIDENTIALITY_SYSTEM.length + 1);
    return [OWN_LABELS.find((label) => label === own) ?? 'unknown'];
  });
  return [...new Set(labels)];
}

function ofPatient(resource: FhirResource): readonly Relation[] {
  const { id: patient, deceasedBoolean, deceasedDateTime } = resource;
  if (patient === undefined) return [];
  const holder = referenceOf(resource.managingOrganization, ['Organization']);
  const practitioners = elementsOf(resource.generalPractitioner).flatMap(
    (each) => referenceOf(each, AT_WORK) ?? [],
  );
  return [
    ...livingOf(patient, deceasedBoolean, deceasedDateTime),
    { patient, actor: `Patient/${patient}`, kind: 'self' },
    ...(holder === undefined ? [] : [{ patient, actor: holder, kind: 'holder' as const }]),
    ...practitioners.map((actor): Relation => ({ patient, actor, kind: 'generalPractitioner' })),
  ];
}

/** Until the beginning of the day of death where only the day is known. Whoever is said to be dead is. */
function livingOf(patient: string, deceased: unknown, died: unknown): readonly Relation[] {
  if (deceased === true) return [];
  const living: Relation = { patient, actor: '', kind: 'living' };
  if (died === undefined) return [living];
  const ends = instantOf(died, 'begin');
  return ends === undefined ? [] : [{ ...living, ends }];
}

function ofCareTeam(resource: FhirResource): readonly Relation[] {
  const patient = patientOf(resource.subject);
  const span = spanOf(resource.period);
  const codes = codesOfEach(resource.category);
  if (
    patient === undefined ||
    span === undefined ||
    resource.status !== 'active' ||
    has(codes, RESEARCH_TEAM)
  )
    return [];
  const kind = has(codes, HOME_CARE) ? 'homeCare' : 'treatingTeam';
  return elementsOf(resource.participant).flatMap(({ member, period }): Relation[] => {
    const actor = referenceOf(member, AT_WORK);
    const own = spanOf(period);
    return actor === undefined || own === undefined ? [] : [{ patient, actor, kind, ...within(span, own) }];
  });
}

/** An organisation that took the patient into care: as what, its type says; where none does, as any. */
function ofEpisode(resource: FhirResource): readonly Relation[] {
  const patient = patientOf(resource.patient);
  const span = spanOf(resource.period);
  const { status } = resource;
  if (patient === undefined || span === undefined || (status !== 'active' && status !== 'onhold')) return [];
  const kinds = kindsOfEpisode(codesOfEach(resource.type));
  const organization = referenceOf(resource.managingOrganization, ['Organization']);
  const manager = referenceOf(resource.careManager, ['Practitioner', 'PractitionerRole']);
  return [organization, manager].flatMap((actor) =>
    actor === undefined ? [] : kinds.map((kind): Relation => ({ patient, actor, kind, ...span })),
  );
}

function kindsOfEpisode(codes: readonly string[]): readonly RelationKind[] {
  if (has(codes, HOSPICE)) return ['hospiceStay'];
  if (has(codes, HOME_CARE)) return ['homeCare'];
  if (has(codes, CONSULTATION)) return ['consultation'];
  return ['treatingTeam', 'homeCare', 'hospiceStay'];
}

const PRESENT = ['arrived', 'triaged', 'in-progress', 'onleave'];

/** A stay in a hospice. */
function ofEncounter(resource: FhirResource): readonly Relation[] {
  const patient = patientOf(resource.subject);
  const span = spanOf(resource.period);
  const organization = referenceOf(resource.serviceProvider, ['Organization']);
  const codes = [...codesOfEach(resource.type), ...codesOf(resource.serviceType)];
  const isThere = PRESENT.some((status) => status === resource.status) && has(codes, HOSPICE);
  if (patient === undefined || span === undefined || organization === undefined || !isThere) return [];
  return [{ patient, actor: organization, kind: 'hospiceStay', ...span }];
}

/** FHIR R4 request-intent: these give no authorization to act, and so open nothing. */
const NOT_AUTHORIZED = ['proposal', 'plan'];

/** A consultation that was asked for and is not yet completed. */
function ofRequest(resource: FhirResource): readonly Relation[] {
  const patient = patientOf(resource.subject);
  const codes = [...codesOf(resource.code), ...codesOfEach(resource.category)];
  const isOrdered = !NOT_AUTHORIZED.some((intent) => intent === resource.intent);
  const isAsked =
    resource.status === 'active' && isOrdered && resource.doNotPerform !== true && has(codes, CONSULTATION);
  const span: Span | undefined = spanOf(resource.occurrencePeriod);
  if (patient === undefined || !isAsked || span === undefined) return [];
  const until = span.ends === undefined ? {} : { ends: span.ends };
  return elementsOf(resource.performer).flatMap((performer): Relation[] => {
    const actor = referenceOf(performer, AT_WORK);
    return actor === undefined ? [] : [{ patient, actor, kind: 'consultation', ...until }];
  });
}

/** Being close to a patient opens nothing; representing them does. */
function ofRelatedPerson(resource: FhirResource): readonly Relation[] {
  const patient = patientOf(resource.patient);
  const span = spanOf(resource.period);
  const represents = has(codesOfEach(resource.relationship), REPRESENTATIVE_ROLES);
  if (patient === undefined || span === undefined || resource.id === undefined) return [];
  if (resource.active === false || !represents) return [];
  return [{ patient, actor: `RelatedPerson/${resource.id}`, kind: 'representative', ...span }];
}
