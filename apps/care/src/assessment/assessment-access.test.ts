import { rmSync } from 'node:fs';
import {
  ACTIVATABLE,
  type AssessmentDesk,
  type AssessmentHouse,
  assessmentsOverRecord,
  contactsOverRecord,
  EPISODE_TYPE,
  INSTRUMENTS,
  instrumentRegistry,
  phasesOverRecord,
} from '@caecilia/assessment';
import type { FhirResource } from '@caecilia/fhir';
import { type Caller, Problem, resourceOf } from '@caecilia/kernel';
import { createSearcher, isKept, openStore, type Store } from '@caecilia/store';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_FACTS } from '../access/relations.ts';
import { composeLanguage } from '../language.ts';
import { readSearchIn } from '../read-search.ts';
import { person } from '../testing/people.ts';
import { assessmentArea, assessmentDesk } from './desk-area.ts';

const NOW = new Date('2026-11-22T09:00:00Z');
const PATIENT = 'invented-patient';
/** Roles that are on the care team of the patient in this test. */
const TEAM = ['consult-nurse', 'consult-physician', 'social-worker', 'ward-nurse', 'treating-physician'];
const OTHERS = ['team-secretary', 'pharmacist', 'team-lead'];
const EVERYTHING: Caller = { id: 'system:test', role: 'test', scope: { kind: 'everything' } };

const stranger = person('consult-nurse', 'Practitioner/not-on-the-team');
const patient = person('patient', `Patient/${PATIENT}`);

let store: Store;
let house: AssessmentHouse;
let desk: AssessmentDesk;
const dataDir = await emptyRecord('caecilia-assessment-access-');

beforeAll(async () => {
  const language = composeLanguage([], {
    baseUrl: 'http://127.0.0.1/fhir',
    now: () => NOW,
    keeps: ({ base, code }) => isKept(base, code),
  });
  store = await openStore({
    dataDir,
    mode: 'development',
    extractor: language.extract,
    searcher: createSearcher(language.searchParameters),
    facts: ACCESS_FACTS,
    now: () => NOW,
  });
  house = {
    session: (caller) => store.session(caller),
    readSearch: readSearchIn(language, () => NOW),
    registry: instrumentRegistry(INSTRUMENTS, ACTIVATABLE),
    now: () => NOW,
    timeZone: 'Europe/Amsterdam',
  };
  desk = assessmentDesk({ ...house, store });
  const about = { reference: `Patient/${PATIENT}` };
  const records: readonly FhirResource[] = [
    { resourceType: 'Patient', id: PATIENT, name: [{ family: 'Proefpersoon' }] },
    {
      resourceType: 'CareTeam',
      id: 'team',
      status: 'active',
      subject: about,
      participant: [...TEAM, ...OTHERS].map((role) => ({ member: { reference: `Practitioner/${role}` } })),
    },
    ...TEAM.map((role) => ({
      resourceType: 'EpisodeOfCare',
      id: `episode-${role}`,
      status: 'active',
      patient: about,
      period: { start: '2026-11-01T09:00:00Z' },
    })),
  ];
  for (const resource of records)
    await store
      .session(EVERYTHING)
      .change({ kind: 'create', resource, ...(resource.id === undefined ? {} : { id: resource.id }) });
});

afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Everything that this module lets somebody do, in turn. */
function acts(caller: Caller, role: string): Readonly<Record<string, () => Promise<unknown>>> {
  const by = `Practitioner/${role}`;
  return {
    score: () =>
      assessmentsOverRecord(house).record(caller, PATIENT, {
        instrument: 'akps',
        at: '2026-11-22T08:00:00Z',
        reporter: 'staff',
        answeredBy: by,
        enteredBy: by,
        answers: { akps: 40 },
      }),
    contact: () =>
      contactsOverRecord(house).begin(caller, PATIENT, {
        kind: 'bedside',
        start: '2026-11-22T08:00:00Z',
        professionals: [by],
      }),
    analysis: () =>
      contactsOverRecord(house).analyse(caller, PATIENT, {
        symptom: 'Benauwd',
        goal: 4,
        at: '2026-11-22T08:00:00Z',
        by,
      }),
    phase: () =>
      phasesOverRecord(house).change(
        caller,
        PATIENT,
        `episode-${TEAM.includes(role) ? role : 'ward-nurse'}`,
        {
          phase: 'stable',
          reason: 'omdat',
          at: '2026-11-02T08:00:00Z',
          by,
        },
      ),
  };
}

/** What came of each act: done, or the code of the problem. */
async function outcomes(caller: Caller, role: string): Promise<Readonly<Record<string, string>>> {
  const done: Record<string, string> = {};
  for (const [name, act] of Object.entries(acts(caller, role)))
    done[name] = await act().then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof Problem) return 'refused';
        throw error;
      },
    );
  return done;
}

/** How many resources the patient has that this module writes. */
async function written(): Promise<number> {
  const types = ['QuestionnaireResponse', 'Observation', 'Encounter', 'Goal'];
  const pages = await Promise.all(
    types.map((type) =>
      store.session(EVERYTHING).search(
        house.readSearch(
          [type],
          [
            ['patient', `Patient/${PATIENT}`],
            ['_count', '200'],
          ],
        ),
      ),
    ),
  );
  return pages.reduce((sum, { matches }) => sum + matches.length, 0);
}

const ALL_DONE = { score: 'done', contact: 'done', analysis: 'done', phase: 'done' };
const ALL_REFUSED = { score: 'refused', contact: 'refused', analysis: 'refused', phase: 'refused' };

describe('scores, contacts and phases', () => {
  it.each(TEAM)('are recorded by a %s of the treating team', async (role) => {
    expect(await outcomes(person(role), role)).toEqual(ALL_DONE);
  });

  it('are refused to a consult nurse without a relation to the patient, and leave nothing behind', async () => {
    const before = await written();
    expect(await outcomes(stranger, 'not-on-the-team')).toEqual(ALL_REFUSED);
    expect(await written()).toBe(before);
    expect(await assessmentsOverRecord(house).of(stranger, PATIENT, 'akps')).toEqual([]);
  });

  it('are refused to the pharmacist of the team, who reads them', async () => {
    const before = await written();
    expect(await outcomes(person('pharmacist'), 'pharmacist')).toEqual(ALL_REFUSED);
    expect(await written()).toBe(before);
    expect(await assessmentsOverRecord(house).of(person('pharmacist'), PATIENT, 'akps')).not.toEqual([]);
  });

  it.each(['team-secretary', 'team-lead'])(
    'are nothing that the %s sees or scores; the office writes down that a contact took place',
    async (role) => {
      expect(await outcomes(person(role), role)).toEqual({ ...ALL_REFUSED, contact: 'done' });
      expect(await assessmentsOverRecord(house).of(person(role), PATIENT, 'akps')).toEqual([]);
    },
  );

  it.each(['hospice-volunteer', 'functional-administrator', 'quality-lead', 'privacy-officer'])(
    'are refused to the %s, who sees none of them',
    async (role) => {
      expect(await outcomes(person(role), role)).toEqual(ALL_REFUSED);
      expect(await assessmentsOverRecord(house).of(person(role), PATIENT, 'akps')).toEqual([]);
    },
  );

  it('are read by the patient, who cannot write a professional’s judgement', async () => {
    expect(await outcomes(patient, 'consult-nurse')).toEqual(ALL_REFUSED);
    expect(await assessmentsOverRecord(house).of(patient, PATIENT, 'akps')).not.toEqual([]);
  });

  it('change no care relation: whoever chooses a phase opens the record to nobody', async () => {
    const episode = await store.session(EVERYTHING).read('EpisodeOfCare', 'episode-ward-nurse');
    expect(episode?.versionId).toBe(1);
  });
});

/** What somebody close said of themselves, and what a clinician expects. */
const KEPT = {
  husband: {
    instrument: 'caecilia-carer-time',
    reporter: 'helped',
    answeredBy: 'RelatedPerson/husband',
    answers: { 'carer-time': 2 },
  },
  surprise: {
    instrument: 'surprise-question',
    reporter: 'staff',
    answeredBy: 'Practitioner/consult-nurse',
    answers: { surprise: 0 },
  },
};

describe('what the patient was not told yet', () => {
  const by = { at: '2026-11-22T08:00:00Z', enteredBy: 'Practitioner/consult-nurse' };
  const seenBy = async (caller: Caller, instrument: string) =>
    (await assessmentsOverRecord(desk).of(caller, PATIENT, instrument)).length;

  it.each(Object.entries(KEPT))(
    'of the %s is seen by who treats, and by no patient, pharmacist or stranger until it was told',
    async (_who, answer) => {
      const port = assessmentsOverRecord(desk);
      const { id } = await port.record(person('consult-nurse'), PATIENT, { ...by, ...answer });
      const { instrument } = answer;
      for (const role of TEAM) expect(await seenBy(person(role), instrument)).toBe(1);
      for (const other of [patient, stranger, person('pharmacist'), person('team-secretary')])
        expect(await seenBy(other, instrument)).toBe(0);
      await expect(port.release(patient, PATIENT, id)).rejects.toMatchObject({ code: 'not-found' });
      await port.release(person('consult-nurse'), PATIENT, id);
      expect(await seenBy(patient, instrument)).toBe(1);
    },
  );
});

describe('what the app asks', () => {
  const endpoints = () => assessmentArea({ ...house, store }).endpoints;
  const ask = async (caller: Caller, path: string, query = {}) => {
    const endpoint = endpoints().find((each) => each.path === path);
    if (!endpoint?.read) throw new Error(`nothing reads ${path}`);
    const visit = { caller, params: { id: PATIENT }, query, headers: {}, origin: '', formToken: '' };
    return await endpoint.read(store.session(caller), visit).catch((error: unknown) => error);
  };

  it('is not answered with an empty list to who may not see it: that would say that there is nothing', async () => {
    const pharmacist = person('pharmacist');
    expect(await ask(pharmacist, '/patients/:id/contacts')).toMatchObject({ code: 'not-found' });
    expect(await ask(pharmacist, '/patients/:id/standing')).toMatchObject({ closed: false, contacts: false });
    const kept = { instrument: 'surprise-question' };
    expect(await ask(pharmacist, '/patients/:id/responses', kept)).toMatchObject({ code: 'not-found' });
    expect(await ask(person('team-secretary'), '/patients/:id/standing')).toEqual({ closed: true });
    expect(await ask(person('team-secretary'), '/patients/:id/trends')).toMatchObject({ code: 'not-found' });
  });

  it('is answered to who treats', async () => {
    const nurse = person('consult-nurse');
    expect(await ask(nurse, '/patients/:id/contacts')).toHaveProperty('contacts');
    expect(await ask(nurse, '/patients/:id/standing')).toMatchObject({ closed: false, contacts: true });
    expect(await ask(nurse, '/patients/:id/responses', { instrument: 'surprise-question' })).toHaveProperty(
      'measurements',
    );
  });
});

describe('an episode of the team', () => {
  const episode = (more = {}): FhirResource => ({
    resourceType: 'EpisodeOfCare',
    status: 'active',
    type: [{ coding: [{ ...EPISODE_TYPE }] }],
    patient: { reference: `Patient/${PATIENT}` },
    period: { start: '2026-11-20T09:00:00Z' },
    ...more,
  });
  const opened = async (caller: Caller, more?: object) => {
    if (!desk.openEpisode) throw new Error('the house opens episodes');
    return await desk.openEpisode(caller, PATIENT, episode(more));
  };

  it('is opened once by two colleagues in one second, and opens the record to nobody', async () => {
    const ids = await Promise.all([opened(person('consult-nurse')), opened(person('social-worker'))]);
    expect(new Set(ids).size).toBe(1);
    const kept = await store.session(EVERYTHING).read('EpisodeOfCare', ids[0]);
    if (!kept) throw new Error('it was kept');
    expect(ACCESS_FACTS.relationsOf(resourceOf(kept))).toEqual([]);
    const line = await store.session(stranger).read('Patient', PATIENT);
    expect(line).toBeUndefined();
  });

  it('is refused to who does not treat, and where it names somebody or is of another type', async () => {
    for (const other of [stranger, patient, person('pharmacist'), person('team-secretary')])
      await expect(opened(other)).rejects.toBeInstanceOf(Problem);
    const named = { careManager: { reference: 'Practitioner/consult-nurse' } };
    await expect(opened(person('consult-nurse'), named)).rejects.toMatchObject({ code: 'invariant' });
  });

  it('and its part of the page are for the roles that assess, and for no others', () => {
    const { sections } = assessmentArea({ ...house, store });
    const shown = (role: string) => (sections?.({ ...stranger, role }) ?? []).length;
    expect([...TEAM, 'hospice-nurse', 'spiritual-care-worker'].map(shown)).not.toContain(0);
    expect(['pharmacist', 'team-secretary', 'gp', 'hospice-volunteer', 'patient'].map(shown)).not.toContain(
      1,
    );
  });
});
