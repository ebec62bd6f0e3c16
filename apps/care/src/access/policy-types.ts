import type { AccessInteraction } from '@caecilia/kernel';

/** Groups of resource types that the policy table speaks of. Every type stands in one group at most. */

/** Who works where: the network directory. */
export const DIRECTORY = [
  'Organization',
  'OrganizationAffiliation',
  'Location',
  'HealthcareService',
  'Practitioner',
  'PractitionerRole',
  'Endpoint',
];

/** Who is on call. It is changed by the rota of the team only, which lets nobody put two people on one minute. */
export const ROTA = ['Schedule', 'Slot'];

/** What the standards say, and what else belongs to no patient. */
export const DEFINITIONS = [
  'ActivityDefinition',
  'CapabilityStatement',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'ImplementationGuide',
  'Library',
  'Measure',
  'Medication',
  'NamingSystem',
  'OperationDefinition',
  'PlanDefinition',
  'Questionnaire',
  'SearchParameter',
  'StructureDefinition',
  'Substance',
  'ValueSet',
];

export const STUDIES = ['ResearchStudy'];

/** Who the patient is, and who stands around them. */
export const PERSON = ['Patient', 'RelatedPerson'];

/** Who may see the patient is derived from it. */
export const CARE_RELATIONS = ['CareTeam', 'EpisodeOfCare'];

/** Directives, wishes and goals: what is known at night. Directives are a Consent; so is a permission to share. */
export const WISHES = ['Goal', 'CarePlan', 'Device', 'DeviceUseStatement', 'Flag'];
export const CONSENT = ['Consent'];

/** The record of care. */
export const CLINICAL = [
  'AllergyIntolerance',
  'Binary',
  'BodyStructure',
  'ClinicalImpression',
  'Composition',
  'Condition',
  'DetectedIssue',
  'DiagnosticReport',
  'DocumentReference',
  'FamilyMemberHistory',
  'Immunization',
  'List',
  'Media',
  'NutritionOrder',
  'Observation',
  'Procedure',
  'Provenance',
  'RiskAssessment',
  'Specimen',
];

export const MEDICATION = [
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
];

/** Who comes when, and what was asked of whom. */
export const PLANNING = ['Appointment', 'AppointmentResponse', 'Encounter', 'ServiceRequest', 'Task'];

/** What is written to one another, and forms that were filled in. */
export const MESSAGES = ['Communication', 'CommunicationRequest', 'QuestionnaireResponse'];

/** Of several patients, or of none that can be told: for no role. */
export const FOR_NOBODY = [
  'AuditEvent',
  'Bundle',
  'Group',
  'Person',
  'Account',
  'Coverage',
  'Basic',
  'ResearchSubject',
];

/** Whatever shows resources and changes none. */
export const VIEW: readonly AccessInteraction[] = [
  'read',
  'vread',
  'history-instance',
  'search-type',
  'search-system',
  'count',
  'include',
  'operation',
];

/** Without versions of before, and without the whole record at once. */
export const LOOK: readonly AccessInteraction[] = [
  'read',
  'search-type',
  'search-system',
  'count',
  'include',
];

/** Histories of many patients at once are for reviews, not for care. */
export const FOLLOW: readonly AccessInteraction[] = ['history-type', 'history-system'];

/** Nothing clinical is deleted: it is entered in error, and that is an update. */
export const WRITE: readonly AccessInteraction[] = ['create', 'update', 'patch'];

export const KEEP: readonly AccessInteraction[] = [...VIEW, ...FOLLOW, ...WRITE, 'delete'];
