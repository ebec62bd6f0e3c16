import type { SearchParam } from '@caecilia/fhir';
import type { SearchPage } from '@caecilia/kernel';
import { describe, expect } from 'vitest';
import type { HandmadeStore } from '../testing/handmade-store.ts';
import { onEachEngine } from '../testing/handmade-suite.ts';
import { ids, include, params, WARD } from '../testing/ward.ts';

const named = (list: SearchPage['matches']) => list.map(({ type, id }) => `${type}/${id}`).toSorted();

onEachEngine(
  WARD,
  ({ test }) => {
    describe('_include', () => {
      const includes = async (store: HandmadeStore, query: Parameters<HandmadeStore['page']>[0]) =>
        named((await store.page(query)).includes);
      const obsOfAnna = { types: ['Observation'], criteria: [ids('obs-anna', 'said-by-bram')] };

      test('brings what the parameter refers to, each once', async (store) => {
        expect(await includes(store, { ...obsOfAnna, includes: [include(params.patient)] })).toEqual([
          'Patient/anna',
        ]);
      });
      test('brings every type the parameter refers to, or the one that is named', async (store) => {
        expect(await includes(store, { ...obsOfAnna, includes: [include(params.performer)] })).toEqual([
          'Patient/bram',
          'Practitioner/dokter',
        ]);
        const onlyPatients = include(params.performer, { targetType: 'Patient' });
        expect(await includes(store, { ...obsOfAnna, includes: [onlyPatients] })).toEqual(['Patient/bram']);
      });
      test('brings the current version of a reference to a version', async (store) => {
        expect(await includes(store, { ...obsOfAnna, includes: [include(params.encounter)] })).toEqual([
          'Encounter/visit-anna',
        ]);
      });
      test('of everything brings what any parameter refers to', async (store) => {
        expect(await includes(store, { ...obsOfAnna, includes: [include(undefined)] })).toEqual([
          'Encounter/visit-anna',
          'Patient/anna',
          'Patient/bram',
          'Practitioner/dokter',
        ]);
      });
      test('does not follow what was included, but with :iterate', async (store) => {
        const both = [include(params.encounter), include(params.reason)];
        expect(await includes(store, { ...obsOfAnna, includes: both })).toEqual(['Encounter/visit-anna']);
        const further = [include(params.encounter), include(params.reason, { iterate: true })];
        expect(await includes(store, { ...obsOfAnna, includes: further })).toEqual([
          'Encounter/visit-anna',
          'Procedure/talk-anna',
        ]);
      });
      test('with :iterate goes on to the end, and never brings a match again', async (store) => {
        const query = {
          types: ['Encounter'],
          criteria: [ids('part-of-part')],
          includes: [include(params.partOf, { iterate: true })],
        };
        expect(await includes(store, query)).toEqual(['Encounter/part', 'Encounter/visit-anna']);
        const all = { ...query, criteria: [ids('part-of-part', 'part')] };
        expect(await includes(store, all)).toEqual(['Encounter/visit-anna']);
      });
      test('brings the version that a canonical names', async (store) => {
        const query = { types: ['QuestionnaireResponse'], criteria: [ids('filled-in')] };
        expect(await includes(store, { ...query, includes: [include(params.questionnaire)] })).toEqual([
          'Questionnaire/form-2',
        ]);
      });
      test('in reverse brings what refers to a match', async (store) => {
        const query = { types: ['Patient'], criteria: [ids('bram')] };
        const reverse = (of: SearchParam | undefined) => include(of, { reverse: true });
        expect(await includes(store, { ...query, includes: [reverse(params.patient)] })).toEqual([
          'Observation/obs-bram',
        ]);
        expect(await includes(store, { ...query, includes: [reverse(undefined)] })).toEqual([
          'Encounter/visit-bram',
          'Observation/obs-bram',
          'Observation/said-by-bram',
        ]);
      });
      test('in reverse brings what names a canonical in the version of the match', async (store) => {
        const query = (id: string) => ({
          types: ['Questionnaire'],
          criteria: [ids(id)],
          includes: [include(params.questionnaire, { reverse: true })],
        });
        expect(await includes(store, query('form-2'))).toEqual(['QuestionnaireResponse/filled-in']);
        expect(await includes(store, query('form-1'))).toEqual([]);
      });
      test('is refused when it would bring more than can be answered, and never cut short', async (store) => {
        await store.sql(
          `insert into res select bucket, type, gen_random_uuid(), null, patient, vid, last_updated, deleted, method,
             toks, content, hash from res, generate_series(1, 5001) where fid = 'obs-anna'`,
        );
        const query = { types: ['Patient'], criteria: [ids('anna')] };
        const reverse = include(params.patient, { reverse: true });
        await expect(store.page({ ...query, includes: [reverse] })).rejects.toMatchObject({
          code: 'too-costly',
          status: 422,
        });
        expect((await store.page(query)).matches).toHaveLength(1);
      });
    });
  },
  Object.values(params),
);
