import { openPGliteInMemory, openPostgresql } from '@caecilia/engine';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '@caecilia/engine/testing/postgresql-cluster';
import { type ModuleSchema, POSTGRESQL, prepare, type RegisterOptions, registerOn } from '../open.ts';
import { REGISTER_USE } from '../use.ts';
import { type TestRegister, testRegister } from './index.ts';

/** An engine that the tests run on, or the reason why they cannot. */
export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly skipped: string | undefined;
  open(modules: readonly ModuleSchema[], options?: TestOptions): Promise<TestRegister>;
}

type TestOptions = Pick<RegisterOptions, 'now' | 'onFollowerFailed'>;

/** The conformance tests run on each of these. */
export const ENGINES: readonly Engine[] = [
  { name: 'PGlite', skipped: undefined, open: testRegister },
  {
    name: 'PostgreSQL',
    skipped: postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined,
    open: onPostgresql,
  },
];

let cluster: Promise<Cluster> | undefined;

async function onPostgresql(
  modules: readonly ModuleSchema[],
  options: TestOptions = {},
): Promise<TestRegister> {
  cluster ??= startCluster().then((started) => {
    started.detach();
    return started;
  });
  const shared = await cluster;
  const url = await shared.newDatabase();
  const database = await openPostgresql({ ...POSTGRESQL, url, onConnectionLost: () => {} }, REGISTER_USE);
  await prepare(database, modules);
  const register = registerOn(database, options);
  const close = async () => {
    await register.close();
    await shared.dropDatabase(url);
  };
  return { ...register, sql: database.wide, close };
}

/** An empty database without any table, as the first start finds it. */
export const emptyDatabase = () => openPGliteInMemory(REGISTER_USE);
