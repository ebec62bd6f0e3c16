import {
  HOME_LIST,
  type OwnPreparations,
  ownPreparations,
  type PreparationHouse,
  type Preparations,
  preparationsOverRecord,
} from '@caecilia/assessment';
import { type Caller, resourceOf } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsultationRecord,
  openConsultationRecord,
} from '../consultation/testing/consultation-record.ts';
import { anna, daughter, gp, husband, volunteer, WARD, wardNurse } from '../consultation/testing/people.ts';
import { person } from '../testing/people.ts';
import { couldPrepareAtHome } from './preparation-access.ts';
import { preparationHouse } from './preparation-house.ts';

const NURSE = 'Practitioner/ward-nurse';
const colleague = person('treating-physician', 'Practitioner/colleague', WARD);
const bram = person('patient', 'Patient/bram');
const EVERYTHING: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };
let forms = 0;
const form = () => {
  forms += 1;
  return `0b1f6d3e-0000-4000-8100-${String(forms).padStart(12, '0')}`;
};

describe('preparing a conversation at home', () => {
  let record: ConsultationRecord;
  let house: PreparationHouse;
  let team: Preparations;
  let home: OwnPreparations;
  const of: Record<string, string> = {};

  beforeAll(async () => {
    record = await openConsultationRecord();
    house = preparationHouse({ ...record.house, store: record.record.store });
    team = preparationsOverRecord(house);
    home = ownPreparations(house);
    for (const [name, reference] of [
      ['anna', 'Patient/anna'],
      ['husband', 'RelatedPerson/husband'],
      ['daughter', 'RelatedPerson/daughter'],
    ] as const)
      of[name] = await team.ask(wardNurse, 'anna', {
        person: reference,
        dueOn: '2026-11-25',
        clientId: form(),
        by: NURSE,
      });
  });
  afterAll(async () => await record.close());

  const at = (name: string) => ({ patientId: 'anna', taskId: of[name] ?? '' });
  const send = (caller: Caller, name: string, sent: object, clientId = form()) =>
    home.send(caller, at(name), {
      sent: { prepared: { topics: ['fear'] }, reporter: 'self', scores: {}, ...sent },
      language: 'nl',
      clientId,
    });
  const refused = (work: Promise<unknown>) =>
    expect(work).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|not-found/) as unknown });
  const kept = async (name: string, caller: Caller = wardNurse) =>
    (await team.of(caller, 'anna')).find(({ id }) => id === of[name]);
  const scores = async (caller: Caller = wardNurse) => {
    const page = await house.session(caller).search(
      house.readSearch(
        ['Observation'],
        [
          ['patient', 'Patient/anna'],
          ['code', `urn:caecilia:instrument|${HOME_LIST}`],
        ],
      ),
    );
    return page.matches.map(resourceOf);
  };

  it('is asked by who treats, for the patient and for each person close, once while it is open', async () => {
    const again = { person: 'Patient/anna', dueOn: '2026-11-26', clientId: form(), by: NURSE };
    await expect(team.ask(wardNurse, 'anna', again)).rejects.toMatchObject({ code: 'conflict' });
    await expect(team.ask(wardNurse, 'bram', { ...again, person: 'Patient/bram' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await refused(team.ask(gp, 'bram', { ...again, person: 'RelatedPerson/husband' }));
    expect((await team.of(wardNurse, 'anna')).map(({ value }) => value.state)).toEqual([
      'asked',
      'asked',
      'asked',
    ]);
  });

  it('says beforehand who could open it at home: the patient and who has a mandate', async () => {
    const could = (who: string) => couldPrepareAtHome(record.record, 'anna', who);
    expect(await could('Patient/anna')).toBe(true);
    expect(await could('RelatedPerson/husband')).toBe(true);
    expect(await could('RelatedPerson/daughter')).toBe(false);
    expect(await could('Patient/bram')).toBe(false);
  });

  it('is open to who was asked, and to nobody else', async () => {
    expect((await home.all(anna, 'anna')).map(({ id }) => id)).toEqual([of.anna]);
    expect((await home.all(husband, 'anna')).map(({ id }) => id)).toEqual([of.husband]);
    await refused(home.all(bram, 'anna'));
    await refused(home.all(daughter, 'anna'));
    await refused(home.all(wardNurse, 'anna'));
    await refused(home.read(husband, at('anna')));
    await refused(home.read(anna, at('husband')));
    await refused(send(husband, 'anna', {}));
    await refused(send(anna, 'husband', {}));
    await refused(send(daughter, 'daughter', {}));
    await refused(send(bram, 'anna', {}));
    await refused(send(volunteer, 'anna', {}));
    expect(await scores()).toEqual([]);
  });

  it('keeps what the patient sends, once for a form, with the numbers as their own', async () => {
    const clientId = form();
    const sent = { prepared: { first: 'Mijn angst', topics: ['fear', 'place'] }, scores: { pain: 6 } };
    await send(anna, 'anna', sent, clientId);
    await send(anna, 'anna', sent, clientId);
    expect(await scores()).toHaveLength(1);
    const { value, sent: read, scores: numbers } = (await kept('anna')) ?? {};
    expect(value?.state).toBe('filledIn');
    expect(read).toMatchObject({ prepared: sent.prepared, reporter: 'self', answeredBy: 'Patient/anna' });
    expect(numbers).toMatchObject({ reporter: 'self', answeredBy: 'Patient/anna' });
    expect(numbers?.answers.get('pain')).toEqual({ kind: 'value', value: 6 });
  });

  it('replaces what was sent before: old numbers stay in the record and count no more', async () => {
    await send(anna, 'anna', { prepared: { topics: ['fear'] }, reporter: 'helped', scores: { pain: 4 } });
    const all = await scores();
    expect(all.map(({ status }) => status).toSorted()).toEqual(['entered-in-error', 'final']);
    expect((await kept('anna'))?.scores).toMatchObject({ reporter: 'helped' });
    expect((await home.read(anna, at('anna'))).sent?.prepared).toEqual({ topics: ['fear'] });
  });

  it('keeps the numbers of somebody close as a proxy’s, and their own words from the patient', async () => {
    await send(husband, 'husband', {
      prepared: { topics: ['carrying'], own: 'Ik kan niet meer' },
      reporter: 'proxy',
      scores: { pain: 9 },
    });
    expect((await kept('husband'))?.scores).toMatchObject({
      reporter: 'proxy',
      answeredBy: 'RelatedPerson/husband',
    });
    expect((await kept('husband'))?.sent?.prepared.own).toBe('Ik kan niet meer');
    expect((await home.read(husband, at('husband'))).sent?.prepared.own).toBe('Ik kan niet meer');
    const page = await house
      .session(anna)
      .search(house.readSearch(['QuestionnaireResponse'], [['patient', 'Patient/anna']]));
    expect(JSON.stringify(page.matches.map(resourceOf))).not.toContain('Ik kan niet meer');
    // Somebody with the mandate sees no more of it by another way either.
    expect((await team.of(anna, 'anna')).find(({ id }) => id === of.husband)?.sent).toBeUndefined();
  });

  it('changes again as often as they like, also what is kept from the patient', async () => {
    await send(husband, 'husband', { prepared: { topics: [], own: 'Wie belt mij?' }, reporter: 'proxy' });
    expect((await kept('husband'))?.sent?.prepared.own).toBe('Wie belt mij?');
    expect((await scores()).filter(({ status }) => status === 'final')).toHaveLength(1);
  });

  it('lets nobody at home write a measurement or a Task by another way', async () => {
    const about = { subject: { reference: 'Patient/anna' } };
    for (const caller of [anna, husband])
      for (const resource of [
        { resourceType: 'Observation', status: 'final', code: { text: 'pijn' }, ...about },
        { resourceType: 'Task', status: 'completed', intent: 'order', for: about.subject },
      ])
        await expect(house.session(caller).change({ kind: 'create', resource })).rejects.toMatchObject({
          code: 'forbidden',
        });
  });

  it('is opened on what was in view; from then on it stands as it was sent', async () => {
    const seen = (await kept('anna'))?.value.sent?.answers;
    await expect(
      team.mark(wardNurse, at('anna'), { by: NURSE, point: 'topic.fear', mark: 'later', seen: 'none' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      team.open(wardNurse, at('anna'), { by: NURSE, seen: 'QuestionnaireResponse/older' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await refused(team.open(anna, at('anna'), { by: 'Patient/anna', seen }));
    await team.open(wardNurse, at('anna'), { by: NURSE, seen });
    await expect(send(anna, 'anna', {})).rejects.toMatchObject({ code: 'conflict' });
    expect((await home.read(anna, at('anna'))).value.state).toBe('opened');
  });

  it('keeps of each point who said what, and asks who did not see a colleague', async () => {
    const mark = (by: Caller, as: string, seen: string, point = 'topic.fear') =>
      team.mark(by, at('anna'), { by: by.id, point, mark: as, seen });
    await mark(wardNurse, 'later', 'none');
    const [first] = (await kept('anna'))?.marks ?? [];
    expect(first).toMatchObject({ point: 'topic.fear', mark: 'later', by: NURSE });
    await expect(mark(colleague, 'discussed', 'none')).rejects.toMatchObject({ code: 'conflict' });
    await mark(colleague, 'discussed', first?.id ?? '');
    expect((await kept('anna'))?.marks).toMatchObject([{ mark: 'discussed', by: 'Practitioner/colleague' }]);
    await expect(mark(wardNurse, 'discussed', 'none', 'topic.money')).rejects.toMatchObject({
      code: 'value',
    });
    const [now] = (await kept('anna'))?.marks ?? [];
    await refused(mark(anna, 'later', now?.id ?? ''));
  });

  it('keeps what is said of a carer’s own points from the patient too', async () => {
    const seen = (await kept('husband'))?.value.sent?.answers;
    await team.open(wardNurse, at('husband'), { by: NURSE, seen });
    await team.mark(wardNurse, at('husband'), { by: NURSE, point: 'own', mark: 'discussed', seen: 'none' });
    expect((await kept('husband'))?.marks).toHaveLength(1);
    expect((await kept('husband', anna))?.marks).toEqual([]);
  });

  it('is withdrawn with a reason, and can be asked anew', async () => {
    await team.withdraw(wardNurse, at('daughter'), { by: NURSE, reason: 'Wil liever bellen' });
    expect((await kept('daughter'))?.value).toMatchObject({ state: 'withdrawn' });
    of.again = await team.ask(wardNurse, 'anna', {
      person: 'Patient/anna',
      dueOn: '2026-12-01',
      clientId: form(),
      by: NURSE,
    });
  });

  it('copies a sheet of paper as the words of whose they are, with who wrote them down, and of nobody else', async () => {
    const fields = {
      clientId: [form()],
      who: ['self'],
      first: ['Slapen'],
      topics: ['strength'],
      'score-sleep': ['7'],
    };
    const copy = (caller: Caller, more: object = {}) =>
      team.copy(caller, at('again'), { by: caller.id, fields: { ...fields, ...more }, language: 'nl' });
    await refused(copy(anna));
    await refused(copy(person('treating-physician', 'Practitioner/far', 'Organization/far')));
    await expect(copy(wardNurse, { 'score-sleep': ['11'] })).rejects.toMatchObject({ code: 'value' });
    await copy(wardNurse);
    await copy(wardNurse);
    const { sent, scores: numbers, value } = (await kept('again')) ?? {};
    expect(value?.state).toBe('filledIn');
    expect(sent).toMatchObject({ answeredBy: 'Patient/anna', enteredBy: NURSE, reporter: 'self' });
    expect(numbers).toMatchObject({ answeredBy: 'Patient/anna', reporter: 'self' });
    expect((await home.read(anna, at('again'))).sent?.prepared.first).toBe('Slapen');
  });

  it('is valid in everything it leaves in the record', async () => {
    expect(await record.invalid(['Task', 'QuestionnaireResponse', 'Observation'])).toEqual([]);
    const page = await house
      .session(EVERYTHING)
      .search(house.readSearch(['Observation'], [['patient', 'Patient/anna']]));
    expect(page.matches.length).toBeGreaterThan(3);
  });

  it('ends with a mandate, and with the life of the patient', async () => {
    await record.put('Consent', 'mandate', {
      status: 'inactive',
      scope: { text: 'ended' },
      category: [{ text: 'machtiging' }],
      patient: { reference: 'Patient/anna' },
      policyRule: { text: 'Toestemming van de patiënt' },
    });
    await refused(home.all(husband, 'anna'));
    await record.put('Patient', 'anna', { deceasedDateTime: '2026-11-23T08:00:00Z' });
    await refused(home.all(anna, 'anna'));
    await refused(send(anna, 'again', {}));
    await expect(
      team.ask(wardNurse, 'anna', {
        person: 'RelatedPerson/husband',
        dueOn: '2026-12-01',
        clientId: form(),
        by: NURSE,
      }),
    ).rejects.toMatchObject({ code: 'business-rule' });
  });
});
