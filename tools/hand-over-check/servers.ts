import { rmSync } from 'node:fs';
import type { FhirResource } from '@caecilia/fhir';
import type { Caller } from '@caecilia/kernel';
import { createSearcher, isKept, openStore, type Store } from '@caecilia/store';
import { ACCESS_FACTS } from '../../apps/care/src/access/relations.ts';
import { composeLanguage } from '../../apps/care/src/language.ts';
import { readSearchIn } from '../../apps/care/src/read-search.ts';
import { DiskSpool } from '../../platform/audit/src/index.ts';
import { startCluster } from '../../platform/engine/src/testing/postgresql-cluster.ts';
import { emptyRecord } from '../../platform/store/src/testing/migrated.ts';
import type { Servers, Simulation } from './simulate.ts';

/** A database, and servers on it that can be started again. */
export interface House {
  readonly open: Simulation['open'];
  end(): Promise<void>;
}

const ANNA: FhirResource = { resourceType: 'Patient', id: 'anna', name: [{ family: 'Verzonnen' }] };
const FILLER: Caller = { id: 'system:test', role: 'system', scope: { kind: 'everything' } };

/** One server at a time can hold the embedded database: it is the servers' one store. */
export async function embeddedHouse(): Promise<House> {
  const dataDir = await emptyRecord('caecilia-hand-over-');
  return {
    open: (now) => serversOn([{ dataDir }], dataDir, now),
    end: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** Three servers, each with a pool of its own, on a throw-away PostgreSQL. */
export async function threeServers(): Promise<House> {
  const cluster = await startCluster();
  const databaseUrl = await cluster.newDatabase();
  const dataDir = await emptyRecord('caecilia-hand-over-');
  return {
    open: (now) => serversOn([{ databaseUrl }, { databaseUrl }, { databaseUrl }], dataDir, now),
    async end() {
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function serversOn(
  places: readonly ({ readonly dataDir: string } | { readonly databaseUrl: string })[],
  dataDir: string,
  now: () => Date,
): Promise<Servers> {
  const language = composeLanguage([], { baseUrl: '', now, keeps: ({ base, code }) => isKept(base, code) });
  const stores: Store[] = [];
  for (const place of places)
    stores.push(
      await openStore({
        ...place,
        mode: 'development',
        extractor: (resource) => language.extract(resource),
        searcher: createSearcher(language.searchParameters),
        facts: ACCESS_FACTS,
        now,
        spool: new DiskSpool(`${dataDir}/log-spool-${stores.length}`),
        limits: { statementTimeoutMs: 60_000 },
      }),
    );
  const session = stores[0]?.session(FILLER);
  if ((await session?.read('Patient', 'anna')) === undefined)
    await session?.change({ kind: 'update', id: 'anna', resource: ANNA });
  return {
    stores,
    readSearch: readSearchIn(language, now),
    async close() {
      for (const store of stores) await store.close();
    },
  };
}
