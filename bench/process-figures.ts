import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startServer } from '../e2e/server-process.ts';
import { hasShared, SHARED } from '../e2e/shared-data.ts';
import { type Figure, median } from './figures.ts';

const SYNTHEA = join(SHARED, 'data/synthea/bundles');
const BUNDLES = 24;

/**
 * Bytes of the record's tables and indexes per byte of JSON as it is kept, on synthetic patients (data/synthea of the
 * test data; nothing where they are absent). The audit and the outbox are not the record.
 */
export async function storageFigures(address: string): Promise<Figure[]> {
  if (!hasShared('data/synthea/bundles')) return [];
  const dataDir = mkdtempSync(join(tmpdir(), 'caecilia-storage-'));
  const env = {
    ...process.env,
    CAECILIA_CLINICAL_DATABASE_URL: address,
    CAECILIA_DATA_DIR: dataDir,
    CAECILIA_LOG_LEVEL: 'error',
  };
  const files = readdirSync(SYNTHEA).filter(
    (name) => name.endsWith('.bz2') && statSync(join(SYNTHEA, name)).size < 300_000,
  );
  const few = files
    .sort()
    .slice(0, BUNDLES)
    .map((name) => join(SYNTHEA, name));
  await promisify(execFile)(process.execPath, ['apps/care/src/main.ts', 'import', ...few], { env });
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query('vacuum');
  const { rows } = await client.query<{ bytes: string; content: string }>(
    "select sum(pg_total_relation_size(name::regclass)) as bytes, (select sum(octet_length(content)) from res)::text as content from unnest('{res,hist,place,text_value,rng}'::text[]) name",
  );
  await client.end();
  rmSync(dataDir, { recursive: true, force: true });
  const ours = Number(rows[0]?.bytes) / Number(rows[0]?.content);
  return [{ name: 'stored bytes per JSON byte', unit: '', goal: { kind: 'most', value: 2 }, ours }];
}

/** Time from the start of the process to ready, and what it then holds in memory. */
export async function restartFigures(options: {
  dataDir: string;
  environment: Record<string, string>;
}): Promise<Figure[]> {
  const ready: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const server = await startServer(options);
    ready.push(server.readyMs / 1000);
    memory.push(residentMegabytes(server.child.pid));
    await server.stop();
  }
  return [
    { name: 'restart until ready', unit: 's', goal: { kind: 'most', value: 2 }, ours: median(ready) },
    { name: 'memory after the start', unit: 'MB', goal: { kind: 'most', value: 250 }, ours: median(memory) },
  ];
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
