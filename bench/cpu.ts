/**
 * `node bench/cpu.ts`: what one request costs, in microseconds of processor time: of the server's process, and of all
 * processes of PostgreSQL together. Other work on the machine disturbs this far less than requests a second. `--seconds N`
 * of each kind (4), `--caller ruled` or `--caller unlimited` (several times) to ask as somebody who is held to the policy
 * table or not (without it: the product, with the token of local tools), `--unlogged` without the log, `--only NAME` (create, read, search, names, whole; several times), `--each N` observations of each
 * patient to begin with, `--address URL` for a database that was filled before (`--fill` fills it), `--profile FOLDER`
 * to write a processor profile of the server.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../e2e/server-process.ts';
import { startCluster } from '../platform/engine/src/testing/postgresql-cluster.ts';
import { fill } from './fill.ts';
import { OBSERVATIONS_EACH, PATIENTS } from './invented-records.ts';
import { type Loads, loadsFor } from './loads.ts';
import { achieved } from './pairs.ts';
import { startVariant } from './variants.ts';

const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    fill: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '4' },
    each: { type: 'string', default: String(OBSERVATIONS_EACH) },
    only: { type: 'string', multiple: true },
    profile: { type: 'string' },
    caller: { type: 'string', multiple: true, default: [] },
    unlogged: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
/** Of the measurement, and of nothing else. */
const SECRET = Buffer.alloc(32, 'bench').toString('base64');

/** Processor time of a process since it started, in microseconds; the kernel counts in hundredths of a second. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function cpuOfEach(pids: readonly number[]): ReadonlyMap<number, number> {
  return new Map(pids.map((pid) => [pid, cpuOf(pid)]));
}

/** The processes of PostgreSQL that work on this machine, by their name. */
function postgresProcesses(database: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandOf(pid).includes(` ${database} `));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

const cluster = values.address === undefined ? await startCluster() : undefined;
const address = values.address ?? (await cluster?.newDatabase()) ?? '';
const database = new URL(address.replace('@/', '@localhost/')).pathname.slice(1);
const dataDir = mkdtempSync(join(tmpdir(), 'caecilia-cpu-'));
const server = await startServer({
  dataDir,
  environment: {
    CAECILIA_CLINICAL_DATABASE_URL: address,
    // The database may have been filled by an earlier run.
    CAECILIA_IDENTITY_SECRET: SECRET,
    ...(values.profile === undefined
      ? {}
      : { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=250 --cpu-prof-dir=${values.profile}` }),
  },
});

/** Measures work that tells how many requests it did, of the server in this process. */
async function measure({ pid = 0 }: ChildProcess, name: string, work: () => Promise<number>): Promise<void> {
  const before = { node: cpuOf(pid), database: cpuOfEach(postgresProcesses(database)) };
  const started = performance.now();
  const requests = await work();
  const rate = requests / ((performance.now() - started) / 1000);
  const node = (cpuOf(pid) - before.node) / requests;
  const postgres = [...cpuOfEach(postgresProcesses(database))].reduce(
    (sum, [each, used]) => sum + used - (before.database.get(each) ?? 0),
    0,
  );
  console.log(
    `${name.padEnd(28)} server ${node.toFixed(1)} µs   PostgreSQL ${(postgres / requests).toFixed(1)} µs   ${rate.toFixed(0)}/s`,
  );
}

async function measureEach(child: ChildProcess, who: string, loads: Loads): Promise<void> {
  for (const name of Object.keys(loads) as (keyof Loads)[]) {
    if (values.only !== undefined && !values.only.includes(name)) continue;
    await achieved(loads[name], 1);
    await measure(child, `${name}${who}`, async () => (await achieved(loads[name], seconds)).answered);
  }
}

try {
  if (values.fill || cluster !== undefined) {
    // What is done first is also compiled then: that is not measured.
    await fill(server, { patients: 200, observationsEach: 20, from: PATIENTS });
    await measure(server.child, 'resource of a transaction', async () => {
      const { resources } = await fill(server, { patients: PATIENTS, observationsEach: Number(values.each) });
      return resources;
    });
  }
  if (values.caller.length === 0) await measureEach(server.child, '', await loadsFor(server));
  for (const name of values.caller) {
    const variant = await startVariant({ address, isLogged: !values.unlogged, isRuled: name === 'ruled' });
    await measureEach(variant.child, `, ${name}`, await loadsFor(variant.server));
    variant.child.disconnect();
  }
} finally {
  await server.stop();
  await cluster?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
