/**
 * `node bench/known-answers.ts`: loads the Synthea records of the shared test data into a throw-away PostgreSQL through
 * the FHIR interface, asks for the totals that are known, and prints each answer with the time it took. Ends with 1
 * when one is wrong or takes longer than a second. `--address URL` asks a database that was loaded before; with
 * `--load` it is loaded first.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServerProcess, startServer } from '../e2e/server-process.ts';
import { startCluster } from '../platform/engine/src/testing/postgresql-cluster.ts';

interface KnownAnswer {
  readonly type: string;
  readonly query: string;
  readonly count: number;
}

const SHARED = process.env.CAECILIA_SHARED ?? join(import.meta.dirname, '..', '..', 'shared');
const SYNTHEA = join(SHARED, 'data', 'synthea');
/** A transaction of 25,000 entries, beyond the usual limit and not part of the known answers. */
const LEFT_OUT = /^ff4188f6/;
const SLOW_MS = 1000;

const { values } = parseArgs({
  options: { address: { type: 'string' }, load: { type: 'boolean', default: false } },
});
if (!existsSync(SYNTHEA))
  throw new Error(`there are no records in ${SYNTHEA}; CAECILIA_SHARED may name the folder`);

async function load(server: ServerProcess): Promise<void> {
  const files = readdirSync(join(SYNTHEA, 'bundles')).filter(
    (name) => name.endsWith('.bz2') && !LEFT_OUT.test(name),
  );
  const started = performance.now();
  let entries = 0;
  for (const file of files.sort()) {
    const body = execFileSync('bzcat', [join(SYNTHEA, 'bundles', file)], { maxBuffer: 2 ** 28 });
    const response = await fetch(`${server.url}/fhir`, { method: 'POST', headers: server.headers, body });
    const text = await response.text();
    if (response.status !== 200)
      throw new Error(`${file} was refused (${response.status}): ${text.slice(0, 300)}`);
    entries += text.match(/"status":"20/g)?.length ?? 0;
  }
  console.log(`loaded ${entries} resources in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Asks three times and takes the fastest, so that a cold cache or a busy machine does not decide. */
async function ask(server: ServerProcess, { type, query, count }: KnownAnswer): Promise<boolean> {
  let total: unknown;
  let ms = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const started = performance.now();
    const address = `${server.url}/fhir/${type}?${query}${query === '' ? '' : '&'}_summary=count`;
    const response = await fetch(address, { headers: server.headers });
    const answer: unknown = await response.json();
    ms = Math.min(ms, performance.now() - started);
    total =
      typeof answer === 'object' && answer !== null && 'total' in answer ? answer.total : response.status;
  }
  const isRight = total === count;
  const mark = !isRight ? 'WRONG' : ms > SLOW_MS ? 'SLOW' : 'ok';
  console.log(
    `${mark.padEnd(6)}${ms.toFixed(0).padStart(6)} ms ${String(total).padStart(7)}  ${type}?${query.slice(0, 90)}`,
  );
  return mark === 'ok';
}

const dataDir = mkdtempSync(join(tmpdir(), 'caecilia-known-'));
const cluster = values.address === undefined ? await startCluster() : undefined;
const address = values.address ?? (await cluster?.newDatabase()) ?? '';
const server = await startServer({
  dataDir,
  environment: {
    CAECILIA_CLINICAL_DATABASE_URL: address,
    CAECILIA_LIMIT_BODY_MB: '256',
    CAECILIA_LIMIT_BUNDLE_ENTRIES: '30000',
  },
});
try {
  if (values.address === undefined || values.load) await load(server);
  const known: unknown = JSON.parse(readFileSync(join(SYNTHEA, 'known-answers.json'), 'utf8'));
  const answers = Array.isArray(known) ? known.map((each) => each as KnownAnswer) : [];
  let right = 0;
  for (const each of answers) if (await ask(server, each)) right += 1;
  console.log(`${right} of ${answers.length} right and within ${SLOW_MS} ms`);
  if (right < answers.length) process.exitCode = 1;
} finally {
  await server.stop();
  await cluster?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
