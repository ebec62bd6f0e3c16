import type { FhirResource } from '@caecilia/fhir';
import type { DaysAgo } from './team.ts';

const HOSPITAL = 'Organization/demo-hospital';
const HOME_CARE = { system: 'http://loinc.org', code: 'LA28866-4' };
const HOSPICE_CARE = { system: 'http://snomed.info/sct', code: '385763009', display: 'Hospice care' };
const INFORMATION_RECIPIENT = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  code: 'IRCP',
};

/** Who, beside the team of the plan, has to do with which patient of the demo. */
const AT_HOME = ['wilhelmina', 'cornelis', 'emily'];
const IN_HOSPICE = ['aaltje', 'hendrika'];
const ON_WARD = ['wilhelmina', 'cornelis'];
/** Patients who let these organisations look: the general practice, home care, and at night the out-of-hours service. */
const SHARES: Readonly<Record<string, readonly string[]>> = {
  wilhelmina: ['demo-gp', 'demo-home-care', 'demo-out-of-hours'],
  cornelis: ['demo-gp', 'demo-home-care', 'demo-out-of-hours'],
  aaltje: ['demo-gp', 'demo-out-of-hours'],
  emily: ['demo-gp'],
};

/** Facts from which the access rule takes who may see whom: who is in whose care, and permissions to share. */
export function careRelations(ago: DaysAgo): readonly FhirResource[] {
  const since = { start: ago(30) };
  return [
    ...AT_HOME.map((name) =>
      episode(`demo-${name}-home-care`, name, {
        type: [{ coding: [HOME_CARE] }],
        managingOrganization: { reference: 'Organization/demo-home-care' },
        period: since,
      }),
    ),
    ...ON_WARD.map((name) =>
      episode(`demo-${name}-ward`, name, {
        careManager: { reference: 'PractitionerRole/demo-verzinsel' },
        period: since,
      }),
    ),
    ...IN_HOSPICE.map((name) =>
      episode(`demo-${name}-hospice`, name, {
        type: [{ coding: [HOSPICE_CARE] }],
        managingOrganization: { reference: 'Organization/demo-hospice' },
        period: since,
      }),
    ),
    ...Object.entries(SHARES).map(([name, organizations]) => sharing(name, organizations, ago(30))),
  ];
}

function episode(id: string, name: string, rest: object): FhirResource {
  return {
    resourceType: 'EpisodeOfCare',
    id,
    status: 'active',
    patient: { reference: `Patient/demo-${name}` },
    ...rest,
  };
}

/** A permission to share, as the patient gave it; it is no treatment directive and no advance directive. */
function sharing(name: string, organizations: readonly string[], on: string): FhirResource {
  return {
    resourceType: 'Consent',
    id: `demo-${name}-sharing`,
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'INFA' }] }],
    patient: { reference: `Patient/demo-${name}` },
    dateTime: on,
    policyRule: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }],
    },
    provision: {
      type: 'permit',
      period: { start: on },
      actor: organizations.map((organization) => ({
        role: { coding: [INFORMATION_RECIPIENT] },
        reference: { reference: `Organization/${organization}` },
      })),
    },
  };
}

/** The hospital keeps the record of every patient of the demo. */
export function heldByHospital(resource: FhirResource): FhirResource {
  return resource.resourceType === 'Patient'
    ? { ...resource, managingOrganization: { reference: HOSPITAL } }
    : resource;
}
