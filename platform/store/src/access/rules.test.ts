import type { AccessRule, Caller, ConfidentialityLabel, Relation, RuleScope } from '@caecilia/kernel';
import { ACCESS_INTERACTIONS, labelBits } from '@caecilia/kernel';
import { describe, expect } from 'vitest';
import { entriesOf, type Handmade, type HandmadeStore, param, reference } from '../testing/handmade-store.ts';
import { onEachEngine } from '../testing/handmade-suite.ts';
import { callerWith, EVERYTHING } from '../testing/people.ts';
import { ofPatient } from '../testing/ward.ts';

/** Rules of the store's own tests; the house's policy is tested over the whole matrix in `apps/care`. */
const ALL = ['Patient', 'Observation', 'Appointment', 'Basic'];

function rule(difference: Partial<AccessRule> = {}): AccessRule {
  return {
    types: ALL,
    interactions: ACCESS_INTERACTIONS,
    through: ['treatingTeam'],
    needsPermission: false,
    endsAtDeath: false,
    labels: 0,
    where: [],
    ...difference,
  };
}

function nurse(rules: readonly AccessRule[] = [rule()], difference: Partial<RuleScope> = {}): Caller {
  return callerWith({
    kind: 'rules',
    policyVersion: 'test',
    actors: ['Practitioner/nurse', 'Organization/clinic'],
    rules,
    marks: false,
    ...difference,
  });
}

const relation = (patient: string, difference: Partial<Relation> = {}): Relation => ({
  patient,
  actor: 'Practitioner/nurse',
  kind: 'treatingTeam',
  ...difference,
});

const says = (id: string, ...relations: readonly Relation[]): Handmade => ({ type: 'Basic', id, relations });

const note = (
  id: string,
  patient: string | undefined,
  labels: readonly ConfidentialityLabel[] = [],
): Handmade => ({
  type: 'Observation',
  id,
  ...(patient === undefined ? {} : { patient }),
  labels,
  entries: entriesOf({
    tokens: [{ param: 'category', system: 'urn:c', code: patient === 'anna' ? 'laboratory' : 'vital-signs' }],
    references: patient === undefined ? [] : [reference('patient', 'Patient', patient)],
  }),
});

const RECORDS: readonly Handmade[] = [
  ...['anna', 'bram', 'cees'].map((id): Handmade => {
    const living: Relation = { patient: id, actor: '', kind: 'living' };
    return { type: 'Patient', id, patient: id, relations: id === 'cees' ? [] : [living] };
  }),
  note('of-anna', 'anna'),
  note('of-bram', 'bram'),
  note('of-cees', 'cees'),
  note('of-nobody', undefined),
  note('soul', 'anna', ['spiritual-care']),
  note('both', 'anna', ['spiritual-care', 'psychosocial']),
  { type: 'Appointment', id: 'together', patient: 'anna', others: ['bram'] },
  { type: 'Organization', id: 'clinic' },
  says('team', relation('anna', { starts: '2026-02-01T00:00:00Z', ends: '2026-03-01T00:00:00Z' })),
];

const patientParam = param('Observation', 'patient', 'reference', { targets: ['Patient'] });

const DURING = '2026-02-10T00:00:00Z';

async function seen(store: HandmadeStore, caller: Caller, types = ['Observation']): Promise<string[]> {
  const session = store.store.session(caller);
  const query = { types, criteria: [], sort: [], includes: [], total: 'accurate' as const };
  const page = await session.search({ ...query, count: 100 });
  const { total } = await session.search({ ...query, count: 0 });
  expect([page.total, total]).toEqual([page.matches.length, page.matches.length]);
  const found = page.matches.map(({ id }) => id).toSorted();
  const references = RECORDS.filter(({ type }) => types.includes(type)).map(({ type, id }) => ({ type, id }));
  const read = await session.readMany(references);
  expect(read.map(({ id }) => id).toSorted()).toEqual(found);
  return found;
}

onEachEngine(
  RECORDS,
  ({ test }) => {
    describe('rules', () => {
      test('open what a relation opens while it holds, and at once no longer', async (store) => {
        store.at('2026-01-31T23:00:00Z');
        expect(await seen(store, nurse())).toEqual([]);
        store.at(DURING);
        expect(await seen(store, nurse())).toEqual(['of-anna']);
        store.at('2026-03-01T00:00:00Z');
        expect(await seen(store, nurse())).toEqual([]);
        store.at(DURING);
        await store.add(says('team'));
        expect(await seen(store, nurse())).toEqual([]);
        await store.add(says('team', relation('anna', { actor: 'Organization/clinic' })));
        expect(await seen(store, nurse())).toEqual(['of-anna']);
        await store.store.session(EVERYTHING).change({ kind: 'delete', type: 'Basic', id: 'team' });
        expect(await seen(store, nurse())).toEqual([]);
        await store.add(says('team', relation('anna')));
      });

      test('open nothing by relations of others, or of another kind', async (store) => {
        await store.add(
          says(
            'other',
            relation('bram', { actor: 'Practitioner/other' }),
            relation('cees', { kind: 'homeCare' }),
          ),
        );
        expect(await seen(store, nurse())).toEqual(['of-anna']);
        expect(await seen(store, nurse([rule({ through: ['homeCare'] })]))).toEqual(['of-cees']);
        await store.add(says('other'));
      });

      test('never open a resource of patients that names none, unless it is of a type that is shared', async (store) => {
        expect(await seen(store, nurse([rule({ through: 'everyone' })]))).not.toContain('of-nobody');
        expect(
          await seen(store, nurse([rule({ types: ['Organization'], through: 'shared' })]), ['Organization']),
        ).toEqual(['clinic']);
        expect(await seen(store, nurse(), ['Organization'])).toEqual([]);
      });

      test('of several types hold each to its own', async (store) => {
        const rules = [
          rule({ types: ['Observation'] }),
          rule({ types: ['Organization'], through: 'shared' }),
        ];
        expect(await seen(store, nurse(rules), ['Observation', 'Organization', 'Patient'])).toEqual([
          'clinic',
          'of-anna',
        ]);
      });

      test('allow an interaction only where one of them names it', async (store) => {
        const session = store.store.session(nurse([rule({ interactions: ['search-type'] })]));
        expect(await session.read('Observation', 'of-anna')).toBeUndefined();
        expect(await session.vread('Observation', 'of-anna', 1)).toBeUndefined();
        expect((await session.history({ type: 'Observation', id: 'of-anna', count: 5 })).total).toBe(0);
        const query = {
          types: ['Observation'],
          criteria: [],
          sort: [],
          total: 'none' as const,
          includes: [],
        };
        expect((await session.search({ ...query, count: 9 })).matches).toHaveLength(1);
        expect((await session.search({ ...query, count: 0 })).total).toBe(0);
        const within = { kind: 'compartment', patientId: 'anna' } as const;
        expect((await session.search({ ...query, criteria: [within], count: 9 })).matches).toEqual([]);
      });

      test('show what is about several patients to who may see them all', async (store) => {
        expect(await seen(store, nurse(), ['Appointment'])).toEqual([]);
        await store.add(says('second', relation('bram')));
        expect(await seen(store, nurse(), ['Appointment'])).toEqual(['together']);
        expect(await seen(store, nurse([rule()], { within: 'anna' }), ['Appointment'])).toEqual([]);
        await store.add(says('second'));
      });

      test('show confidential notes to their discipline, and with two labels to who has both', async (store) => {
        const labels = (...list: ConfidentialityLabel[]) => nurse([rule({ labels: labelBits(list) })]);
        expect(await seen(store, labels('spiritual-care'))).toEqual(['of-anna', 'soul']);
        expect(await seen(store, labels('psychosocial'))).toEqual(['of-anna']);
        expect(await seen(store, labels('spiritual-care', 'psychosocial'))).toEqual([
          'both',
          'of-anna',
          'soul',
        ]);
      });

      test('with a launch for one patient reach no other', async (store) => {
        await store.add(says('second', relation('bram')));
        expect(await seen(store, nurse())).toEqual(['of-anna', 'of-bram']);
        expect(await seen(store, nurse([rule()], { within: 'bram' }))).toEqual(['of-bram']);
        expect(await seen(store, nurse([rule()], { within: 'cees' }))).toEqual([]);
        await store.add(says('second'));
      });

      test('with criteria show what meets them, in reads as in searches', async (store) => {
        await store.add(says('second', relation('bram')));
        const where = (...list: string[]) => nurse([rule({ types: ['Observation'], where: list })]);
        expect(await seen(store, where('category=laboratory'))).toEqual(['of-anna']);
        expect(await seen(store, where('category=urn:c|laboratory,vital-signs'))).toEqual([
          'of-anna',
          'of-bram',
        ]);
        expect(await seen(store, where('category=laboratory', 'category=vital-signs'))).toEqual([]);
        for (const narrow of [
          'category=urn:d|laboratory',
          'category:not=laboratory',
          'category=urn:c|',
          '_id=of-anna',
        ]) {
          expect(await seen(store, where(narrow)), narrow).toEqual([]);
        }
        const two = nurse([
          rule({ where: ['category=laboratory'] }),
          rule({ where: ['category=vital-signs'] }),
        ]);
        expect(await seen(store, two)).toEqual(['of-anna', 'of-bram']);
        await store.add(says('second'));
      });

      test('with criteria show no superseded version, of which nothing is known to meet them', async (store) => {
        await store.add(note('of-anna', 'anna'));
        const all = store.store.session(EVERYTHING);
        const last = (await all.read('Observation', 'of-anna'))?.versionId ?? 0;
        const session = store.store.session(nurse([rule({ where: ['category=laboratory'] })]));
        expect((await session.vread('Observation', 'of-anna', last))?.versionId).toBe(last);
        expect(await session.vread('Observation', 'of-anna', last - 1)).toBeUndefined();
        expect((await session.history({ type: 'Observation', id: 'of-anna', count: 9 })).total).toBe(1);
        expect(
          (await store.store.session(nurse()).vread('Observation', 'of-anna', last - 1))?.versionId,
        ).toBe(last - 1);
      });

      test('of mandates hold while the patient lives', async (store) => {
        await store.add(
          says('mandates', relation('anna', { kind: 'carer' }), relation('cees', { kind: 'carer' })),
        );
        expect(await seen(store, nurse([rule({ through: ['carer'], endsAtDeath: true })]))).toEqual([
          'of-anna',
        ]);
        expect(await seen(store, nurse([rule({ through: ['carer'] })]))).toEqual(['of-anna', 'of-cees']);
      });

      test('that need a permission hold while it was given and nobody objected', async (store) => {
        const caller = nurse([rule({ through: ['generalPractitioner'], needsPermission: true })]);
        await store.add(says('gp', relation('bram', { kind: 'generalPractitioner' })));
        expect(await seen(store, caller)).toEqual([]);
        const given = relation('bram', { kind: 'permission', actor: 'Organization/clinic' });
        await store.add(says('consent', given));
        expect(await seen(store, caller)).toEqual(['of-bram']);
        await store.add(says('objection', { ...given, kind: 'objection' }));
        expect(await seen(store, caller)).toEqual([]);
        await store.add(says('objection'), says('consent', { ...given, ends: '2026-01-01T00:00:00Z' }));
        expect(await seen(store, caller)).toEqual([]);
        await store.add(says('consent', { ...given, patient: 'anna' }));
        expect(await seen(store, caller)).toEqual([]);
      });

      test('are worked out again from what is stored, where an earlier release kept them otherwise', async (store) => {
        const labelled = nurse([rule({ labels: labelBits(['spiritual-care', 'psychosocial']) })]);
        expect(await seen(store, labelled)).toEqual(['both', 'of-anna', 'soul']);
        await store.sql('truncate relation');
        await store.sql('update res set label = null, others = null');
        expect(await seen(store, labelled)).toEqual([]);
        expect(await store.store.refreshAccess()).toBeGreaterThan(RECORDS.length - 1);
        expect(await store.store.refreshAccess()).toBe(0);
        expect(await seen(store, labelled)).toEqual(['both', 'of-anna', 'soul']);
        expect(await seen(store, nurse())).toEqual(['of-anna']);
        expect(await seen(store, nurse(), ['Appointment'])).toEqual([]);
      });

      test('of searches that are asked together are each held to their own', async (store) => {
        await store.add(says('second', relation('bram', { actor: 'Practitioner/other' })));
        const other = nurse([rule()], { actors: ['Practitioner/other'] });
        const callers = [nurse(), other, EVERYTHING];
        const ids = ['anna', 'bram'] as const;
        const answers = await Promise.all(
          Array.from({ length: 120 }, async (_, index) => {
            const criteria = [ofPatient(patientParam, ids[index % 2] ?? '')];
            const query = {
              types: ['Observation'],
              criteria,
              sort: [],
              count: 9,
              total: 'none' as const,
              includes: [],
            };
            const caller = callers[index % 3] ?? EVERYTHING;
            const { matches } = await store.store.session(caller).search(query);
            return matches.some(({ id }) => id === `of-${ids[index % 2]}`);
          }),
        );
        const wanted = (index: number) => index % 3 === 2 || index % 3 === index % 2;
        expect(answers).toEqual(answers.map((_answer, index) => wanted(index)));
        await store.add(says('second'));
      });

      test('that wait together are each held to their own', async (store) => {
        const callers = [
          nurse(),
          EVERYTHING,
          nurse([rule({ through: ['hospiceStay'] })]),
          callerWith({ kind: 'nothing' }),
        ];
        const answers = await Promise.all(
          Array.from({ length: 40 }, async (_, index) => {
            const caller = callers[index % 4] ?? EVERYTHING;
            return (await store.store.session(caller).read('Observation', 'of-anna')) !== undefined;
          }),
        );
        expect(answers).toEqual(Array.from({ length: 40 }, (_, index) => index % 4 < 2));
      });
    });
  },
  [param('Observation', 'category', 'token'), patientParam],
);
