import type { ReferenceEntry } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';

/**
 * Which searches `res.patient` answers. The column holds the one patient with whom a resource stands, and placement
 * follows `subject` and `patient` before anything else. Of the types below that element holds at most one reference.
 * So whoever asks for `patient` or `subject` of these finds all in the rows of that patient; the digest of the
 * reference is compared as well, because the column alone may have come from another element. Types whose patients
 * may be several (Account, Appointment, Group, Provenance …) are found by digest alone.
 */
const ONE_PATIENT: ReadonlySet<string> = new Set(
  `
  AdverseEvent AllergyIntolerance AppointmentResponse Basic BodyStructure CarePlan CareTeam ChargeItem Claim
  ClaimResponse ClinicalImpression Communication CommunicationRequest Composition Condition Consent Coverage
  CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceRequest
  DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference Encounter EnrollmentRequest
  EpisodeOfCare ExplanationOfBenefit FamilyMemberHistory Flag Goal GuidanceResponse ImagingStudy
  Immunization ImmunizationEvaluation ImmunizationRecommendation Invoice List MeasureReport Media
  MedicationAdministration MedicationDispense MedicationRequest MedicationStatement MolecularSequence
  NutritionOrder Observation Procedure QuestionnaireResponse RelatedPerson RequestGroup ResearchSubject
  RiskAssessment ServiceRequest Specimen SupplyDelivery SupplyRequest Task VisionPrescription`
    .trim()
    .split(/\s+/),
);

/** Whether every resource of the type that points at a patient by this parameter stands in the rows of that patient. */
export function isPatientColumn(type: string, param: string): boolean {
  return (param === 'patient' || param === 'subject') && ONE_PATIENT.has(type);
}

/**
 * Throws `Problem('structure')` when a reference that the column is relied on for points at another patient than the
 * column will hold: the resource would be stored and not be found. Only an element that repeats against the rules of
 * R4 can come to that.
 */
export function refuseStray(type: string, reference: ReferenceEntry, patientId: string | undefined): void {
  if (reference.type !== 'Patient' || reference.id === undefined || reference.id === patientId) return;
  if (isPatientColumn(type, reference.param)) {
    throw new Problem('structure', `a ${type} names one ${reference.param}, and no other as its patient`, {
      expression: `${type}.${reference.param}`,
    });
  }
}
