import type { FhirResource } from '@caecilia/fhir';
import type { Ground, Principal } from '@caecilia/kernel';
import { POLICY } from '../policy.ts';

/** An invented world for the matrix: for every role one user, and for every relation one patient of theirs. */

export const RELATIONS = ['own', 'same-team', 'other-team', 'ended', 'none'] as const;
export type RelationOfCell = (typeof RELATIONS)[number];

export const ROLES = POLICY.roles.map(({ code }) => code);

export const PATIENT_TYPES = `
  AllergyIntolerance Appointment Binary CarePlan CareTeam Communication Composition Condition Consent Device
  DiagnosticReport DocumentReference Encounter EpisodeOfCare Flag Goal MedicationDispense MedicationRequest
  MedicationStatement Observation Patient Procedure QuestionnaireResponse RelatedPerson ServiceRequest Task`
  .trim()
  .split(/\s+/);
export const SHARED_TYPES = ['Organization', 'Practitioner', 'Questionnaire', 'Slot'];
/** In the table nowhere. */
export const CLOSED_TYPES = ['Bundle'];
export const TYPES = [...PATIENT_TYPES, ...SHARED_TYPES, ...CLOSED_TYPES];

/** Each patient has one of each. */
const OF_PATIENTS = [...PATIENT_TYPES, ...CLOSED_TYPES];

export const patientId = (role: string, relation: RelationOfCell) => `${role}.${relation}`;
export const resourceId = (type: string, patient: string | undefined) =>
  type === 'Patient'
    ? (patient ?? '')
    : patient === undefined
      ? `shared.${type.toLowerCase()}`
      : `${type.toLowerCase()}.${patient}`;

const ofPatient = (id: string) => ({ reference: `Patient/${id}` });
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const CONSENT_SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';

/** A resource of the type that opens nothing by itself. */
export function inert(type: string, patient: string | undefined): FhirResource {
  const resource = { resourceType: type, id: resourceId(type, patient) };
  if (patient === undefined || type === 'Patient') return resource;
  const subject = ofPatient(patient);
  switch (type) {
    case 'Binary':
      return { ...resource, securityContext: subject };
    case 'Bundle':
      return { ...resource, type: 'collection', entry: [{ resource: { resourceType: 'Flag', subject } }] };
    case 'Appointment':
      return { ...resource, participant: [{ actor: subject }] };
    case 'Task':
      return { ...resource, for: subject };
    case 'Consent':
      return { ...resource, status: 'active', scope: coded(CONSENT_SCOPE, 'treatment'), patient: subject };
    case 'AllergyIntolerance':
    case 'Device':
    case 'EpisodeOfCare':
    case 'RelatedPerson':
      return { ...resource, patient: subject };
    default:
      return { ...resource, subject };
  }
}

/** The relation that each role works by. */
const WORKS_BY: Readonly<Record<string, Ground>> = {
  'consult-physician': 'consultation',
  gp: 'generalPractitioner',
  'out-of-hours-gp': 'permission',
  'home-care-nurse': 'homeCare',
  'hospice-coordinator': 'hospiceStay',
  'hospice-nurse': 'hospiceStay',
  'hospice-volunteer': 'hospiceStay',
  patient: 'self',
  carer: 'representative',
  researcher: 'researchConsent',
};

const groundOf = (role: string): Ground => WORKS_BY[role] ?? 'treatingTeam';
const NEEDS_PERMISSION = ['gp', 'home-care-nurse'];

/** What the cell is about: which relations hold, as a person who knows this world would say. */
export function standing(role: string, relation: RelationOfCell) {
  const ground = groundOf(role);
  const patients = { holding: [ground], permitted: false, deceased: false };
  if (role === 'patient') {
    const isOwn = relation === 'own' || relation === 'ended';
    return { ...patients, holding: isOwn ? [ground] : [], deceased: relation === 'ended' };
  }
  if (role === 'carer') {
    const kinds: Record<RelationOfCell, Ground[]> = {
      own: ['representative'],
      'same-team': ['carer'],
      'other-team': [],
      ended: ['representative'],
      none: [],
    };
    return { ...patients, holding: kinds[relation], deceased: relation === 'ended' };
  }
  const holds = relation === 'own' || relation === 'same-team';
  // Of the two that need a permission, only the patient of their own gave one.
  const isAsked = relation === 'own' && NEEDS_PERMISSION.includes(role);
  // Whoever looks by the permission itself has it, as long as it holds.
  const permitted = isAsked || (holds && ground === 'permission');
  return {
    ...patients,
    holding: holds ? [ground, ...(ground === 'permission' || permitted ? ['permission' as const] : [])] : [],
    permitted,
  };
}

const kindOf = (role: string) => POLICY.roles.find(({ code }) => code === role)?.kind;
/** A system is nobody: what is related to a patient is its organisation. */
const user = (role: string) => (kindOf(role) === 'system' ? organization(role) : `Practitioner/${role}`);
/** A person is close to one patient; of the one who died there is another carer. */
const carer = (relation: RelationOfCell) =>
  `RelatedPerson/invented.carer.${relation === 'ended' ? 'ended' : 'own'}`;
const organization = (role: string) => `Organization/${role}.org`;

export function principalOf(role: string, relation: RelationOfCell): Principal {
  const kind = kindOf(role) ?? 'staff';
  const own = role === 'patient' && relation === 'ended' ? 'ended' : 'own';
  const fhirUser = {
    patient: `Patient/${patientId('patient', own)}`,
    carer: carer(relation),
    staff: user(role),
    system: undefined,
  }[kind];
  return {
    accountId: `account.${role}`,
    kind,
    name: `${role} (invented)`,
    ...(fhirUser === undefined ? {} : { fhirUser }),
    role,
    ...(kind === 'staff' || kind === 'system' ? { organization: organization(role) } : {}),
    secondFactor: true,
    clientId: 'matrix',
    scopes: [kind === 'system' ? 'system/*.cruds' : 'user/*.cruds'],
  };
}

/** Everything that is in the record. */
export function records(roles: readonly string[] = ROLES): readonly FhirResource[] {
  const patients = roles.flatMap((role) => RELATIONS.map((relation) => ({ role, relation })));
  return [
    ...SHARED_TYPES.map((type) => inert(type, undefined)),
    ...patients.flatMap(({ role, relation }) => [
      patientWith(role, relation),
      ...OF_PATIENTS.filter((type) => type !== 'Patient').map((type) =>
        inert(type, patientId(role, relation)),
      ),
      ...relating(role, relation),
    ]),
  ];
}

function patientWith(role: string, relation: RelationOfCell): FhirResource {
  const { deceased } = standing(role, relation);
  const practitioner = actorIn(role, relation);
  const isGp = groundOf(role) === 'generalPractitioner' && relation !== 'ended' && practitioner !== undefined;
  return {
    resourceType: 'Patient',
    id: patientId(role, relation),
    ...(deceased ? { deceasedBoolean: true } : {}),
    ...(isGp ? { generalPractitioner: [{ reference: practitioner }] } : {}),
  };
}

/** Who stands in the relation to the patient: the user, their organisation, or somebody else. */
function actorIn(role: string, relation: RelationOfCell): string | undefined {
  switch (relation) {
    case 'own':
    case 'ended':
      return user(role);
    case 'same-team':
      return organization(role);
    case 'other-team':
      return 'Organization/somebody-elses';
    case 'none':
      return undefined;
  }
}

/** The resources that make the relation. */
function relating(role: string, relation: RelationOfCell): readonly FhirResource[] {
  const id = patientId(role, relation);
  const reference = actorIn(role, relation);
  if (role === 'patient' || reference === undefined) return [];
  if (role === 'carer') return relatingClose(id, relation);
  const period = relation === 'ended' ? { start: '2025-01-01', end: '2025-12-31' } : { start: '2025-01-01' };
  const named = { id: `relating.${id}`, period };
  const permission =
    NEEDS_PERMISSION.includes(role) && relation === 'own' ? [sharing(id, organization(role), period)] : [];
  switch (groundOf(role)) {
    case 'treatingTeam':
      return [
        {
          ...named,
          resourceType: 'CareTeam',
          status: 'active',
          subject: ofPatient(id),
          participant: [{ member: { reference } }],
        },
      ];
    case 'homeCare':
      return [
        {
          ...named,
          resourceType: 'CareTeam',
          status: 'active',
          subject: ofPatient(id),
          category: [coded('urn:caecilia:care-relation', 'home-care')],
          participant: [{ member: { reference } }],
        },
        ...permission,
      ];
    case 'consultation': {
      const status = relation === 'ended' ? 'completed' : 'active';
      const code = coded('urn:caecilia:care-relation', 'consultation');
      return [
        {
          id: named.id,
          resourceType: 'ServiceRequest',
          status,
          subject: ofPatient(id),
          code,
          performer: [{ reference }],
        },
      ];
    }
    case 'hospiceStay': {
      const type = [coded('http://snomed.info/sct', '385763009')];
      const who = reference.startsWith('Practitioner')
        ? { careManager: { reference } }
        : { managingOrganization: { reference } };
      return [
        { ...named, resourceType: 'EpisodeOfCare', status: 'active', patient: ofPatient(id), type, ...who },
      ];
    }
    case 'permission':
      return [sharing(id, relation === 'other-team' ? reference : organization(role), period)];
    case 'researchConsent':
      return [consent(id, 'research', reference, period)];
    case 'generalPractitioner':
    case 'self':
    case 'representative':
    case 'carer':
    case 'emergency':
    case 'shared':
    case 'everyone':
      // The Patient says it, or it needs no resource.
      return permission;
  }
}

function relatingClose(id: string, relation: RelationOfCell): readonly FhirResource[] {
  if (relation === 'same-team') return [sharing(id, carer('own'), {})];
  const relationship = [coded('urn:oid:2.16.840.1.113883.2.4.3.11.22.472', '24')];
  const person = { resourceType: 'RelatedPerson', patient: ofPatient(id), relationship };
  const personId =
    relation === 'other-team' ? 'invented.other' : carer(relation).slice('RelatedPerson/'.length);
  return [{ ...person, id: personId }];
}

/** A permission to share the record with somebody. */
export function sharing(patient: string, reference: string, period: object): FhirResource {
  return consent(patient, 'patient-privacy', reference, period);
}

function consent(patient: string, scope: string, reference: string, period: object): FhirResource {
  return {
    resourceType: 'Consent',
    id: `consent.${patient}`,
    status: 'active',
    scope: coded(CONSENT_SCOPE, scope),
    patient: ofPatient(patient),
    provision: { type: 'permit', period, actor: [{ reference: { reference } }] },
  };
}
