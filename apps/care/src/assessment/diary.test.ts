import { type DiaryHouse, ownDiary, writeDiary } from '@caecilia/assessment';
import type { Caller, PageAnswer, PagePost } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { anna, daughter, gp, husband, volunteer, wardNurse } from '../consultation/testing/people.ts';
import type { PageFloor } from '../pages.ts';
import { person } from '../testing/people.ts';
import { diaryFloor, diaryHouse } from './diary-floor.ts';

let forms = 0;
const form = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8400-${String(forms).padStart(12, '0')}`;
};

describe('a diary at home', () => {
  let record: ConsultationRecord;
  let house: DiaryHouse;
  let floor: PageFloor;
  beforeAll(async () => {
    record = await openConsultationRecord();
    const parts = { ...record.house, store: record.record.store };
    house = diaryHouse(parts);
    floor = diaryFloor({ ...parts, demo: true });
  });
  afterAll(async () => await record.close());

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
  const [see, send] = [
    (caller: Caller) => floor.pages[0]?.handler(record.house.session(caller), visit(caller)),
    (caller: Caller, fields: PagePost['fields']) =>
      floor.pages[0]?.submit?.(record.house.session(caller), visit(caller, { fields })),
  ];
  const html = (answer: PageAnswer | undefined) => (answer && 'html' in answer ? answer.html : '');
  const status = (answer: PageAnswer | undefined) => (answer && 'status' in answer ? answer.status : 303);
  const measured = async (caller: Caller) =>
    (
      await record.house.session(caller).search(
        record.house.readSearch(
          ['Observation'],
          [
            ['patient', 'Patient/anna'],
            ['code', 'urn:caecilia:instrument|caecilia-symptoms'],
          ],
        ),
      )
    ).matches;

  it('is open to the patient and to who has their mandate, and to nobody else', async () => {
    for (const caller of [anna, husband]) expect(await floor.opensTo?.(caller)).toBe(true);
    for (const caller of [daughter, volunteer, gp, wardNurse, person('patient', 'Patient/nobody')])
      expect(status(await see(caller))).toBe(caller.id === 'Patient/nobody' ? 403 : 403);
  });

  it('keeps words and numbers once, as the patient’s own, and shows the numbers to who treats', async () => {
    const fields = {
      clientId: [form()],
      who: ['self'],
      words: ['Vannacht niet geslapen'],
      'score-pain': ['7'],
    };
    for (const _time of [1, 2])
      expect(await send(anna, fields)).toEqual({ seeOther: '/my-record/diary?done=sent&lang=nl' });
    expect(await measured(wardNurse)).toHaveLength(1);
    const page = html(await see(anna));
    for (const words of ['Vannacht niet geslapen', 'Pijn: ']) expect(page).toContain(words);
    expect(await ownDiary(house, anna, 'anna')).toMatchObject([
      { reporter: 'self', words: 'Vannacht niet geslapen', scores: [{ linkId: 'pain', value: 7 }] },
    ]);
  });

  it('takes words alone, and what somebody close sees as theirs and never as the patient’s', async () => {
    await send(husband, { clientId: [form()], words: ['Zij eet niet meer'], 'score-eating': ['8'] });
    await send(anna, { clientId: [form()], who: ['helped'], words: ['Beter'] });
    const hers = await ownDiary(house, anna, 'anna');
    expect(hers.map(({ words }) => words)).toEqual(
      expect.arrayContaining(['Beter', 'Vannacht niet geslapen']),
    );
    expect(hers).toHaveLength(2);
    expect(await ownDiary(house, husband, 'anna')).toMatchObject([
      { reporter: 'proxy', words: 'Zij eet niet meer', scores: [{ linkId: 'eating', value: 8 }] },
    ]);
  });

  it('gives back what was typed with what is wrong, and guesses neither who wrote nor a number', async () => {
    for (const [fields, words] of [
      [{ words: ['Moe'] }, 'Kies wie dit invult.'],
      [{ who: ['self'] }, 'U hebt nog niets ingevuld.'],
      [{ who: ['self'], words: ['Moe'], 'score-pain': ['11'] }, 'Kies een cijfer van 0 tot 10'],
      [{ who: ['self'], words: ['x'.repeat(501)] }, 'Dit is te lang.'],
    ] as const) {
      const answer = await send(anna, { clientId: [form()], ...fields });
      expect(status(answer)).toBe(422);
      expect(html(answer)).toContain(words);
    }
  });

  it('writes for nobody who may not, and under no number that would reach further', async () => {
    const entry = (caller: Caller, clientId = form()) =>
      writeDiary(house, caller, 'anna', {
        sent: { words: 'Van mij', reporter: 'self', scores: {} },
        language: 'nl',
        clientId,
      });
    for (const caller of [daughter, gp, wardNurse, person('patient', 'Patient/bram')])
      await expect(entry(caller)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(entry(anna, `${form()},urn:other|x`)).rejects.toMatchObject({ code: 'business-rule' });
  });

  it('leaves only what is valid, and closes with the life of the patient', async () => {
    expect(await record.invalid(['QuestionnaireResponse', 'Observation'])).toEqual([]);
    await record.put('Patient', 'anna', { deceasedDateTime: '2026-11-23T08:00:00Z' });
    for (const caller of [anna, husband]) expect(status(await see(caller))).toBe(403);
  });
});
