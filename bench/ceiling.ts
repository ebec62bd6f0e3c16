/**
 * `node bench/ceiling.ts`: what a server on this machine reaches that does nothing but answer: no access rule, no log,
 * no validation, nothing that can be searched for. The plainest HTTP server of the runtime, the same database library,
 * the statements of bare PostgreSQL one by one, the same sender of requests, in turns with bare. It tells how much of
 * bare is left once there is a server between, before that server does anything. `--rounds N` (5), `--seconds N` (3).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCluster } from '../platform/engine/src/testing/postgresql-cluster.ts';
import { type BarePostgresql, bareOn } from './bare-postgresql.ts';
import { CLIENTS } from './clients.ts';
import { median } from './figures.ts';
import { observation, PATIENTS } from './invented-records.ts';
import type { Repeated } from './loads.ts';
import { achieved } from './pairs.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '3' } },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);

function loadsOf(url: string): Readonly<Record<keyof BarePostgresql, Repeated>> {
  const base = { url, headers: { accept: 'application/fhir+json' }, connections: CLIENTS } as const;
  const paths = (path: string, count: number) => Array.from({ length: count }, (_, n) => `${path}${n + 1}`);
  return {
    insert: {
      ...base,
      method: 'POST',
      paths: ['/Observation'],
      bodies: Array.from({ length: 500 }, (_, n) => JSON.stringify(observation(n % PATIENTS, 1000 + n))),
    },
    read: { ...base, method: 'GET', paths: paths('/Observation/', 5_000) },
    query: { ...base, method: 'GET', paths: paths('/Observation?patient=', PATIENTS - 1) },
  };
}

const cluster = await startCluster();
const address = await cluster.newDatabase();
const bare = await bareOn(address);
const child = fork(fileURLToPath(new URL('./ceiling-server.ts', import.meta.url)), [address], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
try {
  const [url] = (await once(child, 'message')) as [string];
  for (const [name, load] of Object.entries(loadsOf(url)) as [keyof BarePostgresql, Repeated][]) {
    const [ours, alone]: [number[], number[]] = [[], []];
    await achieved(load, 1);
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await bare[name](seconds));
      ours.push((await achieved(load, seconds)).perSecond);
    }
    const [reached, most] = [median(ours), median(alone)];
    console.log(
      `${name.padEnd(8)} ${reached.toFixed(0)}/s of ${most.toFixed(0)}/s bare: ${Math.round((100 * reached) / most)} %`,
    );
  }
} finally {
  child.kill();
  await cluster.stop();
}
