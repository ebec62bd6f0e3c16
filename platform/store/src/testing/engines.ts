import type { Database, Param, Row } from '@caecilia/engine';
import { openPGliteInMemory, openPostgresql } from '@caecilia/engine';
import {
  type Cluster,
  NO_POSTGRESQL,
  postgresqlPrograms,
  startCluster,
} from '@caecilia/engine/testing/postgresql-cluster';
import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import { LIMITS, type Store, type StoreOptions, storeOn } from '../store.ts';
import { STORE_USE } from '../use.ts';
import { migratedImage } from './migrated.ts';

/** What a test sets on a store; the rest is the same for all. */
export type TestOptions = Pick<StoreOptions, 'extractor' | 'searcher' | 'facts' | 'now' | 'spool'>;

/** A store on an empty database of its own, and a way to look or meddle behind its back. */
export interface OpenedStore {
  readonly store: Store;
  readonly database: Database;
  readonly sql: (text: string, params?: readonly Param[]) => Promise<readonly Row[]>;
}

/** One engine, started for a test file. */
export interface StartedEngine {
  open(options: TestOptions): Promise<OpenedStore>;
  /** Closes every store that was opened. */
  stop(): Promise<void>;
}

/** An engine that the tests run on, or the reason why they cannot. */
export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly skipped: string | undefined;
  start(): Promise<StartedEngine>;
}

/** Conformance tests run on each of these; those that take long and go the same way on each, on the one of today. */
export const ENGINES: readonly Engine[] = [
  { name: 'PGlite', skipped: undefined, start: startPGlite },
  {
    name: 'PostgreSQL',
    skipped: postgresqlPrograms() === undefined ? NO_POSTGRESQL : undefined,
    start: startPostgresql,
  },
];

/**
 * The one of today, of those that there are: for what takes long and goes through the same code on each. `npm run whole`
 * takes every one.
 */
export const ENGINES_OF_TODAY: readonly Engine[] = partOfToday(
  ENGINES.filter(({ skipped }) => skipped === undefined),
  2,
);

async function startPGlite(): Promise<StartedEngine> {
  const image = await migratedImage();
  return engineOn(
    () => openPGliteInMemory(STORE_USE, image),
    () => Promise.resolve(),
  );
}

async function startPostgresql(): Promise<StartedEngine> {
  const cluster = await sharedCluster();
  const made: string[] = [];
  const onConnectionLost = () => {};
  return engineOn(
    async () => {
      const url = await cluster.newDatabase();
      made.push(url);
      return await openPostgresql({ ...LIMITS, url, onConnectionLost }, STORE_USE);
    },
    async () => {
      for (const url of made.splice(0)) await cluster.dropDatabase(url);
    },
  );
}

let cluster: Promise<Cluster> | undefined;

/** One for all test files of this process, each with databases of its own; it ends with the process. */
function sharedCluster(): Promise<Cluster> {
  cluster ??= startCluster().then((started) => {
    started.detach();
    return started;
  });
  return cluster;
}

function engineOn(open: () => Promise<Database>, stop: () => Promise<void>): StartedEngine {
  const opened: Store[] = [];
  return {
    async open(options) {
      const database = await open();
      const store = await storeOn(database, options);
      opened.push(store);
      return { store, database, sql: (text, params = []) => database.wide.query({ text }, params) };
    },
    async stop() {
      await Promise.all(opened.map((store) => store.close()));
      await stop();
    },
  };
}
