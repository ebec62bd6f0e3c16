import { randomBytes } from 'node:crypto';
import type { Caller, PageAnswer, PageVisit } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CarePlanFloor, carePlanOf } from './care-plan.ts';
import { readSettings } from './configuration.ts';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from './consultation/testing/consultation-record.ts';
import { anna, doctor, gp, husband, volunteer, wardNurse } from './consultation/testing/people.ts';
import { person } from './testing/people.ts';

const OWN = '/my-record/plan';
const OF_PATIENT = '/care/patients/:id/plain';
const SCT = 'http://snomed.info/sct';
const about = { reference: 'Patient/anna' };

const directive = (code: string, type: string, more: object = {}) => ({
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
  category: [{ coding: [{ system: SCT, code: '129125009' }] }],
  patient: about,
  dateTime: '2026-11-12',
  policyRule: { text: 'Behandelafspraak' },
  provision: { type, code: [{ coding: [{ system: SCT, code }] }] },
  ...more,
});
const wish = (words: string, more: object = {}) => ({
  status: 'final',
  code: { coding: [{ system: SCT, code: '153851000146100' }] },
  subject: about,
  effectiveDateTime: '2026-11-12',
  valueString: words,
  ...more,
});
const labelled = (code: string) => ({
  meta: { security: [{ system: 'urn:caecilia:confidentiality', code }] },
});

describe('the plan in plain words', () => {
  let record: ConsultationRecord;
  let floor: CarePlanFloor;
  const representative = person('carer', 'RelatedPerson/son');

  beforeAll(async () => {
    record = await openConsultationRecord();
    const { store, packs, language } = record.record;
    const settings = readSettings({ CAECILIA_DATA_DIR: '/nowhere', CAECILIA_LOG_LEVEL: 'silent' }, '/');
    floor = carePlanOf({
      settings,
      store,
      packs,
      language,
      readSearch: record.house.readSearch,
      now: record.house.now,
      paperKey: randomBytes(32),
    });
    await record.put('Consent', 'cpr', directive('89666000', 'deny'));
    await record.put('Observation', 'wish', wish('Met de hond op bed.'));
    await record.put('Observation', 'kept', wish('Wat zij nog niet weet.', labelled('unreleased')));
    await record.put(
      'Observation',
      'social',
      wish('Wat alleen de maatschappelijk werker weet.', labelled('psychosocial')),
    );
    await record.put('RelatedPerson', 'son', {
      patient: about,
      relationship: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472', code: '24' }] }],
    });
  });
  afterAll(async () => await record.close());

  const see = async (caller: Caller, path: string): Promise<PageAnswer> => {
    const page = floor.pages.find((each) => each.path === path);
    if (page === undefined) throw new Error(`there is no ${path}`);
    const visit: PageVisit = {
      caller,
      params: { id: 'anna' },
      query: { lang: 'nl' },
      headers: {},
      origin: '',
      formToken: '',
    };
    return page.handler(record.house.session(caller), visit);
  };
  const html = (answer: PageAnswer) => ('html' in answer ? answer.html : '');
  const status = (answer: PageAnswer) => ('status' in answer ? answer.status : 303);

  it.each([
    ['the patient, on a page of their own', anna, OWN],
    ['who represents them', representative, OWN],
    ['a nurse who prints it', wardNurse, OF_PATIENT],
    ['the treating physician', doctor, OF_PATIENT],
  ])('is there for %s', async (_who, caller, path) => {
    const answer = await see(caller, path);
    expect(status(answer)).toBe(200);
    expect(html(answer)).toContain('Dit doen we niet.');
    expect(html(answer)).toContain('Met de hond op bed.');
  });

  it('holds nothing that is labelled, also when somebody makes it who may see that', async () => {
    for (const [caller, path] of [
      [anna, OWN],
      [wardNurse, OF_PATIENT],
      [doctor, OF_PATIENT],
    ] as const) {
      const page = html(await see(caller, path));
      expect(page).not.toContain('Wat zij nog niet weet.');
      expect(page).not.toContain('Wat alleen de maatschappelijk werker weet.');
    }
  });

  it.each([
    ['a carer by mandate, to whom a plan would say that nothing was agreed', husband, OWN],
    ['somebody who works here, at the page of patients', wardNurse, OWN],
    ['a volunteer', volunteer, OF_PATIENT],
    ['a practice without the permission of the patient', gp, OF_PATIENT],
  ])('is closed to %s', async (_who, caller, path) => {
    const answer = await see(caller, path);
    expect([403, 404]).toContain(status(answer));
    expect(html(answer)).not.toContain('Dit doen we');
    expect(html(answer)).not.toContain('hond');
  });
});
