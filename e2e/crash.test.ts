import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '../platform/engine/src/testing/postgresql-cluster.ts';
import { crashRounds } from './crash.ts';

const { CAECILIA_CRASH_ROUNDS } = process.env;
/** Two rounds in every test run; `npm run crash` makes ten. */
const ROUNDS = Number(CAECILIA_CRASH_ROUNDS ?? 2);
const hasPostgresql = postgresqlPrograms() !== undefined;
const HERE = hasPostgresql ? ['embedded', 'PostgreSQL'] : ['embedded'];
/** One of the databases that are here, by the day; each where the many rounds are asked for. */
const KILLED_TODAY = CAECILIA_CRASH_ROUNDS === undefined ? partOfToday(HERE, 2) : HERE;
const folder = mkdtempSync(join(tmpdir(), 'caecilia-crash-'));
const embedded = await emptyRecord('caecilia-crash-embedded-');
afterAll(() => {
  for (const each of [folder, embedded]) rmSync(each, { recursive: true, force: true });
});

describe('a server that is killed while it writes', () => {
  const isEmbedded = KILLED_TODAY.includes('embedded');
  it.skipIf(!isEmbedded)(
    'loses no acknowledged bundle and leaves no half bundle, on the embedded database',
    async () => {
      const report = await crashRounds({ dataDir: embedded, rounds: ROUNDS });
      console.log('embedded', report);
      expect(report).toMatchObject({ lost: 0, half: 0 });
      expect(report.acknowledged).toBeGreaterThan(0);
    },
    600_000,
  );

  describe.skipIf(!KILLED_TODAY.includes('PostgreSQL'))(
    `on PostgreSQL${hasPostgresql ? '' : ` (${NO_POSTGRESQL})`}`,
    () => {
      let cluster: Cluster;
      beforeAll(async () => {
        cluster = await startCluster();
      });
      afterAll(() => cluster.stop());

      it('loses no acknowledged bundle and leaves no half bundle', async () => {
        const environment = { CAECILIA_CLINICAL_DATABASE_URL: await cluster.newDatabase() };
        const report = await crashRounds({
          dataDir: join(folder, 'postgresql'),
          rounds: ROUNDS,
          environment,
        });
        console.log('postgresql', report);
        expect(report).toMatchObject({ lost: 0, half: 0 });
        expect(report.acknowledged).toBeGreaterThan(0);
      }, 600_000);
    },
  );
});
