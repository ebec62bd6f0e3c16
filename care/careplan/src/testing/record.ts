import type { FhirResource } from '@caecilia/fhir';
import type { CarePlan, TreatmentLimit } from '../plan.ts';
import { readCarePlan } from '../readCarePlan.ts';
import { carriedStandards } from './standards.ts';

/** A Saturday night in November, civil time 02.40. */
export const NIGHT = new Date('2026-11-21T01:40:00Z');
export const TIME_ZONE = 'Europe/Amsterdam';
export const PATIENT_ID = 'test-patient';
export const SPECIFICATION =
  'http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.SpecificationOther';
export const REASON_FOR_ENDING =
  'http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.ReasonForEnding';
export const COMMENT = 'http://nictiz.nl/fhir/StructureDefinition/ext-Comment';

const SCT = 'http://snomed.info/sct';
const CODES: Readonly<Record<string, string>> = {
  cpr: '89666000',
  ventilation: '40617009',
  icuAdmission: '305351004',
  hospitalAdmission: '32485007',
};

/** Read once: what words of the standard mean is looked up once for a list. */
const STANDARDS = carriedStandards();

const about = { reference: `Patient/${PATIENT_ID}` };

/** The invented patient of the tests. */
export const patient: FhirResource = {
  resourceType: 'Patient',
  id: PATIENT_ID,
  name: [{ use: 'official', family: 'Proefpersoon', given: ['Test'] }],
  birthDate: '1950-05-05',
};

/** What a test wants a treatment directive to say; everything else is as the standard has it. */
export interface DirectiveWish {
  readonly id?: string;
  readonly treatment?: string;
  readonly code?: object;
  readonly on?: string | undefined;
  readonly type?: unknown;
  /** Words of the specification. */
  readonly specification?: string;
  readonly status?: unknown;
  /** Replaces or adds elements of the Consent. */
  readonly consent?: object;
  /** Replaces or adds elements of the provision. */
  readonly provision?: object;
}

/** A treatment directive as a Consent. */
export function directive(wish: DirectiveWish): FhirResource {
  const { id = 'directive', treatment = 'cpr', on = '2026-11-12', specification } = wish;
  return {
    resourceType: 'Consent',
    id,
    status: 'status' in wish ? wish.status : 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
    category: [{ coding: [{ system: SCT, code: '129125009' }] }],
    patient: about,
    ...('on' in wish && wish.on === undefined ? {} : { dateTime: on }),
    ...(specification === undefined
      ? {}
      : { modifierExtension: [{ url: SPECIFICATION, valueString: specification }] }),
    provision: {
      ...('type' in wish ? { type: wish.type } : {}),
      code: [wish.code ?? { coding: [{ system: SCT, code: CODES[treatment] ?? treatment }] }],
      ...wish.provision,
    },
    ...wish.consent,
  };
}

/** An advance directive as a Consent. */
export function advanceDirective(wish: {
  id?: string;
  type: string;
  on?: string;
  status?: string;
  provision?: object;
  consent?: object;
}): FhirResource {
  return {
    resourceType: 'Consent',
    id: wish.id ?? 'statement',
    status: wish.status ?? 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'adr' }] },
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentcategorycodes', code: 'acd' }] },
    ],
    patient: about,
    dateTime: wish.on ?? '2025-04-28',
    provision: {
      code: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.14.1', code: wish.type }] }],
      ...wish.provision,
    },
    ...wish.consent,
  };
}

/** An Observation that answers a question of the plan. */
export function observation(
  code: string,
  wish: { id?: string; on?: string } & Readonly<Record<string, unknown>>,
): FhirResource {
  const { id = `observation-${code}`, on = '2026-11-12', ...elements } = wish;
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    code: { coding: [{ system: SCT, code }] },
    subject: about,
    effectiveDateTime: on,
    ...elements,
  };
}

/** A value of an Observation from SNOMED CT. */
export const sct = (code: string) => ({ coding: [{ system: SCT, code }] });
/** A value of an Observation from NullFlavor. */
export const nullFlavor = (code: string) => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code }],
});

/** Reads resources beside the invented patient. */
export function planOf(
  resources: readonly FhirResource[],
  now = NIGHT,
  who: FhirResource = patient,
): CarePlan {
  return readCarePlan([who, ...resources], {
    standards: STANDARDS,
    patientId: PATIENT_ID,
    now,
    timeZone: TIME_ZONE,
  });
}

/** The row of one treatment. Throws when there is none. */
export function limitOf(resources: readonly FhirResource[], key = 'cpr', now = NIGHT): TreatmentLimit {
  const limit = planOf(resources, now).limits.find((each) => each.key === key);
  if (!limit) throw new Error(`there is no row ${key}`);
  return limit;
}
