import { PackError, parsePack } from '@caecilia/fhir';
import type { ClientRegistration, Clients } from '@caecilia/identity';
import { type Caller, Problem } from '@caecilia/kernel';
import { outcomeOf, problemOf } from '@caecilia/rest';
import type { Store } from '@caecilia/store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { LocalCallers } from './callers.ts';
import type { Language } from './language.ts';
import { refuseUnfollowedPatterns } from './pack-rules.ts';
import type { PackInUse } from './packs.ts';
import { copyOf } from './privacy/copy-page.ts';
import type { TellRefusal } from './refusals.ts';

/** Bytes of a pack: the published Dutch profiles are about 10 MB as JSON. */
const PACK_BYTES = 64 * 1024 * 1024;

/** What the routes of the command line work with. */
export interface Administration {
  readonly store: Store;
  readonly callers: LocalCallers;
  readonly clients: Pick<Clients, 'all' | 'register' | 'switchOff'>;
  readonly packs: readonly PackInUse[];
  readonly language: Pick<Language, 'model'>;
  readonly now: () => Date;
  /** Types of the patient compartment. */
  readonly compartment: readonly string[];
  /** Called after a pack was kept, when the answer has gone out: the house is put together again with it. */
  readonly onPackInstalled: () => void;
  /** Told of every refusal, before it is answered. */
  readonly tellRefusal: TellRefusal;
}

/** `/admin`: what the command line needs of a running server. For callers with a token only. */
export function registerAdministration(
  app: FastifyInstance,
  {
    store,
    callers,
    clients,
    packs,
    language,
    now,
    compartment,
    onPackInstalled,
    tellRefusal,
  }: Administration,
): void {
  app.register(
    (routes, _options, done) => {
      routes.addHook('onRequest', async (request) => {
        operatorOf(callers, request);
      });
      routes.setErrorHandler(async (error, request, reply) => {
        const caller = callers.ofHeader(request.headers.authorization);
        const problem = await tellRefusal({ request, caller, problem: problemOf(error) });
        if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
        return reply.code(problem.status).type('application/fhir+json').send(outcomeOf(problem));
      });
      registerClients(routes, callers, clients);
      routes.get('/packs', () =>
        packs.map(({ pack: { name, version }, origin }) => ({ name, version, origin })),
      );
      routes.post('/packs', { bodyLimit: PACK_BYTES }, async (request, reply) => {
        const pack = readable(request.body);
        refuseUnfollowedPatterns(pack, language.model);
        await store.savePack({ name: pack.name, version: pack.version, content: JSON.stringify(pack) });
        reply.raw.once('finish', onPackInstalled);
        return reply.code(201).send({ name: pack.name, version: pack.version });
      });
      routes.post('/patient-copy', (request, reply) => {
        const patient = patientIn(request.body);
        const caller = operatorOf(callers, request);
        reply.type('application/x-ndjson');
        return reply.send(linesOf(copyOf({ store, now, types: compartment }, caller, patient)));
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

/** Throws `Problem('login')` for everyone but local tools and commands. */
function operatorOf(callers: LocalCallers, { headers, id }: FastifyRequest): Caller {
  const caller = callers.ofHeader(headers.authorization);
  if (caller?.scope.kind !== 'everything')
    throw new Problem('login', 'send a valid token as Authorization: Bearer');
  return { ...caller, requestId: id };
}

/** Apps and services that may ask for tokens. What is not as it must be is refused with the sentence that says so. */
function registerClients(
  routes: FastifyInstance,
  callers: LocalCallers,
  clients: Administration['clients'],
): void {
  routes.get('/clients', () => clients.all());
  routes.post('/clients', async (request, reply) => {
    const registration = REGISTRATION.safeParse(request.body);
    if (!registration.success)
      throw new Problem(
        'invalid',
        registration.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      );
    const { clientId } = registration.data;
    const { secret } = await clients.register(
      registration.data as ClientRegistration,
      operatorOf(callers, request),
    );
    return reply.code(201).send({ clientId, ...(secret === undefined ? {} : { secret }) });
  });
  routes.post<{ Params: { id: string } }>('/clients/:id/off', async (request) => {
    await clients.switchOff(request.params.id, operatorOf(callers, request));
    return { clientId: request.params.id, active: false };
  });
}

const texts = z.array(z.string());
/** A registration as JSON; what it may say is in `docs/smart-apps.md`. */
const REGISTRATION = z.strictObject({
  clientId: z.string(),
  name: z.string(),
  kind: z.enum(['public', 'secret', 'key', 'service']),
  redirectUris: texts.optional(),
  postLogoutRedirectUris: texts.optional(),
  scopes: texts,
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).optional(),
  jwksUri: z.string().optional(),
  launchUrl: z.string().optional(),
  role: z.string().optional(),
  organization: z.string().optional(),
});

function readable(body: unknown) {
  try {
    return parsePack(body);
  } catch (error) {
    if (error instanceof PackError)
      throw new Problem('invalid', `not a pack: ${error.message}`, { cause: error });
    throw error;
  }
}

function patientIn(body: unknown): string {
  const { patient } = (typeof body === 'object' && body !== null ? body : {}) as {
    readonly patient?: unknown;
  };
  if (typeof patient !== 'string' || !/^[A-Za-z0-9.-]{1,64}$/.test(patient))
    throw new Problem('required', 'send the logical id of a patient as {"patient": "…"}');
  return patient;
}

/** Lines of JSON as they are made; a failure is the last line, because the answer has begun. */
function linesOf(made: AsyncIterator<object>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lineOf = (value: object) => encoder.encode(`${JSON.stringify(value)}\n`);
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await made.next();
        if (next.done) controller.close();
        else controller.enqueue(lineOf(next.value));
      } catch (error) {
        controller.enqueue(lineOf({ failed: problemOf(error).message }));
        controller.close();
      }
    },
  });
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
