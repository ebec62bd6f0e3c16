import { rmSync } from 'node:fs';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from './configuration.ts';
import { keepIndexed } from './index-upkeep.ts';
import { openRecord } from './record.ts';

const folder = await emptyRecord('caecilia-upkeep-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = readSettings({ CAECILIA_DATA_DIR: folder, CAECILIA_DEMO: 'off' }, '/');
const options = { now: () => new Date('2026-11-21T02:40:00Z'), baseUrl: 'http://127.0.0.1:8080/fhir' };
const caller = { id: 'system:test', role: 'test', scope: { kind: 'everything' } } as const;

describe('a search parameter that a pack adds', () => {
  it('finds what was stored before the pack was there', async () => {
    const before = await openRecord(settings, options);
    await keepIndexed(before.store, before.language.searchParameters, () => undefined).done;
    const goal = {
      resourceType: 'Goal',
      lifecycleStatus: 'active',
      subject: { reference: 'Patient/proefpersoon' },
      description: { text: 'Invented goal' },
      addresses: [{ display: 'Invented need' }],
      note: [{ text: 'an invented note' }],
      statusReason: 'invented reason',
    };
    const { version } = await before.store.session(caller).change({ kind: 'create', resource: goal });
    const parameter = {
      resourceType: 'SearchParameter',
      url: 'https://example.org/SearchParameter/Goal-status-reason',
      code: 'status-reason',
      type: 'string',
      base: ['Goal'],
      expression: 'Goal.statusReason',
    };
    const pack = {
      ...before.packs[0]?.pack,
      name: 'example.pack',
      version: '1',
      carePlan: undefined,
      searchParameters: [parameter],
      profiles: [],
      valueSets: [],
      codeSystems: [],
      conceptMaps: [],
      questionnaires: [],
      namedQueries: [],
      mappings: [],
    };
    await before.store.savePack({ name: 'example.pack', version: '1', content: JSON.stringify(pack) });
    await before.store.close();

    const after = await openRecord(settings, options);
    const told: string[] = [];
    await keepIndexed(after.store, after.language.searchParameters, (_facts, sentence) => told.push(sentence))
      .done;
    expect(told).toEqual(['search entries are up to date']);
    const param = after.language.searchParameters.get('Goal', 'status-reason');
    if (!param) throw new Error('the parameter of the pack is not known');
    const criterion = { kind: 'string', param, match: 'prefix', anyOf: ['invented'] } as const;
    const page = await after.store
      .session(caller)
      .search({ types: ['Goal'], criteria: [criterion], sort: [], count: 10, total: 'none', includes: [] });
    expect(page.matches.map(({ id }) => id)).toEqual([version.id]);
    await keepIndexed(after.store, after.language.searchParameters, (_facts, sentence) => told.push(sentence))
      .done;
    expect(told, 'nothing to do the second time').toHaveLength(1);
    await after.store.close();
  });
});
