import { ACCESS_INTERACTIONS, type Caller, emergencyActor, type RuleScope } from '@caecilia/kernel';
import { describe, expect } from 'vitest';
import type { Handmade, HandmadeStore } from '../testing/handmade-store.ts';
import { entriesOf, param, reference } from '../testing/handmade-store.ts';
import { onEachEngine } from '../testing/handmade-suite.ts';
import { ofPatient } from '../testing/ward.ts';

const TYPES = ['Patient', 'Observation'];
const common = { types: TYPES, needsPermission: false, endsAtDeath: false, labels: 0, where: [] };

/** A physician of the hospital, at an emergency or not; all invented. */
function physician(emergency?: string, difference: Partial<Caller> = {}): Caller {
  const id = difference.id ?? 'Practitioner/night';
  const scope: RuleScope = {
    kind: 'rules',
    policyVersion: 'test',
    actors: [id, 'Organization/hospital'],
    marks: false,
    rules: [
      { ...common, interactions: ACCESS_INTERACTIONS, through: ['treatingTeam'] },
      {
        ...common,
        interactions: ['read', 'search-type', 'search-system', 'count', 'include'],
        through: ['emergency'],
      },
    ],
    ...(emergency === undefined ? {} : { emergencyActor: emergencyActor(id, emergency) }),
  };
  return { id, role: 'physician', organization: 'Organization/hospital', scope, ...difference };
}

const patient = (id: string, holder: string): Handmade => ({
  type: 'Patient',
  id,
  patient: id,
  relations: [{ patient: id, actor: `Organization/${holder}`, kind: 'holder' }],
});

const RECORDS: readonly Handmade[] = [
  patient('anna', 'hospital'),
  patient('bram', 'hospital'),
  patient('cees', 'elsewhere'),
  ...['anna', 'bram', 'cees'].map(
    (id): Handmade => ({
      type: 'Observation',
      id: `of-${id}`,
      patient: id,
      entries: entriesOf({ references: [reference('patient', 'Patient', id)] }),
    }),
  ),
];

const patientParam = param('Observation', 'patient', 'reference', { targets: ['Patient'] });
const wish = { patient: 'anna', reason: 'acute pain, not yet in the team (invented)', hours: 24 };
const START = Date.parse('2026-05-01T02:00:00Z');
const hoursLater = (hours: number) => new Date(START + hours * 3_600_000).toISOString();

const reads = async (store: HandmadeStore, caller: Caller, id = 'of-anna') =>
  (await store.store.session(caller).read('Observation', id)) !== undefined;

const linesAbout = async (store: HandmadeStore) =>
  await store.sql(`select outcome from audit where event = 'break-glass'`);

onEachEngine(
  RECORDS,
  ({ test }) => {
    describe('an emergency', () => {
      test('opens one patient for reading, to who asked, for as long as was asked', async (store) => {
        const { emergencies } = store.store;
        store.at(hoursLater(0));
        expect(await reads(store, physician('anna'))).toBe(false);
        expect(await emergencies.grant(physician(), wish)).toMatchObject({
          kind: 'granted',
          grant: { until: expect.stringMatching(/^2026-05-02T02:00/) as string },
        });
        expect(await reads(store, physician('anna'))).toBe(true);
        expect(await reads(store, physician())).toBe(false);
        expect(await reads(store, physician('bram'))).toBe(false);
        expect(await reads(store, physician('anna'), 'of-bram')).toBe(false);
        expect(await reads(store, physician('anna', { id: 'Practitioner/other' }))).toBe(false);
        const change = { kind: 'update', id: 'of-anna', resource: { resourceType: 'Observation' } } as const;
        await expect(store.store.session(physician('anna')).change(change)).rejects.toMatchObject({
          code: 'forbidden',
        });
        expect(await store.store.stillAllowed(physician('anna'), 'anna')).toBe(true);
        store.at(hoursLater(24.1));
        expect(await reads(store, physician('anna'))).toBe(false);
        expect(await store.store.stillAllowed(physician('anna'), 'anna')).toBe(false);
      });

      test('is of no use for a search over patients', async (store) => {
        store.at(hoursLater(30));
        await store.store.emergencies.grant(physician(), wish);
        const session = store.store.session(physician('anna'));
        const query = {
          types: ['Observation'],
          criteria: [],
          sort: [],
          count: 9,
          total: 'accurate' as const,
          includes: [],
        };
        expect(await session.search(query)).toMatchObject({ matches: [], total: 0 });
        expect((await session.search({ ...query, count: 0 })).total).toBe(0);
        expect((await session.search({ ...query, types: TYPES })).matches).toEqual([]);
        expect((await session.history({ type: 'Observation', count: 9 })).total).toBe(0);
        const scoped = { ...query, criteria: [ofPatient(patientParam, 'anna')] };
        expect((await session.search(scoped)).matches.map(({ id }) => id)).toEqual(['of-anna']);
        const other = { ...query, criteria: [ofPatient(patientParam, 'bram')] };
        expect((await session.search(other)).matches).toEqual([]);
      });

      test('is refused across organisations, in the same words as for a patient who does not exist', async (store) => {
        const { emergencies } = store.store;
        store.at(hoursLater(60));
        const foreign = await emergencies.grant(physician(), { ...wish, patient: 'cees' });
        expect(foreign).toEqual({ kind: 'refused' });
        expect(await emergencies.grant(physician(), { ...wish, patient: 'nobody' })).toEqual(foreign);
        expect(await emergencies.grant(physician(), { ...wish, patient: 'no id!' })).toEqual(foreign);
        expect(await reads(store, physician('cees'), 'of-cees')).toBe(false);
      });

      test('needs a reason, at most a day, and a role that may', async (store) => {
        const { emergencies } = store.store;
        store.at(hoursLater(90));
        for (const [difference, code] of [
          [{ reason: '  ' }, 'required'],
          [{ hours: 25 }, 'value'],
          [{ hours: 0 }, 'value'],
          [{ hours: 1.5 }, 'value'],
        ] as const) {
          await expect(emergencies.grant(physician(), { ...wish, ...difference })).rejects.toMatchObject({
            code,
          });
        }
        const volunteer = { ...physician(), scope: { kind: 'nothing' } } as const;
        const { organization: _organization, ...homeless } = physician();
        for (const caller of [volunteer, homeless]) {
          await expect(emergencies.grant(caller, wish)).rejects.toMatchObject({ code: 'forbidden' });
        }
      });

      test('may be ended before its time by its user', async (store) => {
        const { emergencies } = store.store;
        store.at(hoursLater(120));
        await emergencies.grant(physician(), wish);
        expect(await emergencies.active(physician(), 'anna')).toMatchObject({
          patient: 'anna',
          outcome: 'granted',
        });
        expect(await emergencies.end(physician(undefined, { id: 'Practitioner/other' }), 'anna')).toBe(false);
        expect(await emergencies.end(physician(), 'anna')).toBe(true);
        expect(await reads(store, physician('anna'))).toBe(false);
        expect(await emergencies.active(physician(), 'anna')).toBeUndefined();
        expect(await emergencies.end(physician(), 'anna')).toBe(false);
      });

      test('is blocked at the tenth within an hour, also when they are asked at once, and free again after it', async (store) => {
        const { emergencies } = store.store;
        store.at(hoursLater(150));
        const eager = physician(undefined, { id: 'Practitioner/eager' });
        const answers = await Promise.all(
          Array.from({ length: 20 }, () => emergencies.grant(eager, { ...wish, patient: 'nobody' })),
        );
        expect(answers.filter(({ kind }) => kind === 'refused')).toHaveLength(9);
        expect(answers.filter(({ kind }) => kind === 'blocked')).toHaveLength(11);
        expect(await emergencies.grant(eager, wish)).toMatchObject({
          kind: 'blocked',
          until: expect.stringMatching(/^2026-05-07T09:00/) as string,
        });
        expect(await emergencies.grant(physician(), wish)).toMatchObject({ kind: 'granted' });
        store.at(hoursLater(151.1));
        expect(await emergencies.grant(eager, wish)).toMatchObject({ kind: 'granted' });
      });

      test('is listed for the patient and the privacy officer, whatever became of it, and stands in the log', async (store) => {
        const { emergencies } = store.store;
        const ofAnna = await emergencies.list({ patient: 'anna' });
        expect(ofAnna.map(({ outcome }) => outcome)).toContain('blocked');
        expect(
          ofAnna.filter(({ outcome }) => outcome === 'granted').every(({ reason }) => reason === wish.reason),
        ).toBe(true);
        const all = await emergencies.list({ since: hoursLater(0) });
        expect(all.length).toBeGreaterThan(ofAnna.length);
        // One of them was ended early, which is a line of its own.
        expect(await linesAbout(store)).toHaveLength(all.length + 1);
      });
    });
  },
  [patientParam],
);
