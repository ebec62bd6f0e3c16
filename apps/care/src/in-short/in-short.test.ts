import type { InShort } from '@caecilia/careplan';
import type { Caller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardsOf } from '../care-plan.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { anna, consultNurse, gp, secretary, volunteer, wardNurse } from '../consultation/testing/people.ts';
import { permission } from '../demo/resources.ts';
import { type AskedEndpoints, askedEndpoints } from '../testing/asked-endpoints.ts';
import { person } from '../testing/people.ts';
import { inShortArea, inShortHouse } from './in-short-area.ts';
import { ownLookBefore } from './looks.ts';

const homeNurse = person('home-care-nurse', 'Practitioner/home', 'Organization/home-care');
const outOfHours = person('out-of-hours-gp', 'Practitioner/post', 'Organization/post');
const hospiceNurse = person('hospice-nurse', 'Practitioner/hospice-nurse', 'Organization/hospice');
const strangeGp = person('gp', 'Practitioner/other-gp', 'Organization/other');
const patient = { reference: 'Patient/anna' };
const SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const cpr = (type: 'permit' | 'deny', more: object = {}) => ({
  status: 'active',
  scope: { coding: [{ system: SCOPE, code: 'treatment' }] },
  category: [{ coding: [{ system: 'http://snomed.info/sct', code: '129125009' }] }],
  patient,
  dateTime: '2020-11-12',
  policyRule: { text: 'verzonnen' },
  provision: {
    type,
    code: [{ coding: [{ system: 'http://snomed.info/sct', code: '89666000' }] }],
    actor: [{ role: { text: 'arts' }, reference: { reference: 'Practitioner/doctor' } }],
  },
  ...more,
});

describe('the plan in short, in the record', () => {
  let record: ConsultationRecord;
  let house: AskedEndpoints;
  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs } = record.record;
    const plan = { standards: standardsOf(packs), recordLanguage: 'nl' };
    const area = inShortArea(inShortHouse(plan, { ...record.house, store }));
    house = askedEndpoints(record.house.session, area.endpoints);
    await record.put('Consent', 'cpr', cpr('permit'));
    await record.put('EpisodeOfCare', 'home-care', {
      status: 'active',
      patient,
      type: [{ coding: [{ system: 'http://loinc.org', code: 'LA28866-4' }] }],
      managingOrganization: { reference: 'Organization/home-care' },
    });
    await record.put('Task', 'for-gp', {
      status: 'requested',
      intent: 'order',
      for: patient,
      description: 'Bel haar maandag',
      requester: { display: 'dr. Verzonnen' },
      owner: { reference: 'Practitioner/gp' },
      restriction: { period: { end: '2026-11-30' } },
    });
    await record.put('Task', 'for-another', {
      status: 'requested',
      intent: 'order',
      for: patient,
      description: 'Niet voor deze huisarts',
      owner: { reference: 'Practitioner/somebody' },
    });
  });
  afterAll(async () => await record.close());

  const shortFor = (caller: Caller, id = 'anna') =>
    house.read<InShort>(caller, '/patients/:id/in-short', { id });
  const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });
  const permit = async (...to: readonly string[]) => {
    const {
      resourceType,
      id = '',
      ...rest
    } = permission('sharing', { patient: 'anna', to, on: '2020-11-01' });
    await record.put(resourceType, id, rest);
  };
  const stateOf = ({ plan }: InShort) =>
    plan.open ? plan.value.limits.find(({ key }) => key === 'cpr')?.state : plan.because;

  it('is refused to every role that reads otherwise, and is not there for who has nothing to do with the patient', async () => {
    record.setNow('2026-11-23T09:30:00Z');
    for (const caller of [volunteer, consultNurse, secretary, anna])
      await refused(shortFor(caller), 'forbidden');
    await refused(shortFor(strangeGp), 'not-found');
    await refused(shortFor(outOfHours), 'not-found');
    await refused(shortFor(gp, 'nobody'), 'not-found');
  });

  it('closes to the practice and home care what the patient does not permit, and says so part by part', async () => {
    for (const caller of [gp, homeNurse]) {
      const short = await shortFor(caller);
      for (const part of ['plan', 'changed', 'symptoms', 'ready', 'contacts', 'tasks'] as const)
        expect(short[part], part).toEqual({ open: false, because: 'permission' });
      expect(short.careTeam.open).toBe(true);
    }
  });

  it('opens to each setting its own scope while the patient permits it', async () => {
    await permit('Organization/practice', 'Practitioner/gp', 'Organization/home-care', 'Organization/post');
    for (const caller of [gp, homeNurse, wardNurse, hospiceNurse]) {
      const short = await shortFor(caller);
      expect([stateOf(short), short.symptoms.open, short.tasks.open], caller.role).toEqual([
        'do',
        true,
        true,
      ]);
    }
    const post = await shortFor(outOfHours);
    expect([stateOf(post), post.symptoms.open, post.ready.open]).toEqual(['do', true, true]);
    expect([post.tasks, post.careTeam, post.contacts]).toEqual([
      { open: false, because: 'role' },
      { open: false, because: 'role' },
      { open: false, because: 'role' },
    ]);
    expect((await shortFor(gp)).setting).toBe('gp');
  });

  it('asks of somebody what they or their practice have to do, and nothing of a colleague elsewhere', async () => {
    const { tasks } = await shortFor(gp);
    expect(tasks).toEqual({
      open: true,
      value: [{ words: 'Bel haar maandag', by: 'dr. Verzonnen', due: '2026-11-30' }],
    });
    expect((await shortFor(homeNurse)).tasks).toEqual({ open: true, value: [] });
  });

  it('tells what changed since this person looked, with what it was', async () => {
    const first = await shortFor(gp);
    expect(first.changed).toMatchObject({ open: true, value: { complete: true } });
    expect(first.changed.open && first.changed.value.looked).toBeUndefined();
    record.setNow('2026-11-23T11:00:00Z');
    expect((await shortFor(gp)).changed).toMatchObject({
      value: { looked: '2026-11-23T10:30', changes: [], complete: true },
    });
    record.setNow('2026-11-23T11:05:00Z');
    await record.put('Consent', 'cpr', cpr('permit', { status: 'inactive' }));
    await record.put('Consent', 'no-cpr', cpr('deny', { dateTime: '2020-11-23' }));
    // Loaded again within the visit, it is still told.
    for (const now of ['2026-11-23T12:20:00Z', '2026-11-23T12:40:00Z']) {
      record.setNow(now);
      expect((await shortFor(gp)).changed).toMatchObject({
        open: true,
        value: {
          looked: '2026-11-23T12:00',
          changes: [{ key: 'cpr', before: { state: 'do' }, after: { state: 'doNot' } }],
          complete: true,
        },
      });
    }
    // Who may not see the version before is told that there was one, and not what it said.
    expect((await shortFor(outOfHours)).changed).toMatchObject({ open: true, value: { complete: false } });
  });

  it('counts no look of a colleague, of another patient, or at a sign in a list', async () => {
    const { log } = record.record.store;
    const looked = (caller: Caller, patientId: string) =>
      ownLookBefore(log, { caller, patientId, now: new Date('2026-11-23T15:00:00Z') });
    expect(await looked(gp, 'anna')).toBe(Date.parse('2026-11-23T12:40:00Z'));
    expect(await looked(gp, 'bram')).toBeUndefined();
    const colleague = person('gp', 'Practitioner/colleague', 'Organization/practice');
    const { readSearch, session } = record.house;
    await session(colleague).search(readSearch(['Consent'], [['patient', 'Patient/anna']]));
    expect(await looked(colleague, 'anna')).toBeUndefined();
  });

  it('closes at once when the permission is withdrawn', async () => {
    await permit('Organization/somebody-else');
    expect((await shortFor(gp)).plan).toEqual({ open: false, because: 'permission' });
    await refused(shortFor(outOfHours), 'not-found');
    expect(stateOf(await shortFor(wardNurse))).toBe('doNot');
  });
});
