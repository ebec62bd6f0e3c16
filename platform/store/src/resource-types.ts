import { Problem } from '@caecilia/kernel';

/**
 * The number of each resource type in the database, counted from 1. Rows keep these numbers, so a name is
 * never moved or taken out; a new one goes at the end.
 */
const TYPES = `
  Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent
  Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam
  CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem
  Communication CommunicationRequest CompartmentDefinition Composition ConceptMap Condition Consent Contract
  Coverage CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceDefinition
  DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference
  EffectEvidenceSynthesis Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare
  EventDefinition Evidence EvidenceVariable ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag
  Goal GraphDefinition Group GuidanceResponse HealthcareService ImagingStudy Immunization
  ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide InsurancePlan Invoice Library
  Linkage List Location Measure MeasureReport Media Medication MedicationAdministration MedicationDispense
  MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct MedicinalProductAuthorization
  MedicinalProductContraindication MedicinalProductIndication MedicinalProductIngredient
  MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged
  MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition MessageHeader
  MolecularSequence NamingSystem NutritionOrder Observation ObservationDefinition OperationDefinition
  OperationOutcome Organization OrganizationAffiliation Parameters Patient PaymentNotice
  PaymentReconciliation Person PlanDefinition Practitioner PractitionerRole Procedure Provenance
  Questionnaire QuestionnaireResponse RelatedPerson RequestGroup ResearchDefinition
  ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment RiskEvidenceSynthesis Schedule
  SearchParameter ServiceRequest Slot Specimen SpecimenDefinition StructureDefinition StructureMap
  Subscription SubscriptionStatus Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein
  SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest
  Task TerminologyCapabilities TestReport TestScript ValueSet VerificationResult VisionPrescription
`
  .trim()
  .split(/\s+/);

const NUMBERS = new Map(TYPES.map((name, index) => [name, index + 1]));

/** The number of a type as its rows carry it. Throws `Problem('not-supported')` with 404 for a type that R4 does not know. */
export function typeNumber(name: string): number {
  const number = NUMBERS.get(name);
  if (number === undefined) {
    throw new Problem('not-supported', `${name.slice(0, 64)} is not a resource type of FHIR R4`, {
      status: 404,
    });
  }
  return number;
}

/** The name that belongs to a number of a row. Throws when the row was written by a newer release. */
export function typeName(number: number): string {
  const name = TYPES[number - 1];
  if (name === undefined) throw new Error(`resource type number ${number} is unknown to this release`);
  return name;
}

/** All numbers in use, for walks over every type. */
export const TYPE_NUMBERS: readonly number[] = [...NUMBERS.values()];

/** True for a resource type of R4. */
export function isTypeName(name: string): boolean {
  return NUMBERS.has(name);
}
