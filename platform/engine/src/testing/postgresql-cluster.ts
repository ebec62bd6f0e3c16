import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, globSync, mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** A throw-away PostgreSQL: real files, fsync on, reached by a socket in its own folder only. */
export interface Cluster {
  /** Address of a new empty database in it. */
  newDatabase(): Promise<string>;
  /** Takes away what `newDatabase` made, with whoever is still connected. */
  dropDatabase(address: string): Promise<void>;
  /** Lets this process end while it runs; it is stopped and taken away then. */
  detach(): void;
  /** Stops at once, as a pulled plug would, and starts again on the same files. */
  crashAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Said where the tests on PostgreSQL are skipped. */
export const NO_POSTGRESQL =
  'skipped: no PostgreSQL found (looked for initdb and postgres on PATH and in /usr/lib/postgresql)';

/** The folder of PostgreSQL's programs, or undefined where there is none. */
export function postgresqlPrograms(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter);
  const packaged = globSync('/usr/lib/postgresql/*/bin').sort().reverse();
  return [...packaged, ...onPath].find((folder) =>
    ['initdb', 'postgres'].every((name) => isProgram(join(folder, name))),
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root; then it runs as one of these. */
const OTHER_USERS = ['postgres', 'nobody'];

interface User {
  readonly uid: number;
  readonly gid: number;
}

function userToRunAs(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of OTHER_USERS) {
    const [uid, gid] = ['-u', '-g'].map((option) => numberFrom('id', [option, name]));
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    `PostgreSQL cannot run as root, and there is no user ${OTHER_USERS.join(' or ')} on this system`,
  );
}

function numberFrom(program: string, args: readonly string[]): number | undefined {
  try {
    return Number(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

/** Waits until whoever started it is gone, however that came, and then takes the server and its folder away. */
const KEEPER = `cat > /dev/null; kill -QUIT $(head -n 1 "$1/data/postmaster.pid"); sleep 1; rm -rf "$1"`;

/** Makes and starts a cluster; throws where `postgresqlPrograms` finds none. */
export async function startCluster(): Promise<Cluster> {
  const programs = postgresqlPrograms();
  if (programs === undefined) throw new Error(NO_POSTGRESQL);
  const user = userToRunAs();
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-pg-'));
  chmodSync(folder, 0o700);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const identity = { ...user, cwd: folder, stdio: 'ignore' as const };
  const initdb = ['-D', data, '-U', 'caecilia', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, identity);
  const start = () => spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-h', ''], identity);
  let server = start();
  const keeper = spawn('sh', ['-c', KEEPER, 'sh', folder], {
    ...identity,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await answering(folder, server);
  let databases = 0;
  const made = new Map<string, string>();
  return {
    detach() {
      server.unref();
      keeper.unref();
      if (keeper.stdin instanceof Socket) keeper.stdin.unref();
    },
    async dropDatabase(url) {
      const name = made.get(url);
      if (name !== undefined) await run(folder, 'postgres', `drop database ${name} with (force)`);
      made.delete(url);
    },
    async newDatabase() {
      databases += 1;
      const name = `record_${process.pid}_${databases}`;
      await run(folder, 'postgres', `create database ${name}`);
      const url = databaseAddress(folder, name);
      made.set(url, name);
      return url;
    },
    async crashAndRestart() {
      await ended(server, 'SIGQUIT');
      server = start();
      await answering(folder, server);
    },
    async stop() {
      await ended(keeper, 'SIGKILL');
      await ended(server, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How a database of a cluster is reached, by the folder of its socket. */
export function databaseAddress(folder: string, database: string): string {
  return `postgresql://caecilia@/${database}?host=${encodeURIComponent(folder)}`;
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill(signal);
  await exit;
}

async function answering(folder: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (server.exitCode !== null) throw new Error('the PostgreSQL of the tests ended while it was starting');
    try {
      await run(folder, 'postgres', 'select 1');
      return;
    } catch {
      // Not yet; the loop ends with an error of its own.
      await wait(100);
    }
  }
  throw new Error('the PostgreSQL of the tests did not answer within two minutes');
}

async function run(folder: string, database: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseAddress(folder, database) });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Lets the settings of a database server hold that were changed in its files. Each of its processes is told before a
 * connection is let in that knows of the change; so nothing that is asked after this one runs under what was before.
 */
export async function reloadSettings(url: string): Promise<void> {
  const asked = await inConnection(url, async (client) => {
    const { rows } = await client.query<{ asked: string }>('select clock_timestamp()::text as asked');
    await client.query('select pg_reload_conf()');
    return rows[0]?.asked;
  });
  const isKnown = async (client: pg.Client) => {
    const question = 'select pg_conf_load_time() > $1::timestamptz as known';
    return (await client.query<{ known: boolean }>(question, [asked])).rows[0]?.known === true;
  };
  while (!(await inConnection(url, isKnown))) await wait(10);
}

async function inConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
