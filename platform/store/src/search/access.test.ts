import type { Scope, SearchPage } from '@caecilia/kernel';
import { describe, expect } from 'vitest';
import type { HandmadeStore } from '../testing/handmade-store.ts';
import { onEachEngine } from '../testing/handmade-suite.ts';
import { chain, has, ids, include, ofPatient, params, token, WARD } from '../testing/ward.ts';

const named = (list: SearchPage['matches']) => list.map(({ type, id }) => `${type}/${id}`).toSorted();
const OF_ANNA: Scope = { kind: 'patients', patients: ['anna'] };
const NOTHING: Scope = { kind: 'nothing' };

onEachEngine(
  WARD,
  ({ test }) => {
    describe('a caller with one patient', () => {
      const foundBy = async (
        store: HandmadeStore,
        query: Parameters<HandmadeStore['page']>[0],
        scope: Scope,
      ) => {
        const { matches, includes, total } = await store.page({ total: 'accurate', ...query }, scope);
        return { matches: named(matches), includes: named(includes), total };
      };

      test('finds that patient’s records and those of no patient', async (store) => {
        const observations = await foundBy(store, { types: ['Observation'] }, OF_ANNA);
        expect(observations).toEqual({
          matches: ['Observation/obs-anna', 'Observation/said-by-bram'],
          includes: [],
          total: 2,
        });
        expect((await foundBy(store, { types: ['Practitioner'] }, OF_ANNA)).matches).toEqual([
          'Practitioner/dokter',
        ]);
      });
      test('counts nothing else', async (store) => {
        expect(await foundBy(store, { types: ['Observation'], count: 0 }, OF_ANNA)).toEqual({
          matches: [],
          includes: [],
          total: 2,
        });
        const ofBram = { types: ['Observation'], criteria: [ofPatient(params.patient, 'bram')], count: 0 };
        expect((await foundBy(store, ofBram, OF_ANNA)).total).toBe(0);
      });
      test('learns nothing by a chain to a foreign record', async (store) => {
        const male = [chain(params.performer, 'Patient', token(params.gender, 'male'))];
        expect((await foundBy(store, { types: ['Observation'], criteria: male }, OF_ANNA)).matches).toEqual(
          [],
        );
        const checked = [ids('said-by-bram'), ...male];
        expect(
          (await foundBy(store, { types: ['Observation'], criteria: checked }, OF_ANNA)).matches,
        ).toEqual([]);
        const bySex = [chain(params.patient, 'Patient', token(params.gender, 'male'))];
        expect((await foundBy(store, { types: ['Observation'], criteria: bySex }, OF_ANNA)).total).toBe(0);
      });
      test('learns nothing by _has from a foreign record', async (store) => {
        const final = [has(params.performer, token(params.status, 'final'))];
        const ofBram: Scope = { kind: 'patients', patients: ['bram'] };
        expect((await foundBy(store, { types: ['Practitioner'], criteria: final }, OF_ANNA)).total).toBe(1);
        const preliminary = [has(params.performer, token(params.status, 'preliminary'))];
        expect((await foundBy(store, { types: ['Patient'], criteria: preliminary }, ofBram)).total).toBe(0);
        const checked = [ids('bram'), ...preliminary];
        expect((await foundBy(store, { types: ['Patient'], criteria: checked }, ofBram)).total).toBe(0);
      });
      test('gets nothing foreign included, in either direction', async (store) => {
        const performers = {
          types: ['Observation'],
          criteria: [ids('said-by-bram')],
          includes: [include(params.performer)],
        };
        expect((await foundBy(store, performers, OF_ANNA)).includes).toEqual([]);
        const pointers = {
          types: ['Practitioner'],
          includes: [include(params.performer, { reverse: true })],
        };
        expect((await foundBy(store, pointers, OF_ANNA)).includes).toEqual(['Observation/obs-anna']);
      });
      test('finds nothing at all when nothing may be seen', async (store) => {
        const query = { types: ['Practitioner', 'Patient', 'Observation'] };
        expect(await foundBy(store, query, NOTHING)).toEqual({ matches: [], includes: [], total: 0 });
      });
    });
  },
  Object.values(params),
);
