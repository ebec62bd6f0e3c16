import { PackError, parsePack } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { outcomeOf, problemOf } from '@caecilia/rest';
import type { Store } from '@caecilia/store';
import type { FastifyInstance } from 'fastify';
import type { LocalCallers } from './callers.ts';
import type { PackInUse } from './packs.ts';

/** Bytes of a pack: the published Dutch profiles are about 10 MB as JSON. */
const PACK_BYTES = 64 * 1024 * 1024;

/** What the routes of the command line work with. */
export interface Administration {
  readonly store: Store;
  readonly callers: LocalCallers;
  readonly packs: readonly PackInUse[];
  /** Called after a pack was kept, when the answer has gone out: the house is put together again with it. */
  readonly onPackInstalled: () => void;
}

/** `/admin`: what the command line needs of a running server. For callers with a token only. */
export function registerAdministration(
  app: FastifyInstance,
  { store, callers, packs, onPackInstalled }: Administration,
): void {
  app.register(
    (routes, _options, done) => {
      routes.addHook('onRequest', async (request) => {
        if (callers.ofHeader(request.headers.authorization)?.scope.kind !== 'everything')
          throw new Problem('login', 'send a valid token as Authorization: Bearer');
      });
      routes.setErrorHandler((error, _request, reply) => {
        const problem = problemOf(error);
        if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
        return reply.code(problem.status).type('application/fhir+json').send(outcomeOf(problem));
      });
      routes.get('/packs', () =>
        packs.map(({ pack: { name, version }, origin }) => ({ name, version, origin })),
      );
      routes.post('/packs', { bodyLimit: PACK_BYTES }, async (request, reply) => {
        const pack = readable(request.body);
        await store.savePack({ name: pack.name, version: pack.version, content: JSON.stringify(pack) });
        reply.raw.once('finish', onPackInstalled);
        return reply.code(201).send({ name: pack.name, version: pack.version });
      });
      routes.post('/verify', (_request, reply) => {
        reply.type('application/x-ndjson');
        return reply.send(verifyLines(store));
      });
      done();
    },
    { prefix: '/admin' },
  );
}

function readable(body: unknown) {
  try {
    return parsePack(body);
  } catch (error) {
    if (error instanceof PackError)
      throw new Problem('invalid', `not a pack: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Lines of JSON: progress now and then, the report at the end. */
function verifyLines(store: Store): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const line = (value: object) => controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      try {
        line({ report: await store.verify((done, total) => line({ done, total }), { index: true }) });
      } catch (error) {
        line({ failed: problemOf(error).message });
      }
      controller.close();
    },
  });
}
