import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresqlPrograms } from '../platform/engine/src/testing/postgresql-cluster.ts';
import { CLIENTS } from './clients.ts';
import { CODES, OBSERVATIONS_EACH, observation, PATIENTS } from './invented-records.ts';

/** What we compare with: PostgreSQL alone, the same machine and the same run, driven by its own `pgbench`. */
export interface BarePostgresql {
  /** Statements a second. */
  insert(seconds: number): Promise<number>;
  read(seconds: number): Promise<number>;
  query(seconds: number): Promise<number>;
}

const ROWS = 100_000;

/** A key and a text: what any database needs for an insert and a read. */
const KEY_AND_TEXT = `
create table bare (id uuid primary key, content text not null);
create table bare_insert (id uuid primary key, content text not null)`;

/**
 * The record's own scheme (`res`), for the query: one row per resource with an array of digests, found by bucket,
 * patient and type in the order of a page. Without the columns and indexes that the query does not need.
 */
const ONE_TABLE = `
create table bare_query (
  bucket smallint not null, type smallint not null, id uuid not null, patient uuid, vid int not null,
  last_updated timestamptz not null, deleted boolean not null, toks bigint[] not null, content text not null,
  primary key (bucket, type, id));
create index on bare_query (bucket, patient, type, last_updated desc, id desc)`;

/** As many rows as the record holds; of each patient every second has the code that is asked for, like our own. */
const ROWS_OF_QUERY = `
insert into bare_query
select p % 4096, 1, gen_random_uuid(), md5('p' || p)::uuid, 1, now() - (p * ${OBSERVATIONS_EACH} + n) * interval '1 second', false,
  array[case when n % 2 = 0 then p % ${CODES.length} else n % ${CODES.length} end::bigint]
    || array(select (hashint8extended(p * 1000 + n, k))::bigint from generate_series(1, 12) k), $1
from generate_series(0, ${PATIENTS - 1}) p, generate_series(0, ${OBSERVATIONS_EACH - 1}) n`;

const QUERY = `
\\set p random(0, ${PATIENTS - 1})
\\set b :p % 4096
\\set c :p % ${CODES.length}
select content from bare_query where bucket = :b and patient = md5('p' || :p)::uuid and type = 1 and not deleted and toks @> array[:c::bigint] order by last_updated desc, id desc limit 21;`;

/** Fills the plain tables and gives the three measurements. */
export async function bareOn(address: string): Promise<BarePostgresql> {
  const content = JSON.stringify(observation(1, 1));
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(KEY_AND_TEXT);
  await client.query(`insert into bare select md5(n::text)::uuid, $1 from generate_series(1, ${ROWS}) n`, [
    content,
  ]);
  await client.query(ONE_TABLE);
  await client.query(ROWS_OF_QUERY, [content]);
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
    query: script('query', QUERY),
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
