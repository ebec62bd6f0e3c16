import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsultationRecord } from '../consultation/testing/consultation-record.ts';
import { anna, daughter, doctor, gp, husband, volunteer, wardNurse } from '../consultation/testing/people.ts';
import { form, HOME, html, NURSE, OWN, openTalkHouse, PAPER, status, wish } from './testing/talk-house.ts';

type House = Awaited<ReturnType<typeof openTalkHouse>>;

describe('a planned conversation about care', () => {
  let record: ConsultationRecord;
  let see: House['see'];
  let send: House['send'];
  let standing: House['standing'];
  let show: House['show'];
  let choose: House['choose'];

  beforeAll(async () => {
    ({ record, see, send, standing, show, choose } = await openTalkHouse());
  });
  afterAll(async () => await record.close());

  it('is planned by who treats, once for one form, with who leads it and who is there', async () => {
    const { mayPlan, team, people, talks } = await see(wardNurse);
    expect({ mayPlan, talks }).toEqual({ mayPlan: true, talks: [] });
    expect(team).toEqual([
      { reference: 'PractitionerRole/doctor-role', name: 'Femke Fictief' },
      { reference: NURSE, name: 'Mees Verzinsel' },
    ]);
    expect(people.map(({ name }) => name).toSorted()).toEqual(['Arie Verzonnen', 'Bea Verzonnen']);
    const body = wish({ where: 'bel bij de achterdeur' });
    expect(await send(wardNurse, body)).toMatchObject({
      kind: 'planned',
      now: {
        state: 'planned',
        day: '2026-11-26',
        from: '14:00',
        until: '15:00',
        where: 'bel bij de achterdeur',
        leads: { name: 'Femke Fictief' },
        others: [{ name: 'Mees Verzinsel' }],
        plannedBy: 'Mees Verzinsel',
        choosing: true,
      },
    });
    expect(await send(wardNurse, body)).toMatchObject({ kind: 'planned' });
    expect((await see(doctor)).talks).toHaveLength(1);
    expect(await record.invalid(['Appointment'])).toEqual([]);
  });

  it('is planned once where two colleagues plan: the second is shown what stands', async () => {
    expect(await send(doctor, wish({ day: '2026-11-27' }))).toMatchObject({
      kind: 'standing',
      theirs: { day: '2026-11-26' },
    });
  });

  it.each([
    ['day', { day: '2026-11-22' }],
    ['day', { day: '2026-02-31' }],
    ['from', { day: '2026-11-23', from: '09:59' }],
    ['until', { until: '14:00' }],
    ['place', { place: 'moon' }],
    ['leads', { leads: 'Practitioner/stranger' }],
    ['others', { others: ['Practitioner/stranger'] }],
  ])('is not planned with a wrong %s (%o)', async (field, more) => {
    await expect(send(doctor, wish(more))).rejects.toMatchObject({ issues: [{ expression: [field] }] });
  });

  it.each([
    ['a volunteer', volunteer],
    ['a general practitioner without permission', gp],
    ['the patient, who has a page of her own', anna],
    ['a carer with a mandate', husband],
    ['a carer without one', daughter],
  ])('is neither shown nor planned for %s', async (_who, caller) => {
    await expect(see(caller)).rejects.toMatchObject({ code: 'not-found' });
    await expect(send(caller, wish())).rejects.toMatchObject({ code: 'not-found' });
    const { id, versionId } = await standing();
    await expect(send(caller, { versionId, because: 'Nee' }, id, 'call-off')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is told to the patient in plain words, with the question who is there', async () => {
    const page = html(await show(anna, HOME));
    for (const words of [
      'Op do 26 nov 2026, van 14.00 tot 15.00 uur.',
      'Wij komen bij u thuis.',
      'Waar: bel bij de achterdeur.',
      'U praat met Femke Fictief en Mees Verzinsel.',
      'U hebt nog niet gezegd wie u erbij wilt.',
      OWN,
    ])
      expect(page).toContain(words);
    const question = html(await show(anna, OWN));
    for (const words of ['Arie Verzonnen', 'Niemand, ik kom alleen', 'Dat weet ik nog niet'])
      expect(question).toContain(words);
    expect(question).not.toContain('checked');
  });

  it('asks again where nobody or somebody is said at once, or nothing, and keeps what was typed', async () => {
    for (const fields of [
      {},
      { who: ['with'] },
      { who: ['alone'], people: ['husband'] },
      { people: ['stranger'] },
      { words: ['x'.repeat(201)] },
    ]) {
      expect(status(await choose(anna, fields))).toBe(422);
    }
    const again = html(
      await choose(anna, { who: ['alone'], people: ['husband'], words: ['Mijn buurvrouw'] }),
    );
    expect(again).toMatch(/id="people-husband"[^>]*checked/);
    expect(again).toContain('Mijn buurvrouw');
    expect((await standing()).companions).toBeUndefined();
  });

  it('keeps who the patient wants there, in place of what she chose before, for who treats her', async () => {
    const fields = { clientId: [form()], people: ['husband'], words: ['Mijn buurvrouw'] };
    for (const _time of [1, 2])
      expect(await choose(anna, fields)).toEqual({ seeOther: `${HOME}?done=talk&lang=nl` });
    expect(html(await show(anna, HOME))).toContain('U wilt erbij hebben: Arie Verzonnen en Mijn buurvrouw.');
    expect((await standing()).companions).toMatchObject({
      kind: 'with',
      people: [{ name: 'Arie Verzonnen' }],
      words: 'Mijn buurvrouw',
    });
    await choose(anna, { who: ['alone'] });
    expect((await standing()).companions).toMatchObject({ kind: 'alone', people: [] });
    // The first form once more, late: it is known, and changes nothing.
    await choose(anna, fields);
    expect((await standing()).companions?.kind).toBe('alone');
    expect(await record.invalid(['QuestionnaireResponse'])).toEqual([]);
  });

  it('tells those close nothing of when it is or who comes, and lets them choose nothing', async () => {
    const page = html(await show(husband, HOME));
    expect(page).toContain('Het gesprek voorbereiden');
    expect(page).not.toContain('26 nov');
    expect(page).not.toContain(OWN);
    for (const caller of [husband, daughter, volunteer]) {
      expect(status(await show(caller, OWN))).toBe(403);
      expect(status(await choose(caller, { people: ['husband'] }))).toBe(403);
    }
    expect((await standing()).companions?.kind).toBe('alone');
  });

  it('is noted by who treats where the patient says it, with who noted it', async () => {
    const { id } = await standing();
    const body = { clientId: form(), who: 'with', people: ['RelatedPerson/daughter'], words: '' };
    await send(wardNurse, body, id, 'companions');
    expect((await standing()).companions).toMatchObject({
      people: [{ name: 'Bea Verzonnen' }],
      notedBy: 'Mees Verzinsel',
    });
    expect(html(await show(anna, HOME))).toContain('Dit vertelde u aan Mees Verzinsel.');
    await expect(
      send(wardNurse, { clientId: form(), who: 'with', people: ['RelatedPerson/other'] }, id, 'companions'),
    ).rejects.toMatchObject({ issues: [{ expression: ['people'] }] });
  });

  it('stands on the sheet of the patient with the people close, and not on that of somebody close', async () => {
    const params = { id: 'anna' };
    const sheet = html(await show(wardNurse, PAPER, { params }));
    for (const words of ['26 nov 2026', 'Wie wilt u erbij hebben?', 'Arie Verzonnen', 'iemand anders: …'])
      expect(sheet).toContain(words);
    const his = html(await show(wardNurse, PAPER, { params, query: { lang: 'nl', for: 'husband' } }));
    expect(his).not.toContain('26 nov 2026');
    expect(his).not.toContain('Wie wilt u erbij hebben?');
  });

  it('is moved with the reason; who looked before is shown what a colleague made of it', async () => {
    const { id, versionId } = await standing();
    const elsewhere = { ...wish({ day: '2026-11-27', place: 'clinic', others: [] }), versionId };
    await expect(send(doctor, elsewhere, id, 'move')).rejects.toMatchObject({
      issues: [{ expression: ['because'] }],
    });
    const body = { ...elsewhere, because: 'Zij slaapt in de middag' };
    expect(await send(doctor, body, id, 'move')).toMatchObject({ kind: 'changed', now: { place: 'clinic' } });
    // The same once more is no conflict.
    expect(await send(doctor, body, id, 'move')).toMatchObject({ kind: 'changed' });
    expect(await send(wardNurse, { versionId, because: 'Ziek' }, id, 'call-off')).toMatchObject({
      kind: 'conflict',
      theirs: {
        day: '2026-11-27',
        moves: [{ from: '2026-11-26T14:00', because: 'Zij slaapt in de middag' }],
      },
    });
    const page = html(await show(anna, HOME));
    expect(page).toContain('Eerst was het op do 26 nov 2026 om 14.00 uur.');
    expect(page).not.toContain('slaapt');
    // What she chose stays hers.
    expect((await standing()).companions?.people).toHaveLength(1);
    expect(await record.invalid(['Appointment'])).toEqual([]);
  });

  it('takes no choice any more once it begins, and is not held before its day', async () => {
    const { id, versionId } = await standing();
    await expect(send(doctor, { versionId }, id, 'held')).rejects.toMatchObject({ code: 'business-rule' });
    record.setNow('2026-11-27T13:30:00Z');
    const late = await choose(anna, { who: ['alone'] });
    expect(status(late)).toBe(409);
    expect((await standing()).choosing).toBe(false);
    expect(await send(doctor, { versionId }, id, 'held')).toMatchObject({ now: { state: 'held' } });
    await expect(send(wardNurse, { clientId: form(), who: 'alone' }, id, 'companions')).rejects.toMatchObject(
      { code: 'conflict' },
    );
    record.setNow('2026-11-23T09:00:00Z');
  });

  it('is called off with the reason, and the patient is told that it is not held', async () => {
    const planned = await send(doctor, wish({ clientId: form() }));
    if (planned.kind !== 'planned') throw new Error('it is planned');
    const { id, versionId } = planned.now;
    await expect(send(doctor, { versionId, because: ' ' }, id, 'call-off')).rejects.toMatchObject({
      issues: [{ expression: ['because'] }],
    });
    await send(doctor, { versionId, because: 'Opgenomen' }, id, 'call-off');
    const page = html(await show(anna, HOME));
    expect(page).toContain('Het gesprek van do 26 nov 2026 gaat niet door.');
    expect(page).not.toContain('Opgenomen');
    expect(await show(anna, OWN)).toEqual({ seeOther: `${HOME}?lang=nl` });
    expect(await record.invalid(['Appointment'])).toEqual([]);
  });

  it('of another patient cannot be reached, and nothing is planned for who died', async () => {
    const { id, versionId } = await standing();
    await record.put('CareTeam', 'ward-bram', {
      status: 'active',
      subject: { reference: 'Patient/bram' },
      participant: [{ member: { reference: 'Organization/ward' } }],
    });
    await expect(send(doctor, { versionId }, id, 'held', 'bram')).rejects.toMatchObject({
      code: 'not-found',
    });
    await record.put('Patient', 'anna', { deceasedDateTime: '2026-11-23T08:00:00Z' });
    await expect(send(doctor, wish())).rejects.toMatchObject({ code: 'business-rule' });
    expect(status(await show(anna, OWN))).toBe(403);
  });

  it('leaves only what is valid R4', async () => {
    expect(await record.invalid(['Appointment', 'QuestionnaireResponse', 'Task'])).toEqual([]);
  });
});
