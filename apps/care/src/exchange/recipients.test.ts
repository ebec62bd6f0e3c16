import { createHash } from 'node:crypto';
import type { Ground } from '@caecilia/exchange';
import type { Principal } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { consultNurse, TEAM } from '../consultation/testing/people.ts';
import { handOversOf } from './hand-overs.ts';
import { pullCallers, standardOf } from './recipients.ts';

const OTHER = 'Organization/other';
let record: ConsultationRecord;
beforeAll(async () => {
  record = await openConsultationRecord();
  await record.put('CareTeam', 'team-anna', {
    status: 'active',
    subject: { reference: 'Patient/anna' },
    participant: [{ member: { reference: TEAM } }],
  });
  await record.put('Consent', 'word', {
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [{ text: 'delen' }],
    patient: { reference: 'Patient/anna' },
    policyRule: { text: 'Toestemming van de patiënt' },
    provision: { type: 'permit', actor: [{ role: { text: 'IRCP' }, reference: { reference: OTHER } }] },
  });
});
afterAll(async () => await record.close());

/** A system with a token for a hand-over that the nurse made on this ground. */
async function pulling(ground: Ground, organization: string = OTHER) {
  const { house } = record;
  const handOvers = handOversOf(house);
  const queries = record.record.language.definitions.namedQueries;
  const pack = queries.at(-1)?.pack;
  const digest = createHash('sha256').update(`secret ${ground}`).digest('hex');
  await handOvers.make(
    consultNurse,
    {
      patientId: 'anna',
      channel: 'fhir',
      ground,
      standard: pack === undefined ? '' : standardOf(pack),
      team: 'HealthcareService/team',
      role: 'consult-nurse',
      to: { reference: OTHER, name: 'Ander Ziekenhuis Verzonnen' },
      digest,
    },
    `form ${ground}`,
  );
  const principal: Principal = {
    accountId: 'other-hospital',
    kind: 'system',
    name: 'Ander Ziekenhuis Verzonnen',
    role: 'connected-system',
    organization,
    secondFactor: false,
    clientId: 'other-hospital',
    scopes: ['system/*.rs'],
    authorizationBase: digest,
  };
  return await pullCallers({ ...house, handOvers, queries })(principal, {});
}

describe('a system with a token for one hand-over', () => {
  it.each(['treatment', 'permission'] as const)(
    'looks on the ground of %s, and the log of the patient says so',
    async (ground) => {
      const caller = await pulling(ground);
      expect((await record.house.session(caller).read('Patient', 'anna'))?.id).toBe('anna');
      expect(await record.house.session(caller).read('Patient', 'bram')).toBeUndefined();
      const { lines } = await record.record.store.log.lines({
        patient: 'anna',
        user: 'other-hospital',
        count: 50,
      });
      const grounds = lines.map(({ who }) => who.ground);
      expect(grounds).toContain(ground === 'treatment' ? 'handOver' : 'handOverPermitted');
    },
  );

  it('of another organisation sees nothing, whoever gave it the secret', async () => {
    const caller = await pulling('treatment', 'Organization/stranger');
    expect(caller.scope).toEqual({ kind: 'nothing' });
  });
});
