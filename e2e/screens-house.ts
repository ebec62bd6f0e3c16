import { rmSync } from 'node:fs';
import { demoBundles, parsePlanStandard } from '@caecilia/careplan';
import { readPack } from '@caecilia/definitions';
import type { Caller, Problem, RecordStore } from '@caecilia/kernel';
import type { ReadSearch } from '@caecilia/network';
import { emptyRecord } from '@caecilia/store/testing/migrated';
import Fastify from 'fastify';
import { readSettings } from '../apps/care/src/configuration.ts';
import { formTokens } from '../apps/care/src/form-tokens.ts';
import { type PageFloor, registerPages, type Visitor } from '../apps/care/src/pages.ts';
import { readSearchIn } from '../apps/care/src/read-search.ts';
import { openRecord } from '../apps/care/src/record.ts';
import { tellRefusals } from '../apps/care/src/refusals.ts';

/** A Monday morning. */
export const MORNING = new Date('2026-11-23T08:30:00Z');
export const TIME_ZONE = 'Europe/Amsterdam';
/** The header by which a test says who looks. */
export const WHO = 'x-test-visitor';

/** A house with the demo in a real record, and pages of one module on ports of the test. */
export interface ScreensHouse {
  readonly url: string;
  readonly store: RecordStore;
  readonly readSearch: ReadSearch;
  /** Everything the server could not answer. */
  readonly failures: readonly unknown[];
  close(): Promise<void>;
}

/** Who looks: callers by name. Someone who is not named here is not known. */
export type People = Readonly<Record<string, Visitor>>;

/** Somebody with an account and a scope. */
export function person(role: string, accountId: string, caller: Partial<Caller> = {}): Visitor {
  return {
    accountId,
    session: `session of ${accountId}`,
    caller: { id: `account:${accountId}`, role, scope: { kind: 'everything' }, name: accountId, ...caller },
  };
}

/** Opens the house, puts the demo into its record and serves the pages. */
export async function openScreensHouse(
  people: People,
  floorOf: (house: Pick<ScreensHouse, 'store' | 'readSearch'>) => PageFloor,
): Promise<ScreensHouse> {
  const dataDir = await emptyRecord('caecilia-screens-');
  const settings = readSettings({ CAECILIA_DATA_DIR: dataDir, CAECILIA_LOG_LEVEL: 'silent' }, '/');
  const { store, language } = await openRecord(settings, { now: () => MORNING, baseUrl: '' });
  const readSearch = readSearchIn(language, () => MORNING);
  await writeDemo(store);
  let url = '';
  const failures: unknown[] = [];
  const app = Fastify();
  registerPages(app, {
    store,
    floors: [floorOf({ store, readSearch })],
    tellRefusal: tellRefusals(store.log),
    forms: formTokens(new Uint8Array(32).fill(3)),
    origin: () => url,
    problem: (_request, problem: Problem) => {
      if (problem.status >= 500) failures.push(problem.cause ?? problem);
      return {
        status: problem.status,
        html: `<!doctype html><title>${problem.code}</title><p>${problem.message}`,
      };
    },
    askToSignIn: (_request, reply) =>
      Promise.reject(new Error(`nobody is asked to sign in here: ${reply.sent}`)),
    visitor: async ({ headers }) => people[String(headers[WHO])],
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    store,
    readSearch,
    failures,
    async close() {
      await app.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function writeDemo(store: RecordStore): Promise<void> {
  const { pack } = await readPack(new URL('../packs/pzp-1.0.0-rc2', import.meta.url).pathname);
  const session = store.session({ id: 'system:demo', role: 'developer', scope: { kind: 'everything' } });
  for (const { entry } of demoBundles(parsePlanStandard(pack.carePlan), MORNING.toISOString().slice(0, 10))) {
    await session.transaction(async (transaction) => {
      await transaction.write(
        entry.map(({ resource }) => ({ kind: 'update', id: String(resource.id), resource })),
      );
    });
  }
}
