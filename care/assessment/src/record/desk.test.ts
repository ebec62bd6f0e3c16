import type { FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, type RecordSession } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../contact/contact.ts';
import type { AssessmentDesk } from '../desk/settings.ts';
import { trendsOf } from '../desk/trends.ts';
import { HUSBAND, NOW, NURSE, PATIENT } from '../testing/invented.ts';
import { EVERYTHING, faultsOf, openRecordHouse, type RecordHouse, STRANGER } from '../testing/recordHouse.ts';
import { contactsOverRecord } from './contactsOverRecord.ts';
import { allOf } from './house.ts';
import { phasesOverRecord } from './phasesOverRecord.ts';

let record: RecordHouse;
let desk: AssessmentDesk;
const opened: FhirResource[] = [];

beforeAll(async () => {
  record = await openRecordHouse();
  desk = {
    ...record,
    may: async () => true,
    openEpisode: async (_caller, _patientId, episode) => {
      const id = `opened-${opened.length + 1}`;
      opened.push(episode);
      await record.put({ ...episode, id });
      return id;
    },
  };
  await record.put({ resourceType: 'Patient', id: PATIENT, name: [{ family: 'Proefpersoon' }] });
  await record.put({ resourceType: 'Patient', id: 'unasked', name: [{ family: 'Tweede-Proefpersoon' }] });
});
afterAll(async () => await record.close());

const all = (type: string) =>
  allOf(record.session(EVERYTHING), record.readSearch, type, [['patient', `Patient/${PATIENT}`]]);

const call = {
  clientId: 'form-0000000000000001',
  kind: 'phone',
  start: '2026-11-22T08:00:00Z',
  professionals: [NURSE],
  present: { patient: true, close: [HUSBAND] },
  findings: { physical: { is: 'described', words: 'Ademt rustiger' } },
  nextStep: 'Maandag weer bellen',
  scores: {
    instrument: 'caecilia-symptoms',
    reporter: 'helped',
    answeredBy: `Patient/${PATIENT}`,
    enteredBy: NURSE,
    answers: { breathlessness: 4, sleep: 'cannot-answer' },
  },
  analyses: [{ symptom: 'Benauwdheid', item: 'caecilia-symptoms.breathlessness', goal: 3 }],
  close: 'complete',
};
const contacts = () => contactsOverRecord(desk);

describe('a contact on one page', () => {
  it('is kept whole, and once when it is sent twice', async () => {
    const [first, second] = await Promise.all([
      contacts().record(EVERYTHING, PATIENT, call),
      contacts().record(EVERYTHING, PATIENT, call),
    ]);
    expect(second).toEqual(first);
    expect(first.contact).toMatchObject({
      kind: 'phone',
      nextStep: 'Maandag weer bellen',
      present: { patient: true, close: [HUSBAND] },
      end: { kind: 'complete' },
    });
    expect(await all('Encounter')).toHaveLength(1);
    expect(await all('QuestionnaireResponse')).toHaveLength(1);
    expect(await all('Goal')).toHaveLength(1);
    expect(await contacts().latest(EVERYTHING, PATIENT, 5)).toEqual([first]);
    expect(
      (await Promise.all(['Encounter', 'Observation', 'Goal'].map(all))).flat().flatMap(faultsOf),
    ).toEqual([]);
  });

  it.each([
    [{ scores: { ...call.scores, answers: { pain: 11 } } }, 'scores.pain'],
    [{ analyses: [...call.analyses, { symptom: 'Pijn', goal: 12 }] }, 'analyses.1.goal'],
    [{ close: 'later' }, 'close'],
    [{ clientId: 'x' }, 'clientId'],
    [{ kind: 'fax' }, 'kind'],
  ])('leaves nothing behind where one part is wrong, and says which: %j', async (wrong, place) => {
    const before = (await Promise.all(['Encounter', 'Observation', 'Goal'].map(all))).flat().length;
    const wish = { ...call, clientId: 'form-0000000000000002', ...wrong };
    const refused = await contacts()
      .record(EVERYTHING, PATIENT, wish)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ issues: [{ expression: [place] }] });
    expect((await Promise.all(['Encounter', 'Observation', 'Goal'].map(all))).flat()).toHaveLength(before);
  });

  it('is refused to a stranger', async () => {
    await expect(
      contacts().record(STRANGER, PATIENT, { ...call, clientId: 'form-0000000000000003' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(await contacts().latest(STRANGER, PATIENT, 5)).toEqual([]);
  });

  it('that was left open goes on, on the edition that was seen; of two colleagues one is told', async () => {
    const open = await contacts().record(EVERYTHING, PATIENT, {
      ...call,
      clientId: 'form-0000000000000004',
      first: true,
      close: 'open',
      scores: undefined,
      analyses: undefined,
    });
    const at = { patientId: PATIENT, contactId: open.id, edition: open.edition };
    const rest = Object.fromEntries(DIMENSIONS.slice(1).map((each) => [each, { is: 'noConcerns' }]));
    const both = await Promise.allSettled([
      contacts().proceed(EVERYTHING, at, { findings: rest, nextStep: 'Een', close: 'complete' }),
      contacts().proceed(EVERYTHING, at, { findings: {}, nextStep: 'Twee', close: 'open' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });
});

describe('a phase that somebody chooses', () => {
  const choose = (more: object = {}, caller: Caller = EVERYTHING) =>
    phasesOverRecord(desk).choose(caller, PATIENT, {
      phase: 'unstable',
      reason: 'Angst in de nacht',
      at: '2026-11-20T09:00:00Z',
      by: NURSE,
      seen: 'none',
      clientId: 'phase-000000000000001',
      ...more,
    });

  it('opens an episode that names nobody, and begins with it', async () => {
    const { history, episode } = await choose();
    expect(history.map(({ phase }) => phase)).toEqual(['unstable']);
    expect(episode.start).toEqual(new Date('2026-11-20T09:00:00Z'));
    expect(opened).toHaveLength(1);
    expect(opened[0]).not.toHaveProperty('managingOrganization');
    expect(opened[0]).not.toHaveProperty('careManager');
    expect(opened.flatMap(faultsOf)).toEqual([]);
  });

  it('is kept once when it is sent twice', async () => {
    expect((await choose()).history).toHaveLength(1);
    expect(opened).toHaveLength(1);
  });

  it('is refused where a colleague chose another one meanwhile, and taken by who saw that', async () => {
    const wish = { phase: 'stable', clientId: 'phase-000000000000002', at: '2026-11-21T09:00:00Z' };
    await expect(choose(wish)).rejects.toMatchObject({ code: 'conflict' });
    const { history } = await choose({ ...wish, seen: '2026-11-20T09:00:00Z' });
    expect(history.map(({ phase }) => phase)).toEqual(['unstable', 'stable']);
    const { running, faults } = await phasesOverRecord(desk).standing(EVERYTHING, PATIENT);
    expect([running?.entry.phase, running?.by, faults]).toEqual(['stable', NURSE, []]);
  });

  it('leaves no episode behind where it cannot be the first, and is refused to a stranger', async () => {
    const other = (more: object, caller: Caller) =>
      phasesOverRecord(desk).choose(caller, 'unasked', {
        phase: 'bereaved',
        reason: 'x',
        at: '2026-11-20T09:00:00Z',
        by: NURSE,
        seen: 'none',
        clientId: 'phase-000000000000009',
        ...more,
      });
    await expect(other({}, EVERYTHING)).rejects.toMatchObject({ code: 'business-rule' });
    await expect(other({ phase: 'stable', reason: ' ' }, EVERYTHING)).rejects.toMatchObject({
      code: 'required',
    });
    await expect(other({ phase: 'stable' }, STRANGER)).rejects.toMatchObject({ code: 'not-found' });
    expect(opened).toHaveLength(1);
    expect(await phasesOverRecord(desk).standing(EVERYTHING, 'unasked')).toEqual({ faults: [] });
  });

  it('waits for the office in a house that opens no episodes', async () => {
    const { openEpisode: _, ...office } = desk;
    await expect(
      phasesOverRecord(office).choose(EVERYTHING, 'unasked', {
        phase: 'stable',
        reason: 'x',
        at: '2026-11-20T09:00:00Z',
        by: NURSE,
        seen: 'none',
        clientId: 'phase-000000000000010',
      }),
    ).rejects.toMatchObject({ code: 'business-rule' });
  });
});

/** The session's own methods, which need their own object. */
const READS = (session: RecordSession): RecordSession => ({
  read: (type, id) => session.read(type, id),
  readMany: (references) => session.readMany(references),
  vread: (type, id, versionId) => session.vread(type, id, versionId),
  history: (query) => session.history(query),
  search: (query) => session.search(query),
  change: (change) => session.change(change),
  transaction: (work) => session.transaction(work),
});

describe('the trends of a patient', () => {
  it('hold scores, the own goal and phases by two searches, and no score where nobody could answer', async () => {
    let searches = 0;
    const session = record.session(EVERYTHING);
    const counted: RecordSession = {
      ...READS(session),
      search: async (query) => {
        searches += 1;
        return await session.search(query);
      },
    };
    const { charts, events } = await trendsOf(desk, counted, PATIENT);
    expect(searches).toBe(2);
    expect(charts.map(({ label, goal }) => [label.nl, goal?.value])).toEqual([
      ['Benauwdheid', 3],
      ['Slecht slapen', undefined],
    ]);
    expect(charts[1]?.series).toMatchObject([
      { reporter: 'helped', points: [], couldNotAnswer: [Date.parse('2026-11-22T08:00:00Z')] },
    ]);
    expect(events.map(({ kind, phase }) => [kind, phase])).toEqual([
      ['phase', 'unstable'],
      ['phase', 'stable'],
    ]);
    expect(NOW.getTime()).toBeGreaterThan(events[0]?.at ?? Number.POSITIVE_INFINITY);
  });
});
