import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SearchParameterDefinition, type ValueSet, xmlToResource } from '@caecilia/fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesIn, idsIn, model, startTestServer, type TestServer } from './testing/fhir-server.ts';
import { isThere, needing, sharedData } from './testing/shared-data.ts';

interface Query {
  readonly id: string;
  readonly request: string;
  readonly match: readonly string[];
  readonly include: readonly string[];
  readonly total: number;
}

const PACKS = new URL('../../../packs/', import.meta.url).pathname;

/** The files of a pack whose names begin with a resource type. */
function inPack<T>(pack: string, type: string): readonly T[] {
  return readdirSync(join(PACKS, pack))
    .filter((file) => file.startsWith(`${type}-`))
    .map((file) => JSON.parse(readFileSync(join(PACKS, pack, file), 'utf8')) as T);
}

describe.skipIf(!isThere('pzp'))(needing('pzp', 'the queries of the PZP standard'), () => {
  describe.each([
    ['rc2-reconstructed', 'pzp-1.0.0-rc2'],
    ['beta3', 'pzp-0.1.3-beta3'],
    ['rc2-pat1-2025', 'pzp-1.0.0-rc2'],
  ])('for the invented Mr Hartman in %s', (corpus, pack) => {
    const read = (path: string) => readFileSync(join(sharedData('pzp'), path), 'utf8');
    const { patients } = JSON.parse(read(`expected/${corpus}.json`)) as {
      patients: Record<string, readonly Query[]>;
    };
    const queries = Object.values(patients).flat();
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer({
        installed: inPack<SearchParameterDefinition>(pack, 'SearchParameter'),
        valueSets: inPack<ValueSet>(pack, 'ValueSet'),
      });
      const loaded = await server.send('POST ', read(`bundles/hendrik-${corpus}.json`));
      expect(loaded.status).toBe(200);
    });
    afterAll(() => server.close());

    const ids = (references: readonly string[]) => references.map((each) => each.replace(/^.*\//, '')).sort();

    it.each(queries)(
      '$id finds exactly what the standard expects, in JSON and in XML, by GET and by POST',
      async (query) => {
        const path = query.request.replace(/^GET \[base\]/, '');
        const json = (await server.send(`GET ${path}`)).resource;
        const xml = await server.send(`GET ${path}`, undefined, { accept: 'application/fhir+xml' });
        const [address = '', form = ''] = path.split('?');
        const posted = await server.send(`POST ${address}/_search`, form, {
          'content-type': 'application/x-www-form-urlencoded',
        });
        for (const bundle of [
          json,
          xmlToResource(xml.text, model, { maxDepth: 64, maxLength: 1e7 }),
          posted.resource,
        ]) {
          expect(bundle.total).toBe(query.total);
          expect([...idsIn(bundle)].sort()).toEqual(ids(query.match));
          expect([...idsIn(bundle, 'include')].sort()).toEqual(ids(query.include));
        }
      },
    );

    it('gives back every resource as it was sent', async () => {
      const bundle = JSON.parse(read(`bundles/hendrik-${corpus}.json`)) as { resourceType: string };
      for (const entry of entriesIn(bundle)) {
        const { resource: sent } = entry as { resource: { resourceType: string; id: string; meta?: object } };
        const kept = (await server.send(`GET /${sent.resourceType}/${sent.id}`)).resource;
        const { versionId, lastUpdated, ...meta } = kept.meta ?? {};
        expect([versionId, typeof lastUpdated]).toEqual(['1', 'string']);
        expect({ ...kept, meta }).toEqual({ ...sent, meta: sent.meta ?? {} });
      }
    });
  });
});
