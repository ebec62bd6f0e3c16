import type { TransactionBundle } from '@caecilia/careplan';
import type { FhirResource } from '@caecilia/fhir';

export const HOSPITAL = 'Organization/demo-hospital';
export const TEAM = 'Organization/demo-consult-team';
export const TEAM_SERVICE = 'HealthcareService/demo-consultation';

/** A reference as FHIR writes it. */
export const of = (reference: string) => ({ reference });

/** Every resource put under its own id, so that loading it twice changes nothing. */
export function transactionOf(resources: readonly FhirResource[]): TransactionBundle {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${String(resource.id)}` },
    })),
  };
}

/** What the access rule and the app of the daily work read of care elsewhere. */
export const CARE_TYPES = {
  homeCare: { system: 'http://loinc.org', code: 'LA28866-4' },
  hospice: { system: 'http://snomed.info/sct', code: '385763009' },
  consultation: { system: 'http://snomed.info/sct', code: '11429006' },
} as const;

/** Care that an organisation gives: it opens the record to the organisation for as long as it lasts. */
export function episodeOfCare(
  id: string,
  episode: {
    readonly patient: string;
    readonly kind: keyof typeof CARE_TYPES;
    readonly by: string;
    /** Instant, or civil day. */
    readonly start: string;
    readonly end?: string;
  },
): FhirResource {
  const { patient, kind, by, start, end } = episode;
  return {
    resourceType: 'EpisodeOfCare',
    id,
    status: end === undefined ? 'active' : 'finished',
    type: [{ coding: [CARE_TYPES[kind]] }],
    patient: of(`Patient/${patient}`),
    managingOrganization: of(by),
    period: { start, ...(end === undefined ? {} : { end }) },
  };
}

/** A stay in a bed of an institution. */
export function stay(
  id: string,
  {
    patient,
    place,
    by,
    start,
    end,
  }: {
    readonly patient: string;
    /** `Location/…`. */
    readonly place: string;
    readonly by: string;
    readonly start: string;
    readonly end?: string;
  },
): FhirResource {
  return {
    resourceType: 'Encounter',
    id,
    status: end === undefined ? 'in-progress' : 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
    subject: of(`Patient/${patient}`),
    period: { start, ...(end === undefined ? {} : { end }) },
    location: [{ location: of(place), status: end === undefined ? 'active' : 'completed' }],
    serviceProvider: of(by),
  };
}

/** An illness, in words: the demo names no code that was not looked up. */
export function condition(
  id: string,
  {
    patient,
    words,
    since,
    main = false,
  }: {
    readonly patient: string;
    readonly words: string;
    readonly since: string;
    /** The illness that the palliative care is about. */
    readonly main?: boolean;
  },
): FhirResource {
  const system = 'http://terminology.hl7.org/CodeSystem/';
  return {
    resourceType: 'Condition',
    id,
    clinicalStatus: { coding: [{ system: `${system}condition-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${system}condition-ver-status`, code: 'confirmed' }] },
    category: [
      {
        coding: [
          { system: `${system}condition-category`, code: main ? 'problem-list-item' : 'encounter-diagnosis' },
        ],
      },
    ],
    code: { text: words },
    subject: of(`Patient/${patient}`),
    onsetDateTime: since,
    recordedDate: since,
  };
}

const CONSENT_SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const RECIPIENT = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }],
};

/** What the patient lets others see: organisations, and people close to them by a mandate. */
export function permission(
  id: string,
  { patient, to, on }: { readonly patient: string; readonly to: readonly string[]; readonly on: string },
): FhirResource {
  return {
    resourceType: 'Consent',
    id,
    status: 'active',
    scope: { coding: [{ system: CONSENT_SCOPE, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: ACT_CODE, code: 'INFA' }] }],
    patient: of(`Patient/${patient}`),
    dateTime: on,
    policyRule: { coding: [{ system: ACT_CODE, code: 'OPTIN' }] },
    provision: {
      type: 'permit',
      period: { start: on },
      actor: to.map((reference) => ({ role: RECIPIENT, reference: of(reference) })),
    },
  };
}

/** Says of a patient that nobody has this record: what is made for trying is told from what is real by it. */
export const INVENTED = { system: 'urn:caecilia:invented', code: 'patient' } as const;

/** The patient, marked as invented; anything else as it is. */
export function asInvented(resource: FhirResource): FhirResource {
  return resource.resourceType === 'Patient'
    ? { ...resource, meta: { ...resource.meta, tag: [INVENTED] } }
    : resource;
}

/** The hospital keeps the record of every patient of the demo. */
export function heldByHospital(resource: FhirResource): FhirResource {
  return resource.resourceType === 'Patient'
    ? asInvented({ ...resource, managingOrganization: of(HOSPITAL) })
    : resource;
}
