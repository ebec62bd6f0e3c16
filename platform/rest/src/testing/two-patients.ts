import type { FhirResource } from '@caecilia/fhir';
import { ACCESS_INTERACTIONS, type AccessFacts, type Caller, type Relation } from '@caecilia/kernel';
import { NURSE, startTestServer, type TestServer } from './fhir-server.ts';

/** A record of two invented patients, one of whom the nurse treats, with references from each to the other. */
const RULE = {
  interactions: ACCESS_INTERACTIONS,
  needsPermission: false,
  endsAtDeath: false,
  labels: 0,
  where: [],
};
const PATIENT_TYPES = [
  'Patient',
  'Observation',
  'Encounter',
  'Binary',
  'Appointment',
  'List',
  'Group',
  'CareTeam',
  'Consent',
];
export const TREATING: Caller = {
  id: 'Practitioner/nurse',
  role: 'nurse',
  scope: {
    kind: 'rules',
    policyVersion: 'test',
    actors: ['Practitioner/nurse'],
    marks: false,
    rules: [
      {
        ...RULE,
        types: PATIENT_TYPES.filter((type) => type !== 'CareTeam' && type !== 'Consent'),
        through: ['treatingTeam'],
      },
      { ...RULE, types: ['Practitioner'], through: 'shared' },
    ],
  },
};

/** `CareTeam.participant` makes the treating team; nothing else does here. */
export const FACTS: AccessFacts = {
  version: 'test',
  relationTypes: ['CareTeam'],
  labelsOf: () => [],
  relationsOf: ({ subject, participant }) => {
    const patient = (subject as { reference: string }).reference.slice('Patient/'.length);
    const members = (participant ?? []) as { member: { reference: string } }[];
    return members.map(
      ({ member }): Relation => ({ patient, actor: member.reference, kind: 'treatingTeam' }),
    );
  },
};

export const to = (reference: string) => ({ reference });
export const coded = (code: string) => ({ coding: [{ system: 'urn:c', code }] });
export const observation = (id: string, patient: string, more: object = {}): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: coded(patient === 'mine' ? 'open' : 'secret'),
  subject: to(`Patient/${patient}`),
  performer: [to('Practitioner/doc')],
  identifier: [{ system: 'urn:i', value: id }],
  ...more,
});
const encounter = (id: string, patient: string, more: object = {}): FhirResource => ({
  resourceType: 'Encounter',
  id,
  status: patient === 'mine' ? 'planned' : 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: to(`Patient/${patient}`),
  ...more,
});

export const RECORD: readonly FhirResource[] = [
  { resourceType: 'Patient', id: 'mine', name: [{ family: 'Verzonnen' }], active: true },
  { resourceType: 'Patient', id: 'theirs', name: [{ family: 'Geheim' }], active: true },
  { resourceType: 'Practitioner', id: 'doc', name: [{ family: 'Bedacht' }] },
  {
    resourceType: 'CareTeam',
    id: 'team',
    subject: to('Patient/mine'),
    participant: [{ member: to('Practitioner/nurse') }],
  },
  encounter('e-theirs', 'theirs'),
  encounter('e-mine', 'mine', { partOf: to('Encounter/e-theirs') }),
  observation('o-theirs', 'theirs', { encounter: to('Encounter/e-theirs') }),
  observation('o-mine', 'mine', { encounter: to('Encounter/e-mine') }),
  observation('crossed', 'mine', {
    encounter: to('Encounter/e-theirs'),
    hasMember: [to('Observation/o-theirs')],
  }),
  observation('points', 'theirs', { hasMember: [to('Observation/o-mine')] }),
  {
    resourceType: 'Binary',
    id: 'b-mine',
    contentType: 'text/plain',
    data: 'bWlqbg==',
    securityContext: to('Patient/mine'),
  },
  {
    resourceType: 'Binary',
    id: 'b-theirs',
    contentType: 'text/plain',
    data: 'Z2VoZWlt',
    securityContext: to('Patient/theirs'),
  },
  { resourceType: 'Binary', id: 'b-nobody', contentType: 'text/plain', data: 'Z2VoZWlt' },
  {
    resourceType: 'Appointment',
    id: 'both',
    status: 'proposed',
    participant: ['mine', 'theirs'].map((id) => ({ status: 'accepted', actor: to(`Patient/${id}`) })),
  },
  {
    resourceType: 'List',
    id: 'l-both',
    status: 'current',
    mode: 'working',
    subject: to('Patient/mine'),
    entry: [{ item: to('Patient/theirs') }],
  },
  {
    resourceType: 'Group',
    id: 'g-both',
    type: 'person',
    actual: true,
    member: ['mine', 'theirs'].map((id) => ({ entity: to(`Patient/${id}`) })),
  },
];

/** A server with that record, asked as the nurse. */
export interface TwoPatients extends TestServer {
  /** Does some work as somebody who may see and do everything. */
  asEverybody<T>(work: () => Promise<T>): Promise<T>;
}

/** Throws where the record could not be made. */
export async function startTwoPatients(): Promise<TwoPatients> {
  let caller = NURSE;
  const server = await startTestServer({ facts: FACTS, authenticate: () => caller });
  const amended = {
    ...RECORD.find(({ id }) => id === 'o-theirs'),
    resourceType: 'Observation',
    status: 'amended',
  };
  for (const resource of [...RECORD, amended]) {
    const { status, text } = await server.send(`PUT /${resource.resourceType}/${resource.id}`, resource);
    if (status !== 201 && status !== 200) throw new Error(text);
  }
  caller = TREATING;
  return {
    ...server,
    async asEverybody(work) {
      caller = NURSE;
      try {
        return await work();
      } finally {
        caller = TREATING;
      }
    },
  };
}
