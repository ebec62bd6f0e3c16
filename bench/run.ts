/**
 * `npm run bench`: speed against bare PostgreSQL, on this machine and in this run. Each pair is measured in turns, five
 * times, and the medians are compared: the machine may be noisy, the ratio is not. `--rounds N`, `--seconds N`,
 * `--large` (also with a million resources; takes some minutes more). `--desk`: only the daily work in a large house (see
 * `desk.ts`), with `--patients N` and `--database ADDRESS`; `--search`: of it only the way from a name to the limits.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../e2e/server-process.ts';
import { type Cluster, startCluster } from '../platform/engine/src/testing/postgresql-cluster.ts';
import { bareOn } from './bare-postgresql.ts';
import { deskFigures } from './desk.ts';
import { type Figure, median, table } from './figures.ts';
import { fill } from './fill.ts';
import { growthFigures } from './growth.ts';
import { OBSERVATIONS_EACH, PATIENTS } from './invented-records.ts';
import { loadsFor } from './loads.ts';
import { type Pair, pairsFor } from './pairs.ts';
import { restartFigures, storageFigures } from './process-figures.ts';
import { pzpSetFigures } from './pzp-set.ts';
import { validationFigures } from './validation-figures.ts';
import { variantFigures } from './variants.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    large: { type: 'boolean', default: false },
    desk: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
    patients: { type: 'string', default: '100000' },
    database: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const tell = (line: string) => console.error(line);

async function inTurns(pair: Pair): Promise<Figure> {
  const ours: number[] = [];
  const bare: number[] = [];
  // What is asked for the first time is compiled then; a server that runs has done that.
  await pair.ours(1);
  for (let round = 0; round < rounds; round += 1) {
    if (pair.bare) bare.push(await pair.bare(seconds));
    ours.push(await pair.ours(seconds));
  }
  const figure: Figure = {
    name: pair.name,
    unit: pair.unit,
    goal: pair.goal,
    ours: median(ours),
    ...(pair.bare ? { bare: median(bare) } : {}),
  };
  tell(table([figure]).split('\n')[1] ?? '');
  return figure;
}

/** Everything that is measured beside the daily work. */
async function allFigures(cluster: Cluster, dataDir: string): Promise<Figure[]> {
  const address = await cluster.newDatabase();
  const environment = { CAECILIA_CLINICAL_DATABASE_URL: address };
  const server = await startServer({ dataDir, environment });
  tell(`Filling: ${PATIENTS} patients, each with ${OBSERVATIONS_EACH} observations`);
  const filled = await fill(server, { patients: PATIENTS, observationsEach: OBSERVATIONS_EACH });
  tell('Filling the plain tables');
  const bare = await bareOn(await cluster.newDatabase());
  const figures: Figure[] = [filled.figure];
  for (const pair of pairsFor(await loadsFor(server), bare)) figures.push(await inTurns(pair));
  figures.push(...(await storageFigures(await cluster.newDatabase())));
  if (values.large) figures.push(...(await growthFigures(server)));
  figures.push(...(await pzpSetFigures(server, values.large ? 'a million' : 'a hundred thousand')));
  await server.stop();
  tell('What access rule and log cost');
  figures.push(...(await variantFigures(address, { rounds, seconds })));
  figures.push(...(await restartFigures({ dataDir, environment })));
  figures.push(...(await validationFigures()));
  return figures;
}

/** The daily work: in a database of this run, or in one that is seeded already. */
async function ofDesk(cluster: Cluster | undefined, dataDir: string): Promise<Figure[]> {
  const { database, patients, search: onlySearch } = values;
  const address = database ?? (await cluster?.newDatabase());
  if (address === undefined) throw new Error('no database to measure on');
  const seeding = database === undefined ? { patients: Number(patients) } : {};
  return await deskFigures({
    address,
    dataDir,
    ...seeding,
    seconds: Math.max(seconds, 20),
    tell,
    onlySearch,
  });
}

const dataDir = mkdtempSync(join(tmpdir(), 'caecilia-bench-'));
const cluster = values.database === undefined ? await startCluster() : undefined;
try {
  if (!values.desk && cluster === undefined) throw new Error('--database goes with --desk');
  const figures =
    values.desk || cluster === undefined
      ? await ofDesk(cluster, dataDir)
      : await allFigures(cluster, dataDir);
  console.log(`\n${table(figures)}`);
} finally {
  await cluster?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
