import type { FhirResource } from '@caecilia/fhir';
import type { DaysAgo } from './team.ts';

const HOSPITAL = 'Organization/demo-hospital';
const HOSPICE = 'Organization/demo-hospice';
const PHYSICAL_TYPE = 'http://terminology.hl7.org/CodeSystem/location-physical-type';

const reference = (target: string) => ({ reference: target });

const service = (id: string, providedBy: string, code: string, name: string): FhirResource => ({
  resourceType: 'HealthcareService',
  id,
  active: true,
  providedBy: reference(providedBy),
  type: [{ coding: [{ system: 'urn:caecilia:service-type', code }], text: name.toLowerCase() }],
  name,
});

const place = (id: string, kind: 'si' | 'bd', name: string, partOf?: string): FhirResource => ({
  resourceType: 'Location',
  id,
  status: 'active',
  name,
  mode: 'instance',
  physicalType: { coding: [{ system: PHYSICAL_TYPE, code: kind }] },
  managingOrganization: reference(HOSPICE),
  ...(partOf === undefined ? {} : { partOf: reference(partOf) }),
});

const affiliation = (
  id: string,
  participant: string,
  code: string,
  text: string,
  start: string,
): FhirResource => ({
  resourceType: 'OrganizationAffiliation',
  id,
  active: true,
  period: { start },
  organization: reference(HOSPITAL),
  participatingOrganization: reference(participant),
  code: [{ coding: [{ system: 'urn:caecilia:affiliation-role', code }], text }],
});

/** What the institutions of the demo consist of, offer, and have to do with each other. */
export function demoNetwork(ago: DaysAgo): readonly FhirResource[] {
  const site = 'Location/demo-hospice-site';
  return [
    {
      resourceType: 'Organization',
      id: 'demo-consult-team',
      active: true,
      type: [{ coding: [{ system: 'urn:caecilia:organization-type', code: 'team' }], text: 'team' }],
      name: 'Consultteam palliatieve zorg',
      partOf: reference(HOSPITAL),
      telecom: [{ system: 'phone', value: '000-555 01 14', use: 'work' }],
    },
    service(
      'demo-consultation',
      'Organization/demo-consult-team',
      'consultation-team',
      'Consultatie palliatieve zorg',
    ),
    place('demo-hospice-site', 'si', 'De Verzonnen Linde'),
    ...[1, 2, 3, 4, 5, 6].map((room) => place(`demo-hospice-bed-${room}`, 'bd', `Kamer ${room}`, site)),
    {
      ...service('demo-hospice-care', HOSPICE, 'hospice', 'Verblijf in het hospice'),
      location: [reference(site)],
      comment: 'Zes kamers. Bel voor een plaats, dag en nacht.',
      telecom: [{ system: 'phone', value: '000-555 01 19', use: 'work' }],
    },
    service('demo-home-nursing', 'Organization/demo-home-care', 'home-care', 'Wijkverpleging'),
    affiliation('demo-network-hospice', HOSPICE, 'network-member', 'lid van het netwerk', ago(700)),
    affiliation('demo-network-gp', 'Organization/demo-gp', 'consults', 'vraagt consult', ago(700)),
    affiliation(
      'demo-network-home-care',
      'Organization/demo-home-care',
      'consults',
      'vraagt consult',
      ago(300),
    ),
    {
      resourceType: 'Endpoint',
      id: 'demo-hospice-fhir',
      status: 'active',
      connectionType: {
        system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
        code: 'hl7-fhir-rest',
      },
      name: 'FHIR van het hospice',
      managingOrganization: reference(HOSPICE),
      period: { start: ago(100) },
      payloadType: [{ text: 'FHIR R4' }],
      address: 'https://fhir.linde.example/r4',
    },
  ];
}
