import type { FhirResource } from '@caecilia/fhir';
import type { Standard } from './corpora.ts';

/** A resource that may be changed freely. */
// biome-ignore lint/suspicious/noExplicitAny: breaks put wrong things in any place, which no type allows
export type Malleable = any;

/** One way to make a good resource bad, and what must then be said. */
export interface Break {
  readonly kind: string;
  readonly on: string;
  /** Only where the rule is part of this version of the standard. */
  readonly standard?: Standard;
  /** Whether it can be done to this resource. */
  readonly applies?: (resource: Malleable) => boolean;
  readonly change: (resource: Malleable) => void;
  readonly severity: 'error' | 'warning';
  /** Beginning of the location. */
  readonly at: string;
  /** Words that must be in the sentence. */
  readonly says: RegExp;
}

const claims = (profile: string) => (resource: FhirResource) =>
  resource.meta?.profile?.some((each) => each.includes(profile)) ?? false;

const isTreatment = claims('ACP-TreatmentDirective');
const isLegallyCapable = (each: { url: string }): boolean => each.url.includes('LegallyCapable');
const capable = (each: { url: string }): boolean => each.url === 'legallyCapable';

/** The eighteen kinds of deliberate break of the specification, each on every published example it fits. */
export const breaks: readonly Break[] = [
  {
    kind: 'Consent without scope',
    on: 'Consent',
    change: (consent) => delete consent.scope,
    severity: 'error',
    at: 'Consent.scope',
    says: /required/,
  },
  {
    kind: 'Consent without policy',
    on: 'Consent',
    change: (consent) => {
      delete consent.policy;
      delete consent.policyRule;
    },
    severity: 'error',
    at: 'Consent',
    says: /ppc-1/,
  },
  {
    kind: 'Consent.status with a bogus code',
    on: 'Consent',
    change: (consent) => (consent.status = 'nonsense'),
    severity: 'error',
    at: 'Consent.status',
    says: /nonsense is not in the value set/,
  },
  {
    kind: 'Goal without description',
    on: 'Goal',
    change: (goal) => delete goal.description,
    severity: 'error',
    at: 'Goal.description',
    says: /required/,
  },
  {
    kind: 'Goal.description outside the required value set',
    on: 'Goal',
    change: (goal) =>
      (goal.description = { coding: [{ system: 'http://snomed.info/sct', code: '225353007' }] }),
    severity: 'error',
    at: 'Goal.description',
    says: /225353007 is not in the value set/,
  },
  {
    kind: 'Encounter without class',
    on: 'Encounter',
    change: (encounter) => delete encounter.class,
    severity: 'error',
    at: 'Encounter.class',
    says: /required/,
  },
  {
    kind: 'Observation with two value types',
    on: 'Observation',
    change: (observation) => {
      delete observation.dataAbsentReason;
      observation.valueString = 'first';
      observation.valueBoolean = true;
    },
    severity: 'error',
    at: 'Observation.value',
    says: /one type only|may not have this type/,
  },
  {
    kind: 'Observation with the wrong fixed code',
    on: 'Observation',
    change: (observation) => (observation.code.coding[0].code = '271649006'),
    severity: 'error',
    at: 'Observation.code',
    says: /pattern|fixed|slice/,
  },
  {
    kind: 'Observation with value and dataAbsentReason',
    on: 'Observation',
    applies: (observation) =>
      observation.valueCodeableConcept !== undefined || observation.valueString !== undefined,
    change: (observation) => (observation.dataAbsentReason = { text: 'not asked' }),
    severity: 'error',
    at: 'Observation',
    says: /obs-6/,
  },
  {
    kind: 'Patient with an unknown property',
    on: 'Patient',
    change: (patient) => (patient.nickname = 'Invented'),
    severity: 'error',
    at: 'Patient.nickname',
    says: /no element “nickname”/,
  },
  {
    kind: 'Patient.birthDate malformed',
    on: 'Patient',
    change: (patient) => (patient.birthDate = '01-01-1961'),
    severity: 'error',
    at: 'Patient.birthDate',
    says: /YYYY-MM-DD/,
  },
  {
    kind: 'Patient without a name (profile)',
    on: 'Patient',
    change: (patient) => delete patient.name,
    severity: 'error',
    at: 'Patient.name',
    says: /required/,
  },
  {
    kind: 'Patient not capable and without representative (warning)',
    on: 'Patient',
    standard: 'beta3',
    applies: (patient) => JSON.stringify(patient.extension ?? []).includes('LegallyCapable'),
    change: (patient) => {
      patient.extension.find(isLegallyCapable).extension.find(capable).valueBoolean = false;
      delete patient.contact;
    },
    severity: 'warning',
    at: 'Patient',
    says: /ACP-Patient-1/,
  },
  {
    kind: 'RelatedPerson without role (profile)',
    on: 'RelatedPerson',
    standard: 'beta3',
    change: (person) => {
      const kept: unknown[] = (person.relationship as unknown[]).filter(
        (each) => !JSON.stringify(each).includes('2.16.840.1.113883.2.4.3.11.22.472'),
      );
      person.relationship = kept;
      if (kept.length === 0) delete person.relationship;
    },
    severity: 'error',
    at: 'RelatedPerson.relationship',
    says: /role/,
  },
  {
    kind: 'TreatmentDirective with a code outside the value set',
    on: 'Consent',
    applies: isTreatment,
    change: (consent) =>
      (consent.provision.code = [{ coding: [{ system: 'http://snomed.info/sct', code: '1' }] }]),
    severity: 'error',
    at: 'Consent.provision.code',
    says: /http:\/\/snomed.info\/sct\|1 is not in the value set/,
  },
  {
    kind: 'TreatmentDirective actor without role',
    on: 'Consent',
    applies: (consent: Malleable) =>
      isTreatment(consent as FhirResource) && consent.provision?.actor?.length > 0,
    change: (consent) => delete consent.provision.actor[0].role,
    severity: 'error',
    at: 'Consent.provision.actor[0].role',
    says: /required/,
  },
  {
    kind: 'Device type that is no ICD',
    on: 'Device',
    change: (device) => (device.type = { coding: [{ system: 'http://snomed.info/sct', code: '14106009' }] }),
    severity: 'error',
    at: 'Device.type',
    says: /14106009 is not in the value set/,
  },
  {
    kind: 'Procedure without code',
    on: 'Procedure',
    change: (procedure) => delete procedure.code,
    severity: 'error',
    at: 'Procedure.code',
    says: /required/,
  },
];
