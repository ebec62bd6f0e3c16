import { preparationsOverRecord } from '@caecilia/assessment';
import type { Caller, Page, PageAnswer, PagePost } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import {
  anna,
  daughter,
  gp,
  husband,
  secretary,
  volunteer,
  wardNurse,
} from '../consultation/testing/people.ts';
import type { PageFloor } from '../pages.ts';
import { preparationFloors } from './preparation-floors.ts';
import { preparationHouse } from './preparation-house.ts';

const NURSE = 'Practitioner/ward-nurse';
const HOME = '/my-record/preparation';
const PAPER = '/care/patients/:id/preparation';
let forms = 0;
const form = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8200-${String(forms).padStart(12, '0')}`;
};

describe('the pages of preparing at home', () => {
  let record: ConsultationRecord;
  let floors: readonly PageFloor[];
  let team: ReturnType<typeof preparationsOverRecord>;
  let hers = '';
  let his = '';

  beforeAll(async () => {
    record = await openConsultationRecord();
    const parts = { ...record.house, store: record.record.store, demo: true };
    floors = preparationFloors(parts);
    team = preparationsOverRecord(preparationHouse(parts));
    [hers, his] = [await ask('Patient/anna'), await ask('RelatedPerson/husband')];
  });
  afterAll(async () => await record.close());

  const ask = (person: string) =>
    team.ask(wardNurse, 'anna', { person, dueOn: '2026-11-25', clientId: form(), by: NURSE });
  const pageAt = (path: string): Page => {
    const found = floors.flatMap(({ pages }) => pages).find((page) => page.path === path);
    if (found === undefined) throw new Error(`there is no ${path}`);
    return found;
  };
  const visit = (caller: Caller, more: Partial<PagePost> = {}): PagePost => ({
    caller,
    params: {},
    query: { lang: 'nl' },
    headers: {},
    origin: '',
    formToken: '',
    fields: {},
    ...more,
  });
  const session = (caller: Caller) => record.house.session(caller);
  const see = (caller: Caller, path: string, more: Partial<PagePost> = {}) =>
    pageAt(path).handler(session(caller), visit(caller, more));
  const send = (caller: Caller, id: string, fields: PagePost['fields']) =>
    pageAt(`${HOME}/:id`).submit?.(session(caller), visit(caller, { params: { id }, fields }));
  const html = (answer: PageAnswer | undefined) => (answer && 'html' in answer ? answer.html : '');
  const status = (answer: PageAnswer | undefined) => (answer && 'status' in answer ? answer.status : 303);
  const opens = (caller: Caller) => Promise.all(floors.map(async (floor) => await floor.opensTo?.(caller)));

  it('are there for who may prepare, and the sheet for who asks; for nobody else there is nothing', async () => {
    for (const caller of [anna, husband]) expect(await opens(caller)).toEqual([true, false]);
    for (const caller of [daughter, volunteer, gp, secretary])
      expect(await opens(caller)).toEqual([false, false]);
    expect(await opens(wardNurse)).toEqual([false, true]);
  });

  it('say what was asked and by when, and after that day that it can still be done', async () => {
    expect(html(await see(anna, HOME))).toContain('Wilt u dit invullen? Graag voor of op wo 25 nov 2026.');
    record.setNow('2026-11-27T09:00:00Z');
    expect(html(await see(anna, HOME))).toContain('Het kan nog, tot het gesprek begint.');
    record.setNow('2026-11-23T09:00:00Z');
  });

  it('give back what was filled in with what is wrong, and show nobody the form of another', async () => {
    const wrong = await send(anna, hers, {
      clientId: [form()],
      own: ['Wie belt mijn zoon?'],
      topics: ['fear'],
    });
    expect(status(wrong)).toBe(422);
    expect(html(wrong)).toContain('Wie belt mijn zoon?');
    expect(html(wrong)).toMatch(/id="topics-fear"[^>]*checked/);
    for (const answer of [
      await see(husband, `${HOME}/:id`, { params: { id: hers } }),
      await send(husband, hers, { clientId: [form()], first: ['Van mij'] }),
      await send(husband, hers, {}),
      await see(daughter, HOME),
    ])
      expect([403, 404]).toContain(status(answer));
  });

  it('tell somebody close, before they send, what the patient sees', async () => {
    const page = html(await see(husband, `${HOME}/:id`, { params: { id: his } }));
    expect(page).toContain('ziet niet wat u voor uzelf invult');
    expect(page).toContain('kan wel zien welke cijfers u geeft');
    expect(page).not.toContain('Wie vult dit in?');
  });

  it('take a form, and lead it back; sent again it changes nothing', async () => {
    const fields = { clientId: [form()], who: ['helped'], first: ['De nachten'], 'score-pain': ['6'] };
    for (const _time of [1, 2])
      expect(await send(anna, hers, fields)).toEqual({ seeOther: `${HOME}?done=${hers}&lang=nl` });
    const page = html(await see(anna, HOME, { query: { lang: 'nl', done: hers } }));
    for (const words of ['Bedankt.', 'De nachten', 'Pijn: ']) expect(page).toContain(words);
    expect(html(await see(anna, `${HOME}/:id`, { params: { id: hers } }))).toContain('De nachten');
  });

  it('show what was written and not sent where the conversation began meanwhile', async () => {
    const [kept] = (await team.of(wardNurse, 'anna')).filter(({ id }) => id === hers);
    await team.open(
      wardNurse,
      { patientId: 'anna', taskId: hers },
      { by: NURSE, seen: kept?.value.sent?.answers },
    );
    const late = await send(anna, hers, { clientId: [form()], who: ['self'], first: ['Toch iets anders'] });
    expect(status(late)).toBe(409);
    expect(html(late)).toContain('Toch iets anders');
    expect(html(await see(anna, HOME))).toContain('Veranderen kan niet meer.');
    expect(await see(anna, `${HOME}/:id`, { params: { id: hers } })).toEqual({ seeOther: `${HOME}?lang=nl` });
  });

  it('say that it is not needed any more where it was withdrawn', async () => {
    const at = { patientId: 'anna', taskId: his };
    await team.withdraw(wardNurse, at, { by: NURSE, reason: 'Komt zelf langs' });
    const page = html(await see(husband, HOME));
    expect(page).toContain('Dit hoeft niet meer.');
    // It says that it is over, and leaves the reason to who asked.
    expect(page).not.toContain('Komt zelf langs');
  });

  it('print a sheet in both languages for who asks, and for no patient whom they do not treat', async () => {
    const params = { id: 'anna' };
    expect(html(await see(wardNurse, PAPER, { params }))).toContain('Waar wilt u als eerste over praten?');
    expect(html(await see(wardNurse, PAPER, { params, query: { lang: 'en', for: 'husband' } }))).toContain(
      'What else do you want to talk about for yourself?',
    );
    expect(status(await see(wardNurse, PAPER, { params: { id: 'bram' } }))).toBe(404);
    expect(status(await see(wardNurse, PAPER, { params, query: { lang: 'nl', for: 'nobody' } }))).toBe(404);
  });

  it('close with the life of the patient, and no sheet is printed any more', async () => {
    await record.put('Patient', 'anna', { deceasedDateTime: '2026-11-23T08:00:00Z' });
    for (const caller of [anna, husband]) expect(await opens(caller)).toEqual([false, false]);
    expect(status(await see(anna, HOME))).toBe(403);
    expect(status(await see(wardNurse, PAPER, { params: { id: 'anna' } }))).toBe(404);
  });
});
