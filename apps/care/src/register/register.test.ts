import { requestsOverRecord } from '@caecilia/consultation';
import type { Caller, Endpoint, EndpointPost, Page, PageAnswer, PageVisit } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  asking,
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import {
  anna,
  consultNurse,
  daughter,
  doctor,
  gp,
  husband,
  lead,
  volunteer,
  wardNurse,
} from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { registerArea } from './desk-area.ts';
import { registerFloors } from './register-floors.ts';

const far = person('ward-nurse', 'Practitioner/far', 'Organization/far');
const CLIENT = '0b1f6d3e-0000-4000-8003-000000000001';

const visit = (caller: Caller, more: Partial<EndpointPost> = {}): EndpointPost => ({
  caller,
  params: {},
  query: {},
  headers: {},
  origin: '',
  formToken: '',
  body: undefined,
  ...more,
});

describe('recognising early, and asking from home', () => {
  let house: ConsultationRecord;
  let endpoints: readonly Endpoint[];
  let pages: readonly Page[];
  beforeAll(async () => {
    house = await openConsultationRecord();
    const { store } = house.record;
    const parts = { ...house.house, store };
    endpoints = registerArea(parts).endpoints;
    pages = registerFloors({ ...parts, demo: true }).flatMap((floor) => floor.pages);
    await house.put('Practitioner', 'doctor', { name: [{ text: 'dr. D. Verzonnen' }] });
    await house.put('HealthcareService', 'consult', {
      active: true,
      type: [{ coding: [{ system: 'urn:caecilia:service-type', code: 'consultation-team' }] }],
      providedBy: { reference: 'Organization/team' },
      telecom: [{ system: 'phone', value: '000-555 01 14' }],
    });
  });
  afterAll(async () => await house.close());

  const endpoint = (path: string) => {
    const found = endpoints.find((each) => each.path === path);
    if (found === undefined) throw new Error(`there is no ${path}`);
    return found;
  };
  const ask = async (caller: Caller, path: string, more: Partial<PageVisit> = {}) =>
    await endpoint(path).read?.(house.house.session(caller), visit(caller, more));
  const tell = async (caller: Caller, path: string, more: Partial<EndpointPost>) =>
    await endpoint(path).write?.(house.house.session(caller), visit(caller, more));
  const page = async (caller: Caller, path: string, more: Partial<PageVisit> = {}): Promise<PageAnswer> => {
    const found = pages.find((each) => each.path === path);
    if (found === undefined) throw new Error(`there is no ${path}`);
    return await found.handler(house.house.session(caller), visit(caller, more));
  };
  const post = async (caller: Caller, path: string, fields: Readonly<Record<string, readonly string[]>>) => {
    const found = pages.find((each) => each.path === path);
    return await found?.submit?.(house.house.session(caller), { ...visit(caller), fields });
  };
  const html = (answer: PageAnswer | undefined) => (answer && 'html' in answer ? answer.html : '');
  const forbidden = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'forbidden' });
  const unseen = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'not-found' });
  const PROMPTS = '/patients/:id/prompts';
  const MARKS = '/patients/:id/marks';
  const ofAnna = { params: { id: 'anna' } };

  describe('a prompt list', () => {
    const body = { list: 'referral-non-cancer', version: '1', ticked: ['lung'], clientId: CLIENT };

    it('is kept with who ticked, when and which version, and is no number', async () => {
      await tell(doctor, PROMPTS, { ...ofAnna, body });
      expect(await tell(doctor, PROMPTS, { ...ofAnna, body })).toMatchObject({ again: true });
      const shown = await ask(wardNurse, PROMPTS, ofAnna);
      expect(shown).toEqual({
        mayTick: true,
        closed: false,
        unreadable: 0,
        more: false,
        answers: [
          {
            id: expect.any(String) as string,
            list: 'referral-non-cancer',
            version: '1',
            ticked: ['lung'],
            at: '2026-11-23T10:00',
            by: 'dr. D. Verzonnen',
          },
        ],
      });
    });

    it('asks for no consultation by itself', async () => {
      expect((await requestsOverRecord(house.house).ofPatient(wardNurse, 'anna')).entries).toEqual([]);
    });

    it('is refused to who does not treat, to the office, and where the form is not whole', async () => {
      await unseen(ask(far, PROMPTS, ofAnna) as Promise<unknown>);
      await forbidden(tell(far, PROMPTS, { ...ofAnna, body: { ...body, clientId: `${CLIENT}1` } }));
      await forbidden(tell(gp, PROMPTS, { ...ofAnna, body: { ...body, clientId: `${CLIENT}1` } }));
      for (const wrong of [undefined, [], { ...body, ticked: 'lung' }, { ...body, ticked: [1] }])
        await expect(tell(doctor, PROMPTS, { ...ofAnna, body: wrong })).rejects.toMatchObject({
          code: 'value',
        });
      await expect(
        tell(doctor, PROMPTS, { ...ofAnna, body: { ...body, ticked: ['pain'], clientId: `${CLIENT}2` } }),
      ).rejects.toMatchObject({ code: 'business-rule' });
    });
  });

  describe('a mark', () => {
    it('is seen by who treats with its reason, and is on the list of who set it only', async () => {
      const kept = await tell(doctor, MARKS, { ...ofAnna, body: { reason: ' Verrassingsvraag. ' } });
      expect(kept).toMatchObject({ otherReason: false, mark: { mine: true, reason: 'Verrassingsvraag.' } });
      expect(await tell(doctor, MARKS, { ...ofAnna, body: { reason: 'Iets anders.' } })).toMatchObject({
        otherReason: true,
        mark: { reason: 'Verrassingsvraag.' },
      });
      expect(await ask(wardNurse, MARKS, ofAnna)).toMatchObject({
        mayMark: true,
        closed: false,
        marks: [{ mine: false, by: 'dr. D. Verzonnen', on: '2026-11-23' }],
      });
      expect(await ask(doctor, '/register')).toMatchObject({
        entries: [{ name: '=Verzonnen-anna, Proef', birthDate: '1948-02-14' }],
      });
      expect(await ask(wardNurse, '/register')).toMatchObject({ entries: [] });
    });

    it('says that it is closed, and not that there is none, to a GP without permission', async () => {
      expect(await ask(gp, MARKS, ofAnna)).toMatchObject({ closed: true, marks: [] });
      expect(await ask(gp, PROMPTS, ofAnna)).toMatchObject({ closed: true, mayTick: false });
    });

    it('is refused without a reason, with one that is too long, and to who may not mark', async () => {
      for (const reason of ['', '  ', 'x'.repeat(501)])
        await expect(tell(doctor, MARKS, { ...ofAnna, body: { reason } })).rejects.toMatchObject({
          code: 'value',
          issues: [{ expression: ['reason'] }],
        });
      for (const caller of [gp, far, anna, volunteer])
        await forbidden(tell(caller, MARKS, { ...ofAnna, body: { reason: 'x' } }));
      for (const caller of [lead, anna, volunteer])
        await forbidden(ask(caller, '/register') as Promise<unknown>);
    });

    it('makes an agenda as a file that no spreadsheet runs, and on paper; both are told to the log of the patient', async () => {
      const answer = await page(doctor, '/register/agenda.csv', { query: { lang: 'nl' } });
      expect(answer).toMatchObject({ file: { name: 'patz-2026-11-23.csv' } });
      const text = 'file' in answer && 'text' in answer.file ? answer.file.text : '';
      expect(text).toContain("\r\n'=Verzonnen-anna, Proef;14-02-1948;23-11-2026;Verrassingsvraag.;;;;;\r\n");
      expect(html(await page(doctor, '/register/agenda'))).toContain('=Verzonnen-anna, Proef');
      const { lines } = await house.record.store.log.lines({ patient: 'anna', count: 200 });
      const told = lines.filter(({ detail }) => detail === 'agenda of marked patients');
      expect(told.map(({ event, who }) => [event, who.id])).toEqual([
        ['export', 'Practitioner/doctor'],
        ['print', 'Practitioner/doctor'],
      ]);
      for (const caller of [lead, anna, volunteer]) {
        await forbidden(page(caller, '/register/agenda.csv'));
        expect(await page(caller, '/register/agenda')).toMatchObject({ status: 403 });
      }
    });

    it('tells the meeting what was agreed the last time, and shows each reader whom they may see', async () => {
      const { marks } = (await ask(doctor, MARKS, ofAnna)) as { marks: readonly [{ id: string }] };
      const params = { id: 'anna', mark: marks[0].id };
      const agree = (caller: Caller, words = 'Wekelijks bellen') =>
        tell(caller, '/patients/:id/marks/:mark/outcome', { params, body: { words, clientId: CLIENT } });
      for (const caller of [lead, anna, volunteer]) await forbidden(agree(caller));
      await unseen(agree(far));
      await expect(agree(doctor, ' ')).rejects.toMatchObject({ code: 'value' });
      for (const _time of [1, 2]) await agree(doctor);
      const agenda = async (caller: Caller, of = 'mine') =>
        html(await page(caller, '/register/agenda', { query: { lang: 'nl', of } }));
      expect(await agenda(doctor)).toContain('23 nov 2026: Wekelijks bellen');
      // A colleague of the ward sees whom the doctor marked; who treats nobody of them sees nobody.
      expect(await agenda(wardNurse, 'all')).toContain('Verrassingsvraag.');
      expect(`${await agenda(wardNurse)}${await agenda(far, 'all')}`).not.toContain('Verrassingsvraag.');
      expect(await house.invalid(['Communication'])).toEqual([]);
    });

    it('ends with a reason, once, and a colleague who was later sees what stands there', async () => {
      const { marks } = (await ask(doctor, MARKS, ofAnna)) as {
        marks: readonly [{ id: string; versionId: number }];
      };
      const [{ id, versionId }] = marks;
      const END = '/patients/:id/marks/:mark/end';
      const on = { params: { id: 'anna', mark: id } };
      const body = { versionId, reason: 'Hersteld.' };
      await unseen(tell(far, END, { ...on, body }));
      await unseen(tell(doctor, END, { params: { id: 'bram', mark: id }, body }));
      await expect(tell(doctor, END, { ...on, body: { reason: 'x' } })).rejects.toMatchObject({
        code: 'value',
      });
      expect(await tell(wardNurse, END, { ...on, body })).toMatchObject({ kind: 'changed' });
      expect(await tell(doctor, END, { ...on, body })).toMatchObject({
        kind: 'conflict',
        theirs: { ended: { reason: 'Hersteld.' } },
      });
      expect(await ask(doctor, '/register')).toMatchObject({ entries: [] });
    });
  });

  describe('a question from home', () => {
    const OWN = '/my-record/consultation';
    const filled = {
      question: ['Ik wil met iemand praten.'],
      domains: ['psychological'],
      urgency: ['routine'],
      treatingPhysicianAgrees: ['notAsked'],
      callBack: ['06 - 00 00 00 01'],
      team: ['Organization/team'],
      clientId: [`${CLIENT}9`],
    };

    it('is a form of at most six fields that asks for nothing medical', async () => {
      for (const [caller, fields] of [
        [anna, 5],
        [husband, 6],
      ] as const) {
        const form = html(await page(caller, `${OWN}/new`));
        expect(form.match(/class="(field|choices)"/g)).toHaveLength(fields);
        expect(form).toContain('112');
      }
    });

    it('is a proposal that opens no record, and says that nobody has confirmed it', async () => {
      const answer = await post(anna, `${OWN}/new`, filled);
      const again = await post(anna, `${OWN}/new`, filled);
      expect(answer).toEqual(again);
      const id = /consultation\/([^?]+)\?done=asked/.exec(JSON.stringify(answer))?.[1] ?? '';
      expect((await requestsOverRecord(house.house).read(consultNurse, id)).value).toMatchObject({
        intent: 'proposal',
        source: 'patient',
        team: 'Organization/team',
      });
      expect(await house.house.session(consultNurse).read('Patient', 'anna')).toBeUndefined();
      const state = html(await page(anna, `${OWN}/:id`, { params: { id }, query: { lang: 'nl' } }));
      expect(state).toContain('Nog niemand heeft uw vraag bevestigd');
      expect(state).toContain('tel:0005550114');
      expect(html(await page(anna, OWN))).toContain('Ik wil met iemand praten.');
      const kept = await requestsOverRecord(house.house).read(wardNurse, id);
      await requestsOverRecord(house.house).confirm(wardNurse, kept);
      const confirmed = html(await page(anna, `${OWN}/:id`, { params: { id }, query: { lang: 'nl' } }));
      expect(confirmed).toContain('Het team kijkt wie er komt');
      expect(confirmed).not.toContain('Nog niemand');
      // A proposal of the patient is not for a carer with a mandate: they see what carers ask.
      expect(await page(husband, `${OWN}/:id`, { params: { id } })).toMatchObject({ status: 404 });
    });

    it('comes back with every field as it was filled in, and beside each what is wrong', async () => {
      const answer = await post(husband, `${OWN}/new`, {
        ...filled,
        callBack: ['bel me'],
        urgency: ['stat'],
        clientId: [`${CLIENT}8`],
      });
      expect(answer).toMatchObject({ status: 422 });
      const form = html(answer);
      for (const id of ['urgency-error', 'patientInformed-error', 'callBack-error'])
        expect(form).toContain(`id="${id}"`);
      expect(form).toContain('Ik wil met iemand praten.');
      expect(form).toContain(`value="${CLIENT}8"`);
    });

    it('is for the patient and for a carer with a mandate, and for nobody else', async () => {
      const carer = { ...filled, clientId: [`${CLIENT}7`], patientInformed: ['yes'] };
      const answer = await post(husband, `${OWN}/new`, carer);
      expect(answer).toHaveProperty('seeOther');
      const id = /consultation\/([^?]+)\?/.exec(JSON.stringify(answer))?.[1] ?? '';
      // The patient reads what was asked about her.
      expect(html(await page(anna, OWN))).toContain('door een naaste');
      expect(await page(husband, `${OWN}/:id`, { params: { id } })).toMatchObject({ status: 200 });
      for (const caller of [daughter, doctor, gp, volunteer]) {
        expect(await page(caller, OWN)).toMatchObject({ status: 403 });
        expect(await post(caller, `${OWN}/new`, carer)).toMatchObject({ status: 403 });
        expect(await page(caller, `${OWN}/:id`, { params: { id } })).toMatchObject({ status: 403 });
      }
      expect(await post(anna, `${OWN}/new`, { ...carer, team: ['Organization/ward'] })).toMatchObject({
        status: 404,
      });
    });
  });

  describe('the counts of a period', () => {
    it('are of orders that were asked in it', async () => {
      await requestsOverRecord(house.house).ask(wardNurse, asking());
      const asked = async (day: string) =>
        (await ask(lead, '/counts', { query: { from: day, until: day } })) as {
          responses: { asked: number; waiting: number };
        };
      const counted = (await asked('2026-11-23')).responses;
      // The order that was confirmed, and the one just asked; a proposal is no order.
      expect([counted.asked, counted.waiting]).toEqual([2, 2]);
      expect((await asked('2026-11-22')).responses.asked).toBe(0);
    });

    it('refuses who has no duty to count', async () => {
      const query = { from: '2026-11-01', until: '2026-11-30' };
      for (const caller of [wardNurse, gp, anna, volunteer])
        await forbidden(ask(caller, '/counts', { query }) as Promise<unknown>);
    });
  });

  it('writes nothing that is not valid R4', async () => {
    expect(await house.invalid(['QuestionnaireResponse'])).toEqual([]);
    expect(await house.invalid(['Observation', 'Task'])).toEqual([]);
    expect(await house.invalid(['ServiceRequest'])).toEqual([]);
  });
});
