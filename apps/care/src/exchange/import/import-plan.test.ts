import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementOf, elementsOf, type FhirResource, resourceToXml } from '@caecilia/fhir';
import { hasShared, SHARED } from '@caecilia/fhir/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consultPhysician } from '../../consultation/testing/people.ts';
import {
  BASE,
  CPR,
  consent,
  directive,
  entriesOf,
  IC,
  type ImportRecord,
  openImportRecord,
  plan,
} from '../testing/import-record.ts';
import { resourceIn } from './bundle-text.ts';
import { acceptImport, previewImport } from './import-plan.ts';

let imports: ImportRecord;
beforeAll(async () => {
  imports = await openImportRecord();
  for (const id of ['anna', 'dirk']) await imports.patient(id);
});
afterAll(async () => await imports.record.close());

describe('a plan from elsewhere', () => {
  it('is shown beside ours before it is taken over, with what would contradict, and writes nothing', async () => {
    await imports.record.put('Consent', 'own-cpr', directive('Patient/anna', CPR, 'deny', '2026-09-01'));
    const before = await imports.everythingOf('anna');
    const bundle = plan(consent('cpr', CPR, 'permit', '2026-10-01'), consent('ic', IC, 'deny', '2026-10-01'));
    const { comparison, patient, added, known } = await previewImport(imports.house, consultPhysician, {
      patientId: 'anna',
      bundle,
    });
    expect([patient.verdict, added, known]).toEqual(['same', 4, 0]);
    const states = comparison.limits.map(({ ours, theirs, together }) => [
      ours?.state,
      theirs?.state,
      together,
    ]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['doNot', 'do', 'contradiction'],
        ['notDiscussed', 'doNot', 'doNot'],
      ]),
    );
    expect(comparison.limits[0]?.ours?.current[0]).toMatchObject({ on: '2026-09-01' });
    expect(await imports.everythingOf('anna')).toEqual(before);
  });

  it('is added with its source, refers to itself by local ids, changes nothing of ours, and is added once', async () => {
    const bundle = plan(consent('cpr', CPR, 'permit', '2026-10-01'), consent('ic', IC, 'deny', '2026-10-01'));
    const own = await imports.versionOf('Consent', 'own-cpr');
    expect(await imports.taking('anna', bundle)).toEqual({ added: 4, known: 0 });
    expect(await imports.versionOf('Consent', 'own-cpr')).toBe(own);
    const [talk] = (await imports.held('anna', 'Procedure')).filter(
      ({ meta }) => meta?.source === `${BASE}/Procedure/talk`,
    );
    const [visit] = (await imports.held('anna', 'Encounter')).filter(
      ({ meta }) => meta?.source === `${BASE}/Encounter/visit`,
    );
    expect(elementOf(talk?.encounter).reference).toBe(`Encounter/${visit?.id}`);
    expect(elementOf(elementsOf(visit?.reasonReference)[0]).reference).toBe(`Procedure/${talk?.id}`);
    const [provenance] = await imports.held('anna', 'Provenance');
    expect(elementsOf(provenance?.target)).toHaveLength(5);
    expect(elementOf(elementsOf(provenance?.agent)[0]?.who).reference).toBe(consultPhysician.id);
    const count = (await imports.everythingOf('anna')).length;
    expect(await imports.taking('anna', bundle)).toEqual({ added: 0, known: 4 });
    expect((await imports.everythingOf('anna')).length).toBe(count);
    expect(await imports.record.invalid(['Consent', 'Procedure', 'Encounter', 'Provenance'])).toEqual([]);
  });

  it('written in XML is the same plan', async () => {
    const bundle = plan(consent('cpr', CPR, 'permit', '2026-10-01'), consent('ic', IC, 'deny', '2026-10-01'));
    const { model } = imports.house.language;
    const read = resourceIn(resourceToXml(bundle, model), 'xml', model);
    expect(await imports.taking('anna', read)).toEqual({ added: 0, known: 4 });
  });

  it('that goes on adds what is new and refers to what came before', async () => {
    const bundle = plan(
      consent('cpr', CPR, 'permit', '2026-10-01'),
      consent('late', IC, 'permit', '2026-11-01'),
    );
    expect(await imports.taking('anna', bundle)).toEqual({ added: 1, known: 3 });
    const { comparison } = await previewImport(imports.house, consultPhysician, {
      patientId: 'anna',
      bundle,
    });
    expect(comparison.limits.find(({ theirs }) => theirs?.current[0]?.on === '2026-11-01')?.together).toBe(
      'contradiction',
    );
  });

  it('sent twice at once is added once', async () => {
    const bundle = plan(consent('cpr', CPR, 'deny', '2026-10-01'));
    const { seen } = await previewImport(imports.house, consultPhysician, { patientId: 'dirk', bundle });
    const answers = await Promise.allSettled(
      [1, 2, 3].map(() => acceptImport(imports.house, consultPhysician, { patientId: 'dirk', bundle, seen })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await imports.held('dirk', 'Consent')).toHaveLength(1);
  });
});

describe.skipIf(!hasShared('data/pzp'))('the published examples', () => {
  it.each([
    ['rc2-pat1-2025', /./, 'e'],
    ['beta3', /^F/, 'f'],
  ] as const)('of %s are taken over whole, and read as the same limits', async (corpus, prefix, id) => {
    const text = readFileSync(join(SHARED, `data/pzp/bundles/hendrik-${corpus}.json`), 'utf8');
    const bundle = entriesOf(JSON.parse(text) as FhirResource, prefix);
    const resources = elementsOf(bundle.entry).map(({ resource }) => elementOf(resource));
    const { name, birthDate, identifier, gender } =
      resources.find((each) => each.resourceType === 'Patient') ?? {};
    await imports.patient(id, { name, birthDate, identifier, gender });
    const { house } = imports;
    const before = await previewImport(house, consultPhysician, { patientId: id, bundle });
    expect(before.patient.verdict).toBe('same');
    const { added } = await imports.taking(id, bundle);
    expect(added).toBe(before.added);
    const after = await previewImport(house, consultPhysician, { patientId: id, bundle });
    expect([after.added, after.known]).toEqual([0, added]);
    expect(after.comparison.limits.length).toBeGreaterThan(5);
    for (const { ours, theirs, together } of after.comparison.limits)
      expect([ours?.state, together]).toEqual([theirs?.state, theirs?.state]);
  });
});
