import { elementOf, elementsOf } from '@caecilia/fhir';
import { type Caller, callerOf, type EndpointPost, resourceOf } from '@caecilia/kernel';
import type { SharingPermission } from '@caecilia/privacy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICY } from '../access/policy.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { consultNurse, gp, social, TEAM, volunteer, wardNurse } from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { sharingEndpoints } from './sharing-endpoints.ts';

let record: ConsultationRecord;
beforeAll(async () => {
  record = await openConsultationRecord();
  await record.put('CareTeam', 'team-anna', {
    status: 'active',
    subject: { reference: 'Patient/anna' },
    participant: [{ member: { reference: TEAM } }],
  });
});
afterAll(async () => await record.close());

const visit = (caller: Caller, patient: string) => ({
  caller,
  params: { id: patient },
  query: {},
  headers: {},
  origin: '',
  formToken: '',
});
const endpoint = () => {
  const [found] = sharingEndpoints({ ...record.house, log: record.record.store.log });
  if (found === undefined) throw new Error('no endpoint');
  return found;
};
const say = async (caller: Caller, body: object, patient = 'anna') => {
  const post: EndpointPost = { ...visit(caller, patient), body };
  const answer = await endpoint().write?.(record.house.session(caller), post);
  return (answer as { permissions: readonly SharingPermission[] }).permissions;
};
const given = { organizationType: 'out-of-hours', answer: 'given', present: true };
/** A doctor at the out-of-hours practice, at night. */
const atNight = callerOf(
  {
    accountId: 'night',
    kind: 'staff',
    name: 'dr. Nacht (verzonnen)',
    fhirUser: 'Practitioner/night',
    role: 'out-of-hours-gp',
    organization: 'Organization/out-of-hours',
    secondFactor: true,
    clientId: 'test',
    scopes: ['user/*.rs'],
  },
  POLICY,
  { organizationTypes: ['out-of-hours'] },
);
const seesAnna = async () => (await record.house.session(atNight).read('Patient', 'anna')) !== undefined;

describe('what the patient says about sharing, written down by who treats them', () => {
  it('opens the record with the next statement, and closes it with the next one when it is taken back', async () => {
    expect(await seesAnna()).toBe(false);
    const [, state] = (await say(consultNurse, given)).map((each) => each.state);
    expect(state).toBe('given');
    expect(await seesAnna()).toBe(true);
    await say(consultNurse, { ...given, answer: 'refused' });
    expect(await seesAnna()).toBe(false);
  });

  it('is given for several in one action, and ends for all in one: who could read a moment ago reads nothing', async () => {
    const together = async (caller: Caller, body: object) => {
      const found = sharingEndpoints({ ...record.house, log: record.record.store.log }).find(({ path }) =>
        path.endsWith('/all'),
      );
      const answer = await found?.write?.(record.house.session(caller), { ...visit(caller, 'anna'), body });
      return (answer as { permissions: readonly SharingPermission[] }).permissions
        .filter(({ state }) => state === 'given')
        .map(({ organizationType }) => organizationType);
    };
    const agree = { answer: 'given', kinds: ['out-of-hours', 'home-care'], present: true };
    await expect(together(consultNurse, { ...agree, present: false })).rejects.toMatchObject({
      code: 'business-rule',
    });
    await expect(together(consultNurse, { ...agree, kinds: [] })).rejects.toMatchObject({ code: 'value' });
    await expect(together(wardNurse, agree)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await seesAnna()).toBe(false);
    expect(await together(consultNurse, agree)).toEqual(['out-of-hours', 'home-care']);
    expect(await seesAnna()).toBe(true);
    expect(await together(consultNurse, { answer: 'refused', present: true })).toEqual([]);
    expect(await seesAnna()).toBe(false);
  });

  it('says that the patient was there, is a Consent of its own kind, and no directive', async () => {
    await say(consultNurse, given);
    const query = record.house.readSearch(
      ['Consent'],
      [
        ['patient', 'Patient/anna'],
        ['status', 'active'],
      ],
    );
    const { matches } = await record.house.session(consultNurse).search(query);
    const written = matches.map(resourceOf).find(({ verification }) => verification !== undefined);
    expect(written).toMatchObject({
      scope: { coding: [{ code: 'patient-privacy' }] },
      verification: [{ verified: true, verifiedWith: { reference: 'Patient/anna' } }],
    });
    expect(elementsOf(elementOf(written?.scope).coding)).toHaveLength(1);
    expect(await record.invalid(['Consent'])).toEqual([]);
  });

  it('goes for a kind of organisation, and not for the one that the patient objects to', async () => {
    await say(consultNurse, given);
    expect(await seesAnna()).toBe(true);
    await record.put('Consent', 'not-they', {
      status: 'active',
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
      },
      category: [{ text: 'delen' }],
      patient: { reference: 'Patient/anna' },
      policyRule: { text: 'Bezwaar van de patiënt' },
      provision: {
        type: 'deny',
        actor: [{ role: { text: 'IRCP' }, reference: { reference: 'Organization/out-of-hours' } }],
      },
    });
    expect(await seesAnna()).toBe(false);
    await record.put('Consent', 'not-they', {
      status: 'inactive',
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
      },
      category: [{ text: 'delen' }],
      patient: { reference: 'Patient/anna' },
      policyRule: { text: 'Bezwaar van de patiënt' },
    });
    expect(await seesAnna()).toBe(true);
  });

  it('is refused where the patient is not there, for another kind, and from who may not write it', async () => {
    await expect(say(consultNurse, { ...given, present: false })).rejects.toMatchObject({
      code: 'business-rule',
    });
    await expect(say(consultNurse, { ...given, organizationType: 'everybody' })).rejects.toMatchObject({
      code: 'invalid',
    });
    const stranger = person('consult-nurse', 'Practitioner/stranger', 'Organization/elsewhere');
    for (const caller of [social, wardNurse, gp, volunteer, stranger, person('patient', 'Patient/anna')])
      await expect(say(caller, { ...given, answer: 'refused' }), caller.role).rejects.toMatchObject({
        status: expect.any(Number) as unknown,
      });
    expect(await seesAnna()).toBe(true);
  });

  it('leaves only what is valid R4', async () => {
    expect(await record.invalid(['Consent'])).toEqual([]);
  });
});
