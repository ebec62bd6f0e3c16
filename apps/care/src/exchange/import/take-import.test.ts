import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportItem } from '@caecilia/exchange';
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
import { factsOf, printedRecord } from '../testing/printed-record.ts';
import { bundleInPdf } from './bundle-in-pdf.ts';
import { resourceIn } from './bundle-text.ts';

let imports: ImportRecord;
beforeAll(async () => {
  imports = await openImportRecord();
  for (const id of ['anna', 'dirk', 'els', 'fien']) await imports.patient(id);
});
afterAll(async () => await imports.record.close());

const limitsIn = (items: readonly ImportItem[]) =>
  items.filter(({ part }) => part === 'limit').map(({ id, status, becomes }) => [id, status, becomes]);
const statusesIn = (items: readonly ImportItem[]) => [...new Set(items.map(({ status }) => status))];

describe('a plan from elsewhere', () => {
  const bundle = plan(consent('cpr', CPR, 'permit', '2026-10-01'), consent('ic', IC, 'deny', '2026-10-01'));

  it('is shown beside ours before it is taken over, with what would contradict, and writes nothing', async () => {
    await imports.record.put('Consent', 'own-cpr', directive('Patient/anna', CPR, 'deny', '2026-09-01'));
    const before = await imports.everythingOf('anna');
    const { preview, items } = await imports.comparing('anna', bundle);
    expect(preview.patient.verdict).toBe('same');
    expect(limitsIn(items)).toEqual(
      expect.arrayContaining([
        [expect.stringMatching(/cpr/), 'contradicts', 'contradiction'],
        [expect.stringMatching(/ic/), 'new', 'doNot'],
      ]),
    );
    const cpr = items.find(({ status }) => status === 'contradicts');
    expect(cpr).toMatchObject({
      ours: [{ state: 'doNot', on: '2026-09-01' }],
      theirs: [{ state: 'do', on: '2026-10-01' }],
      choices: ['take', 'leave'],
    });
    // What would stand against ours is chosen by nobody beforehand.
    expect(cpr?.usual).toBeUndefined();
    expect(await imports.everythingOf('anna')).toEqual(before);
  });

  it('is added with its source, refers to itself by local ids, changes nothing of ours, and is added once', async () => {
    const own = await imports.versionOf('Consent', 'own-cpr');
    const done = await imports.taking('anna', bundle);
    expect(done.taken).toHaveLength(4);
    expect(done.contradictions).toHaveLength(1);
    expect(done.notTaken.map(({ because }) => because)).toEqual(['patient']);
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
    const again = await imports.taking('anna', bundle);
    expect([again.taken, again.notTaken.filter(({ because }) => because === 'equal').length]).toEqual([
      [],
      4,
    ]);
    expect((await imports.everythingOf('anna')).length).toBe(count);
    expect(await imports.record.invalid(['Consent', 'Procedure', 'Encounter', 'Provenance'])).toEqual([]);
  });

  it('written in XML is the same plan', async () => {
    const { model } = imports.house.language;
    const read = resourceIn(resourceToXml(bundle, model), 'xml', model);
    expect(statusesIn((await imports.comparing('anna', read)).items)).toEqual(['equal']);
  });

  it('is taken over in part: what is left is named by who it was, and said', async () => {
    const done = await imports.taking('els', bundle, {
      choice: ({ part }) => (part === 'limit' ? 'take' : 'leave'),
    });
    expect(done.taken.map(({ part }) => part)).toEqual(['limit', 'limit']);
    expect(done.notTaken.map(({ because }) => because)).toEqual(['chosen', 'chosen', 'patient']);
    expect(await imports.held('els', 'Consent')).toHaveLength(2);
    expect(await imports.held('els', 'Procedure')).toEqual([]);
  });

  it('sent twice at once is added once', async () => {
    const one = plan(consent('cpr', CPR, 'deny', '2026-10-01'));
    const { seen } = (await imports.comparing('dirk', one)).preview;
    const choice = ({ choices }: ImportItem) => choices.find((each) => each === 'take') ?? 'leave';
    const answers = await Promise.allSettled(
      [1, 2, 3].map(() => imports.taking('dirk', one, { seen, choice })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await imports.held('dirk', 'Consent')).toHaveLength(1);
  });
});

describe('a newer version of what was taken over before', () => {
  const old = plan(consent('cpr', CPR, 'permit', '2026-10-01'));
  const ended = { ...consent('cpr', CPR, 'permit', '2026-10-01'), status: 'inactive' };
  const newer = plan(ended, consent('late', CPR, 'deny', '2026-11-01'));

  it('is offered in its place, and takes it only where a person chooses so', async () => {
    await imports.taking('fien', old);
    const { items } = await imports.comparing('fien', newer);
    const cpr = items.find(({ part }) => part === 'limit');
    expect(cpr).toMatchObject({ status: 'newer', choices: ['follow', 'take', 'leave'], changedHere: false });
    expect(cpr?.usual).toBeUndefined();
    const [before] = await imports.held('fien', 'Consent');
    const done = await imports.taking('fien', newer);
    expect(done.taken).toMatchObject([{ part: 'limit', how: 'follow' }]);
    expect(done.contradictions).toEqual([]);
    const now = await imports.held('fien', 'Consent');
    expect(now.map(({ status }) => status).toSorted()).toEqual(['active', 'inactive']);
    expect(now.find(({ id }) => id === before?.id)).toMatchObject({
      status: 'inactive',
      meta: { versionId: '2' },
    });
    expect(statusesIn((await imports.comparing('fien', newer)).items)).toEqual(['equal']);
    // What came first is known as well, and brings nothing back.
    expect(statusesIn((await imports.comparing('fien', old)).items)).toEqual(['equal']);
    expect(await imports.record.invalid(['Consent', 'Provenance'])).toEqual([]);
  });

  it('stands beside what somebody changed here since, and never takes its place', async () => {
    const [late] = (await imports.held('fien', 'Consent')).filter(({ status }) => status === 'active');
    const { resourceType: _, id = '', ...rest } = late ?? { resourceType: 'Consent' };
    await imports.record.put('Consent', id, { ...rest, dateTime: '2026-11-05' });
    const { items } = await imports.comparing(
      'fien',
      plan(ended, { ...consent('late', CPR, 'deny', '2026-11-01'), status: 'inactive' }),
    );
    expect(items.find(({ part }) => part === 'limit')).toMatchObject({
      status: 'newer',
      choices: ['take', 'leave'],
      changedHere: true,
    });
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
    const before = await imports.comparing(id, bundle);
    expect(before.preview.patient.verdict).toBe('same');
    expect(statusesIn(before.items)).toEqual(['new']);
    const { taken } = await imports.taking(id, bundle);
    expect(taken).toHaveLength(before.items.length);
    const after = await imports.comparing(id, bundle);
    expect(statusesIn(after.items)).toEqual(['equal']);
    const limits = after.items.filter(({ part }) => part === 'limit');
    expect(limits.length).toBeGreaterThan(5);
    for (const { ours, theirs } of limits) expect(ours).toEqual(theirs);
  });

  it.each([
    ['e', 'pzp-1.0.0-rc2'],
    ['f', 'pzp-0.1.3-beta3'],
  ])(
    'leave again in the PDF of %s, in %s, and what is imported from it is the equal plan',
    async (id, version) => {
      const pdf = await printedRecord(imports, id, version);
      const { text, format } = bundleInPdf(pdf);
      const bundle = resourceIn(text, format, imports.house.language.model);
      const patientOf = (given: FhirResource) =>
        elementsOf(given.entry)
          .map(({ resource }) => elementOf(resource))
          .find((each) => each.resourceType === 'Patient');
      const { name, birthDate, identifier, gender } = patientOf(bundle) ?? {};
      await imports.patient(`${id}-again`, { name, birthDate, identifier, gender });
      const { items, preview } = await imports.comparing(`${id}-again`, bundle);
      expect([preview.patient.verdict, statusesIn(items)]).toEqual(['same', ['new']]);
      await imports.taking(`${id}-again`, bundle);
      const [before, after] = [await factsOf(imports, id), await factsOf(imports, `${id}-again`)];
      expect(after).toEqual(before);
      expect(before.limits.length).toBeGreaterThan(5);
    },
  );
});

describe('what was taken over', () => {
  it('is valid R4 all of it, with where it came from', async () => {
    const types = ['Provenance', 'Consent', 'Goal', 'Observation', 'Procedure', 'Encounter', 'RelatedPerson'];
    expect(await imports.everythingOf('anna')).not.toEqual([]);
    expect(await imports.record.invalid(types)).toEqual([]);
  });
});
