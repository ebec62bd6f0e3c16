import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startServer } from '../e2e/server-process.ts';
import { type Figure, median } from './figures.ts';

/** Bytes of the record's tables and indexes per byte of JSON that was sent. The audit and the outbox are not the record. */
export async function storageFigure(address: string, jsonBytes: number): Promise<Figure> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query('vacuum');
  const tables = ['res', 'hist', 'place', 'text_value', 'rng'];
  const { rows } = await client.query<{ bytes: string; content: string }>(
    'select sum(pg_total_relation_size(name::regclass)) as bytes, (select sum(octet_length(content)) from res)::text as content from unnest($1::text[]) name',
    [tables],
  );
  await client.end();
  const held = Math.max(Number(rows[0]?.content), jsonBytes);
  return {
    name: 'stored bytes per JSON byte',
    unit: '',
    goal: { kind: 'most', value: 2 },
    ours: Number(rows[0]?.bytes) / held,
  };
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
