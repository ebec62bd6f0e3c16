import type { FhirResource } from '@caecilia/fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../contact/contact.ts';
import { toQuestionnaire } from '../instrument/questionnaire.ts';
import { HUSBAND, NURSE, PATIENT, registry } from '../testing/invented.ts';
import { EVERYTHING, faultsOf, openRecordHouse, type RecordHouse, STRANGER } from '../testing/recordHouse.ts';
import { assessmentsOverRecord } from './assessmentsOverRecord.ts';
import { contactsOverRecord } from './contactsOverRecord.ts';
import { allOf } from './house.ts';
import { phasesOverRecord } from './phasesOverRecord.ts';

let house: RecordHouse;

beforeAll(async () => {
  house = await openRecordHouse();
  const people: readonly FhirResource[] = [
    { resourceType: 'Patient', id: PATIENT, name: [{ family: 'Proefpersoon' }] },
    { resourceType: 'Patient', id: 'other', name: [{ family: 'Andere-Proefpersoon' }] },
    episode('episode', PATIENT),
    episode('episode-2', PATIENT),
    episode('episode-raced', PATIENT),
    { ...episode('day-only', PATIENT), period: { start: '2026-11-01' } },
  ];
  for (const each of people) await house.put(each);
});
afterAll(async () => await house.close());

const episode = (id: string, patient: string): FhirResource => ({
  resourceType: 'EpisodeOfCare',
  id,
  status: 'active',
  patient: { reference: `Patient/${patient}` },
  period: { start: '2026-11-01T10:00:00+01:00' },
});

const pain = (value: unknown, more = {}) => ({
  instrument: 'pain-nrs',
  at: '2026-11-22T08:00:00Z',
  reporter: 'self',
  answeredBy: `Patient/${PATIENT}`,
  enteredBy: `Patient/${PATIENT}`,
  answers: { pain: value },
  ...more,
});

/** Everything of a type in the record of the test's patient. */
const all = (type: string) =>
  allOf(house.session(EVERYTHING), house.readSearch, type, [['patient', `Patient/${PATIENT}`]]);

describe('assessments over the record', () => {
  it('are kept and found again by their instrument, oldest first, each with its reporter', async () => {
    const port = assessmentsOverRecord(house);
    await port.record(EVERYTHING, PATIENT, pain(6));
    await port.record(
      EVERYTHING,
      PATIENT,
      pain(9, { at: '2026-11-21T08:00:00Z', reporter: 'proxy', answeredBy: HUSBAND, enteredBy: HUSBAND }),
    );
    await port.record(EVERYTHING, PATIENT, {
      ...pain(0, { reporter: 'staff', answeredBy: NURSE, enteredBy: NURSE, instrument: 'akps' }),
      answers: { akps: 40 },
    });
    const found = await port.of(EVERYTHING, PATIENT, 'pain-nrs');
    expect(found.map(({ reporter, answers }) => [reporter, answers.get('pain')])).toEqual([
      ['proxy', { kind: 'value', value: 9 }],
      ['self', { kind: 'value', value: 6 }],
    ]);
  });

  it('leave nothing behind when they are refused', async () => {
    const before = await all('QuestionnaireResponse');
    const port = assessmentsOverRecord(house);
    await expect(port.record(EVERYTHING, PATIENT, pain(11))).rejects.toMatchObject({ code: 'value' });
    await expect(port.record(EVERYTHING, 'nobody', pain(3))).rejects.toMatchObject({ name: 'Problem' });
    expect(await all('QuestionnaireResponse')).toHaveLength(before.length);
  });

  it('are refused to somebody whose scope does not hold the patient, and show them nothing', async () => {
    const port = assessmentsOverRecord(house);
    await expect(port.record(STRANGER, PATIENT, pain(3))).rejects.toMatchObject({ code: 'not-found' });
    expect(await port.of(STRANGER, PATIENT, 'pain-nrs')).toEqual([]);
  });

  it('that were a mistake are retracted with a reason, stay in the record and leave the trend', async () => {
    const port = assessmentsOverRecord(house);
    const { id } = await port.record(EVERYTHING, PATIENT, pain(10, { at: '2026-11-20T08:00:00Z' }));
    await expect(port.retract(EVERYTHING, PATIENT, id, ' ')).rejects.toMatchObject({ code: 'required' });
    await expect(port.retract(STRANGER, PATIENT, id, 'x')).rejects.toMatchObject({ code: 'not-found' });
    await expect(port.retract(EVERYTHING, 'other', id, 'x')).rejects.toMatchObject({ code: 'not-found' });
    await port.retract(EVERYTHING, PATIENT, id, 'Verkeerde patiënt');
    expect((await port.of(EVERYTHING, PATIENT, 'pain-nrs')).map((each) => each.id)).not.toContain(id);
    const kept = (await all('Observation')).find((each) => each.id === id);
    expect(kept).toMatchObject({ status: 'entered-in-error', note: [{ text: 'Verkeerde patiënt' }] });
    const statuses = (await all('QuestionnaireResponse')).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'entered-in-error')).toHaveLength(1);
    await expect(port.retract(EVERYTHING, PATIENT, id, 'nog eens')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('that must be kept from the patient are not recorded in a house that cannot do so', async () => {
    const surprise = {
      ...pain(0, { reporter: 'staff', answeredBy: NURSE, enteredBy: NURSE, instrument: 'surprise-question' }),
      answers: { surprise: 0 },
    };
    const before = await all('Observation');
    await expect(assessmentsOverRecord(house).record(EVERYTHING, PATIENT, surprise)).rejects.toMatchObject({
      code: 'not-supported',
    });
    expect(await all('Observation')).toHaveLength(before.length);
    const marked: string[] = [];
    const able = {
      ...house,
      withhold: (resource: FhirResource) => {
        marked.push(resource.resourceType);
        return resource;
      },
    };
    await assessmentsOverRecord(able).record(EVERYTHING, PATIENT, surprise);
    expect(marked).toEqual(['QuestionnaireResponse', 'Observation']);
  });
});

describe('phases over the record', () => {
  const change = (phase: string, at: string, reason = 'omdat', id = 'episode') =>
    phasesOverRecord(house).change(EVERYTHING, PATIENT, id, { phase, reason, at, by: NURSE });

  it('begin with the episode, close the one before, and read back the same', async () => {
    await change('unstable', '2026-11-01T12:00:00Z');
    const changed = await change('stable', '2026-11-03T12:00:00Z', 'Pijn onder controle');
    expect(
      changed.history.map(({ phase, from, until }) => [phase, from.toISOString(), until?.toISOString()]),
    ).toEqual([
      ['unstable', '2026-11-01T09:00:00.000Z', '2026-11-03T12:00:00.000Z'],
      ['stable', '2026-11-03T12:00:00.000Z', undefined],
    ]);
    expect(await phasesOverRecord(house).of(EVERYTHING, PATIENT, 'episode')).toEqual(changed);
    expect(changed.faults).toEqual([]);
  });

  it('of one episode are no phases of another', async () => {
    expect((await phasesOverRecord(house).of(EVERYTHING, PATIENT, 'episode-2')).history).toEqual([]);
  });

  it('change once when two colleagues change them in the same second', async () => {
    await change('unstable', '2026-11-01T12:00:00Z', 'omdat', 'episode-raced');
    const both = await Promise.allSettled([
      change('stable', '2026-11-03T12:00:00Z', 'omdat', 'episode-raced'),
      change('stable', '2026-11-03T12:00:00Z', 'omdat', 'episode-raced'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { history, faults } = await phasesOverRecord(house).of(EVERYTHING, PATIENT, 'episode-raced');
    expect([history.length, faults]).toEqual([2, []]);
  });

  it('that were a mistake are taken back with a reason, and the one before runs on', async () => {
    const port = phasesOverRecord(house);
    await change('unstable', '2026-11-01T12:00:00Z', 'omdat', 'episode-2');
    const before = await change('stable', '2026-11-02T12:00:00Z', 'omdat', 'episode-2');
    await change('terminal', '2026-11-03T12:00:00Z', 'verkeerd', 'episode-2');
    await expect(port.undo(EVERYTHING, PATIENT, 'episode-2', '')).rejects.toMatchObject({ code: 'required' });
    await expect(port.undo(STRANGER, PATIENT, 'episode-2', 'x')).rejects.toMatchObject({ code: 'not-found' });
    expect(await port.undo(EVERYTHING, PATIENT, 'episode-2', 'Verkeerd gekozen')).toEqual(before);
  });

  it('end with the episode that the office ended, and not before', async () => {
    const port = phasesOverRecord(house);
    await house.put({
      ...episode('episode-ended', PATIENT),
      status: 'finished',
      period: { start: '2026-11-01T09:00:00Z', end: '2026-11-05T09:00:00Z' },
    });
    await expect(port.end(EVERYTHING, PATIENT, 'episode')).rejects.toThrow(/has not ended/);
    const open = await change('unstable', '2026-11-01T12:00:00Z', 'omdat', 'episode-ended');
    expect(open.faults).toEqual(['after-end']);
    await expect(port.end(STRANGER, PATIENT, 'episode-ended')).rejects.toMatchObject({ code: 'not-found' });
    const { history, faults } = await port.end(EVERYTHING, PATIENT, 'episode-ended');
    expect(faults).toEqual([]);
    expect(history.at(-1)?.until).toEqual(new Date('2026-11-05T09:00:00Z'));
  });

  it.each([
    [{ phase: 'better' }, /one of the phases/],
    [{ by: 'Patient/x' }, /who chose/],
    [{ reason: ' ' }, /why the phase changes/],
    [{ at: '2026-11-30T12:00:00Z' }, /not come yet/],
    [{ phase: 'bereaved' }, /Record the death first/],
  ])('are refused with %j', async (input, sentence) => {
    const wish = { phase: 'terminal', reason: 'omdat', at: '2026-11-05T12:00:00Z', by: NURSE, ...input };
    await expect(phasesOverRecord(house).change(EVERYTHING, PATIENT, 'episode', wish)).rejects.toThrow(
      sentence,
    );
  });

  it('are refused for an episode of somebody else, to a stranger, and for an episode without an exact beginning', async () => {
    const port = phasesOverRecord(house);
    await expect(port.of(EVERYTHING, 'other', 'episode')).rejects.toMatchObject({ code: 'not-found' });
    await expect(port.of(STRANGER, PATIENT, 'episode')).rejects.toMatchObject({ code: 'not-found' });
    const wish = { phase: 'stable', reason: 'omdat', at: '2026-11-05T12:00:00Z', by: NURSE };
    await expect(port.change(STRANGER, PATIENT, 'episode', wish)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(port.of(EVERYTHING, PATIENT, 'day-only')).rejects.toThrow(/exact beginning/);
  });
});

describe('contacts over the record', () => {
  const begin = () =>
    contactsOverRecord(house).begin(EVERYTHING, PATIENT, {
      kind: 'bedside',
      first: true,
      start: '2026-11-22T08:00:00Z',
      professionals: [NURSE],
    });
  const at = ({ id, edition }: { id: string; edition: string }) => ({
    patientId: PATIENT,
    contactId: id,
    edition,
  });

  it('keep findings while they are open, and are complete only when every dimension was touched', async () => {
    const port = contactsOverRecord(house);
    const begun = await begin();
    const found = await port.find(EVERYTHING, at(begun), { physical: { is: 'described', words: 'Benauwd' } });
    await expect(port.close(EVERYTHING, at(found), { kind: 'complete' })).rejects.toMatchObject({
      code: 'business-rule',
    });
    const rest = Object.fromEntries(
      DIMENSIONS.slice(1).map((dimension) => [dimension, { is: 'noConcerns' }]),
    );
    const touched = await port.find(EVERYTHING, at(found), rest);
    const closed = await port.close(EVERYTHING, at(touched), { kind: 'complete' });
    expect(closed.contact.end?.kind).toBe('complete');
    expect(await port.read(EVERYTHING, PATIENT, begun.id)).toEqual(closed);
    await expect(port.find(EVERYTHING, at(closed), rest)).rejects.toThrow(/was closed/);
  });

  it('can be closed as partial with a reason', async () => {
    const begun = await begin();
    const closed = await contactsOverRecord(house).close(EVERYTHING, at(begun), {
      kind: 'partial',
      reason: 'Te moe',
    });
    expect(closed.contact.end).toMatchObject({ kind: 'partial', reason: 'Te moe' });
  });

  it('refuse a change on an edition that a colleague changed, and lose nothing of either', async () => {
    const port = contactsOverRecord(house);
    const begun = await begin();
    const first = await port.find(EVERYTHING, at(begun), { social: { is: 'described', words: 'een' } });
    await expect(
      port.find(EVERYTHING, at(begun), { social: { is: 'described', words: 'twee' } }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const second = await port.find(EVERYTHING, at(first), { social: { is: 'described', words: 'twee' } });
    await expect(port.find(EVERYTHING, at(first), { social: { is: 'noConcerns' } })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(second.contact.findings.get('social')).toEqual({ kind: 'described', words: 'twee' });
  });

  it('are refused to a stranger, and under another patient', async () => {
    const port = contactsOverRecord(house);
    const begun = await begin();
    await expect(port.read(STRANGER, PATIENT, begun.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(port.read(EVERYTHING, 'other', begun.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(port.find(STRANGER, at(begun), {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      port.begin(STRANGER, PATIENT, {
        kind: 'phone',
        start: '2026-11-22T08:00:00Z',
        professionals: [NURSE],
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keep the analysis of a symptom with the patient’s goal', async () => {
    const analysis = {
      symptom: 'Benauwd',
      severity: 7,
      reporter: 'self',
      goal: 4,
      plan: 'Ventilator',
      evaluateOn: '2026-11-25',
      at: '2026-11-22T08:30:00Z',
      by: NURSE,
    };
    await contactsOverRecord(house).analyse(EVERYTHING, PATIENT, analysis);
    expect(await all('Goal')).toMatchObject([{ target: [{ detailInteger: 4 }] }]);
    await expect(contactsOverRecord(house).analyse(STRANGER, PATIENT, analysis)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('what this module writes', () => {
  it('is valid FHIR R4, every resource that the tests above left in the record', async () => {
    const types = ['QuestionnaireResponse', 'Observation', 'Encounter', 'Goal'];
    const resources = (await Promise.all(types.map(all))).flat();
    expect(resources.length).toBeGreaterThan(20);
    expect(resources.flatMap(faultsOf)).toEqual([]);
  });

  it('is valid as a Questionnaire, for every instrument', () => {
    for (const instrument of registry.all) expect(faultsOf(toQuestionnaire(instrument, true))).toEqual([]);
  });
});
