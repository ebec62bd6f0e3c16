/**
 * Watches the servers of this process from outside: which requests they answered that touched patients, and, when a
 * database is about to be closed, how many lines its log has of each. Loaded into test files and, by `--import`, into
 * the processes that they start; the product knows nothing of it. What it saw goes into a file at once, so that it is
 * there after a SIGKILL too.
 */
import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Touch, touchOf } from './patient-routes.ts';

/** The folder of one test file, for itself and the processes that it starts. */
export const FOLDER = 'CAECILIA_LOG_COUNT';
/** A test that breaks the log says here which request can have no line: `{ id, why }`. */
export const NO_LINE = 'caecilia.test.no-line';

/** An answered request. */
interface SeenRequest {
  readonly seen: 'request';
  readonly id: string;
  readonly touch: Touch;
  /** Lines that it must have at least. */
  readonly least: number;
  /** Method, route and status. */
  readonly what: string;
}

/** What is written down, one JSON object a line. */
export type Seen =
  | SeenRequest
  | { readonly seen: 'lines'; readonly id: string; readonly lines: number }
  | { readonly seen: 'no-line'; readonly id: string; readonly why: string };

type Query = (text: string, values: unknown[]) => Promise<{ rows: object[] }>;

if (process.env[FOLDER] !== undefined && isMainThread) watch();

/** What one test file is told of by this process. */
interface Notes {
  readonly place: string;
  readonly file: string;
  /** Requests whose lines were not looked up yet. */
  readonly open: Set<string>;
}

function notesIn(place: string): Notes {
  mkdirSync(place, { recursive: true });
  return { place, file: join(place, `${process.pid}-${randomUUID()}.ndjson`), open: new Set() };
}

function watch(): void {
  let notes: Notes | undefined;
  // Test files share a process, one after the other: each has a folder of its own.
  const current = (): Notes => {
    const place = process.env[FOLDER];
    if (place === undefined) throw new Error(`${FOLDER} was taken away`);
    if (notes?.place !== place) notes = notesIn(place);
    return notes;
  };
  const note = (seen: Seen) => {
    appendFileSync(current().file, `${JSON.stringify(seen)}\n`);
  };
  const seeLog = async (query: Query) => {
    const { place, file, open } = current();
    const asked = [...open, ...openElsewhere(place, file)];
    if (asked.length === 0) return;
    const { rows } = await query(LINES, [asked]);
    for (const row of rows as { request: string; lines: string | number }[]) {
      open.delete(row.request);
      note({ seen: 'lines', id: row.request, lines: Number(row.lines) });
    }
  };
  watchHouses(seeLog, (seen) => {
    if (seen.touch === 'touched') current().open.add(seen.id);
    note(seen);
  });
  subscribe(NO_LINE, (message) => {
    const { id, why } = message as { id: string; why: string };
    note({ seen: 'no-line', id, why });
  });
}

function watchHouses(seeLog: (query: Query) => Promise<void>, answered: (seen: SeenRequest) => void): void {
  let looking: Promise<void> | undefined;
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { fastify: FastifyInstance };
    let isHouse = false;
    fastify.addHook('onRoute', ({ url }) => {
      if (isHouse || url !== '/fhir/Bundle/:id') return;
      isHouse = true;
      looking ??= lookBeforeClosing(seeLog);
    });
    fastify.addHook('onReady', async () => await looking);
    fastify.addHook('onResponse', async (request, reply) => {
      if (!isHouse || !reply.raw.headersSent || request.routeOptions.url === undefined) return;
      answered(requestSeen(request, reply));
    });
  });
}

/** Requests that a process of this test answered and could not look up, because it was killed. */
function openElsewhere(place: string, own: string): string[] {
  const open = new Set<string>();
  for (const name of readdirSync(place)) {
    if (!name.endsWith('.ndjson') || join(place, name) === own) continue;
    // The last line may be half written.
    for (const line of readFileSync(join(place, name), 'utf8').split('\n').slice(0, -1)) {
      const seen = JSON.parse(line) as Seen;
      if (seen.seen === 'lines') open.delete(seen.id);
      else if (seen.seen === 'request' && seen.touch === 'touched') open.add(seen.id);
    }
  }
  return [...open];
}

const LINES = 'select request, count(*) as lines from audit where request = any($1::text[]) group by request';

/** Each database of this process is asked before it is closed. One that cannot answer leaves its requests without lines. */
async function lookBeforeClosing(seeLog: (query: Query) => Promise<void>): Promise<void> {
  const [{ PGlite }, { default: pg }] = await Promise.all([import('@electric-sql/pglite'), import('pg')]);
  const embedded = PGlite.prototype;
  const close = embedded.close;
  embedded.close = async function closeSeen() {
    await seeLog((text, values) => this.query<object>(text, values)).catch(ignored);
    await close.call(this);
  };
  const pool = pg.Pool.prototype;
  const end = pool.end as () => Promise<void>;
  pool.end = async function endSeen(this: typeof pool) {
    await seeLog((text, values) => this.query<object>(text, values)).catch(ignored);
    await end.call(this);
  };
}

/** Its requests stay without lines, and that fails. */
function ignored(): void {}

function requestSeen(request: FastifyRequest, reply: FastifyReply): SeenRequest {
  const { id, method, url, body } = request;
  const route = request.routeOptions.url ?? '';
  const { statusCode: status } = reply;
  const path = url.split('?', 1)[0] ?? '';
  const leads = reply.getHeader('location');
  const location = typeof leads === 'string' ? { location: leads } : {};
  const touch = touchOf({ method, route, path, status, ...location });
  const isBundle = method === 'POST' && /^\/fhir\/?$/.test(path) && status === 200;
  return {
    seen: 'request',
    id,
    touch,
    least: isBundle ? membersOf(body) : 1,
    what: `${method} ${route} ${status}`,
  };
}

/** How many members of a batch or transaction asked for something of patients: each has a line of its own. */
function membersOf(body: unknown): number {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
  if (text.trimStart().startsWith('<')) return text.match(/<entry[\s>]/g)?.length ?? 0;
  const { entry = [] } = JSON.parse(text) as { entry?: { request?: { url?: string } }[] };
  return entry.filter(({ request }) => !/^\/?metadata\b/.test(request?.url ?? '')).length;
}
