import { bringUpToDate, codeOf, type Database, openPGlite, openPostgresql } from '@caecilia/engine';
import { Problem, type Register, type RegisterFollower, type SchemaStep } from '@caecilia/kernel';
import type { Line } from './journal.ts';
import { type OnFollowerFailed, Outbox } from './outbox.ts';
import { SqlRegister } from './register.ts';
import { OWN_STEPS } from './schema.ts';
import { REGISTER_USE } from './use.ts';
import { type RegisterReport, verifyRegister } from './verify.ts';

/** The tables of one module. */
export interface ModuleSchema {
  /** For instance `directory`: small letters. */
  readonly name: string;
  readonly steps: readonly SchemaStep[];
}

/** How a register is opened. Exactly one of `dataDir` and `databaseUrl` says where it is. */
export interface RegisterOptions {
  /** Folder of the embedded database; refused in production mode, because it does not sync to disk. */
  readonly dataDir?: string;
  /** Address of a PostgreSQL, version 15 or newer. */
  readonly databaseUrl?: string;
  readonly mode: 'development' | 'production';
  /** In an order in which their steps can be made: what is referred to comes first. */
  readonly modules: readonly ModuleSchema[];
  readonly now?: () => Date;
  readonly onConnectionLost?: (error: Error) => void;
  readonly onFollowerFailed?: OnFollowerFailed;
}

/** A register that is open. */
export interface OpenedRegister {
  readonly engine: Database['engine'];
  /** The port, with the types of a module's tables. */
  of<Tables>(): Register<Tables>;
  /** Tells what happens, from now on or from where this follower was. */
  follow(follower: RegisterFollower): Promise<void>;
  /** Returns when everybody was told what there is, or waits after a failure. */
  settled(): Promise<void>;
  /** Writes a line of the log that belongs to no change: a sign-in, a refusal. Durable when it returns. */
  note(line: Line): Promise<void>;
  /** Whether the database answers; throws where it does not. */
  ping(): Promise<void>;
  /** Computes every hash again and compares each row with its states. */
  verify(): Promise<RegisterReport>;
  close(): Promise<void>;
}

/** Limits of a register on PostgreSQL. */
export const POSTGRESQL = {
  statementTimeoutMs: 20_000,
  connectTimeoutMs: 3_000,
  keyedConnections: 2,
  transactionConnections: 8,
  wideConnections: 2,
};

/** Opens the register and brings its tables up to date. */
export async function openRegister(options: RegisterOptions): Promise<OpenedRegister> {
  const database = await openDatabase(options);
  try {
    await prepare(database, options.modules);
  } catch (error) {
    await database.close();
    throw error;
  }
  return registerOn(database, options);
}

async function openDatabase({
  dataDir,
  databaseUrl,
  mode,
  onConnectionLost = () => {},
}: RegisterOptions): Promise<Database> {
  if (databaseUrl !== undefined)
    return await openPostgresql({ ...POSTGRESQL, url: databaseUrl, onConnectionLost }, REGISTER_USE);
  if (dataDir === undefined)
    throw new Problem('required', 'the register needs a data folder or a database address');
  if (mode === 'production') {
    throw new Problem(
      'business-rule',
      'the embedded database does not sync to disk and is refused in production mode; give the address of a PostgreSQL in CAECILIA_GLOBAL_DATABASE_URL',
    );
  }
  return await openPGlite(dataDir, REGISTER_USE);
}

const NOT_ALLOWED = '42501';

/** Brings the tables of the register, and then of each module, up to date. */
export async function prepare(database: Database, modules: readonly ModuleSchema[]): Promise<void> {
  try {
    await bringUpToDate(
      database,
      { table: 'register.schema_register', first: 'create schema if not exists register;' },
      OWN_STEPS,
    );
    for (const { name, steps } of modules) {
      if (!/^[a-z]{3,30}$/.test(name)) throw new Error(`${name} is not the name of a module`);
      await bringUpToDate(database, { table: `register.schema_${name}`, first: '' }, steps);
    }
  } catch (cause) {
    if (codeOf(cause) !== NOT_ALLOWED) throw cause;
    throw new Problem(
      'business-rule',
      'the tables of the register are not those of this release, and this database role may not change them; give the address of a role that owns the database',
      { cause },
    );
  }
}

/** The register on a database whose tables are up to date. */
export function registerOn(
  database: Database,
  { now = () => new Date(), onFollowerFailed = () => {} }: Pick<RegisterOptions, 'now' | 'onFollowerFailed'>,
): OpenedRegister {
  const outbox = new Outbox(database, onFollowerFailed);
  const register = new SqlRegister({ database, now, outbox });
  let closed: Promise<void> | undefined;
  const close = async () => {
    await outbox.close();
    await database.close();
  };
  return {
    engine: database.engine,
    of: <Tables>() => register.of<Tables>(),
    follow: (follower) => outbox.follow(follower),
    settled: () => outbox.settled(),
    note: (line) => register.note(line),
    ping: async () => {
      await database.keyed.query({ text: 'select 1' }, []);
    },
    verify: () => verifyRegister(database),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
