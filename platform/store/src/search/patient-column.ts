import type { ReferenceEntry } from '@caecilia/fhir';

/**
 * Which searches `res.patient` answers. The column holds the one patient in whose compartment a resource stands.
 * For the types below the element `patient`, `subject` or the like holds at most one reference, and placement follows
 * it before anything else. So whoever asks for `patient` or `subject` of these finds all in the rows of that patient;
 * the digest of the reference is compared as well, because the column alone may have come from another element.
 * Types whose patients are several (Account, Appointment, Group, Provenance …) are found by digest alone.
 */
const ONE_PATIENT: ReadonlySet<string> = new Set(
  `
  AdverseEvent AllergyIntolerance Basic BodyStructure CarePlan CareTeam ChargeItem Claim ClaimResponse
  ClinicalImpression Communication CommunicationRequest Composition Condition Consent
  CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue DeviceRequest DeviceUseStatement
  DiagnosticReport DocumentManifest DocumentReference Encounter EnrollmentRequest EpisodeOfCare
  ExplanationOfBenefit FamilyMemberHistory Flag Goal ImagingStudy Immunization ImmunizationEvaluation
  ImmunizationRecommendation Invoice List MeasureReport Media MedicationAdministration MedicationDispense
  MedicationRequest MedicationStatement MolecularSequence NutritionOrder Observation Procedure
  QuestionnaireResponse RelatedPerson RequestGroup RiskAssessment ServiceRequest Specimen SupplyDelivery Task
  VisionPrescription`
    .trim()
    .split(/\s+/),
);

/** Whether every resource of the type that points at a patient by this parameter stands in the rows of that patient. */
export function isPatientColumn(type: string, param: string): boolean {
  return (param === 'patient' || param === 'subject') && ONE_PATIENT.has(type);
}

/**
 * Throws when a reference that the column is relied on for points at another patient than the column will hold: the
 * resource would be stored and not be found. It cannot happen while placement keeps to the rule above.
 */
export function refuseStray(type: string, reference: ReferenceEntry, patientId: string | undefined): void {
  if (reference.type !== 'Patient' || reference.id === undefined || reference.id === patientId) return;
  if (isPatientColumn(type, reference.param)) {
    throw new Error(`a ${type} was placed with another patient than its ${reference.param}`);
  }
}
