import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresqlPrograms } from '../platform/store/src/testing/postgresql-cluster.ts';
import { CODES, observation, PATIENTS } from './invented-records.ts';

/** What we compare with: PostgreSQL alone, the same machine and the same run, driven by its own `pgbench`. */
export interface BarePostgresql {
  /** Statements a second. */
  insert(seconds: number): Promise<number>;
  read(seconds: number): Promise<number>;
  query(seconds: number): Promise<number>;
}

const ROWS = 100_000;
const CLIENTS = 16;

/** Fills plain tables (a key and a text, no more indexes than the statement needs) and gives the three measurements. */
export async function bareOn(address: string): Promise<BarePostgresql> {
  const content = JSON.stringify(observation(1, 1));
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query('create table bare (id uuid primary key, content text not null)');
  await client.query('create table bare_insert (id uuid primary key, content text not null)');
  await client.query(
    'create table bare_query (id uuid primary key, patient int not null, code text not null, at timestamptz not null, content text not null)',
  );
  await client.query(`insert into bare select md5(n::text)::uuid, $1 from generate_series(1, ${ROWS}) n`, [
    content,
  ]);
  await client.query(
    `insert into bare_query select md5(n::text)::uuid, n % ${PATIENTS}, ($2::text[])[1 + (n / ${PATIENTS}) % ${CODES.length}], now() - n * interval '1 minute', $1 from generate_series(1, ${ROWS}) n`,
    [content, CODES],
  );
  await client.query('create index on bare_query (patient, code, at desc)');
  await client.query('vacuum analyze');
  await client.end();
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-bare-'));
  const script = (name: string, text: string) => {
    const file = join(folder, `${name}.sql`);
    writeFileSync(file, text);
    return (seconds: number) => pgbench(address, file, seconds);
  };
  return {
    // pgbench takes `:word` for a variable of its own; the folded `replace` costs nothing once prepared.
    insert: script(
      'insert',
      `insert into bare_insert values (gen_random_uuid(), replace('${content.replaceAll(':', '~')}', '~', chr(58)));`,
    ),
    read: script(
      'read',
      `\\set n random(1, ${ROWS})\nselect content from bare where id = md5(:n::text)::uuid;`,
    ),
    query: script(
      'query',
      `\\set p random(0, ${PATIENTS - 1})\n\\set c random(1, ${CODES.length})\nselect content from bare_query where patient = :p and code = (array[${CODES.map((code) => `'${code}'`).join(',')}])[:c] order by at desc limit 20;`,
    ),
  };
}

async function pgbench(address: string, file: string, seconds: number): Promise<number> {
  const { searchParams, pathname, username } = new URL(address.replace('@/', '@localhost/'));
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(CLIENTS),
    '-j',
    '1',
    '-T',
    String(seconds),
    '-f',
    file,
    '-h',
    searchParams.get('host') ?? '',
    '-U',
    username,
    pathname.slice(1),
  ];
  const { stdout } = await promisify(execFile)(join(postgresqlPrograms() ?? '', 'pgbench'), args);
  const tps = /tps = ([\d.]+) \(without/.exec(stdout)?.[1] ?? /tps = ([\d.]+)/.exec(stdout)?.[1];
  if (tps === undefined) throw new Error(`pgbench told no rate:\n${stdout}`);
  return Number(tps);
}
