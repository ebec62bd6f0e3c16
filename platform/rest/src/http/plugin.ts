import type { Caller, RecordStore } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type {
  FastifyInstance,
  FastifyPluginCallback,
  FastifyReply,
  FastifyRequest,
  RequestPayload,
} from 'fastify';
import type { FhirContext, WritingExchange } from '../exchange.ts';
import { outcomeOf, problemOf } from '../outcome.ts';
import { perform } from '../perform.ts';
import { isTold } from '../refusal.ts';
import { type Arrival, conditionsOf, MethodRefused, readArrival } from './arrival.ts';
import { nativeContent } from './binary.ts';
import { decompressed } from './compressed-body.ts';
import { isStopping } from './health.ts';
import { interactionLabel, logAnswer } from './logging.ts';
import type { Metrics } from './metrics.ts';
import { answerFormat, type Format } from './negotiation.ts';
import { Gate } from './overload.ts';
import { parsePrefer } from './prefer.ts';
import { readBody } from './request-body.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { sendAnswer, sendNative } from './send.ts';

/** Says who calls, or undefined where nobody can be told: the answer is then 401. May throw a Problem of its own. */
export type Authenticate = (request: FastifyRequest) => Caller | undefined | Promise<Caller | undefined>;

/** What the HTTP side of the floor needs. */
export interface HttpOptions {
  readonly store: RecordStore;
  readonly context: FhirContext;
  readonly authenticate: Authenticate;
  readonly prefix: string;
  readonly baseUrl: string | undefined;
  readonly metrics: Metrics | undefined;
}

/** What is known of a request from hook to hook. */
interface Visit {
  arrival: Arrival | undefined;
  caller: Caller | undefined;
  entered: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request to the FHIR endpoint; null for others. */
    fhirVisit: Visit | null;
  }
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The FHIR endpoint as a plugin of the web server; everything below its prefix is answered in FHIR. */
export function fhirPlugin(options: HttpOptions): FastifyPluginCallback {
  return (app, _options, done) => {
    const endpoint = new Endpoint(app, options);
    app.decorateRequest('fhirVisit', null);
    // Lines of this endpoint name their request themselves; a logger for each request would cost each request.
    app.setChildLoggerFactory((logger) => logger);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    app.addHook('onRequest', (request, reply, next) => endpoint.arrive(request, reply, next));
    app.addHook('preParsing', readyToParse);
    app.addHook('onResponse', (request, reply, next) => {
      endpoint.leave(request, reply);
      next();
    });
    app.setErrorHandler((error, request, reply) => endpoint.refuse(error, request, reply));
    app.setNotFoundHandler(() => {
      throw new Problem('not-supported', `FHIR is spoken with ${METHODS.join(', ')}`, { status: 405 });
    });
    const handler = (request: FastifyRequest, reply: FastifyReply) => {
      endpoint.answer(request, reply).catch((error: unknown) => reply.send(error));
    };
    const { bodyBytes, bundleBytes } = options.context.limits;
    const route = (url: string, bodyLimit: number) =>
      app.route({ method: METHODS, url, bodyLimit, exposeHeadRoute: false, handler });
    for (const url of ['/', '/*']) route(url, bodyBytes);
    // A Bundle that is kept as one resource (a document, a collection) may be larger than what is worked on.
    for (const url of ['/Bundle', '/Bundle/:id']) route(url, Math.max(bodyBytes, bundleBytes));
    done();
  };
}

type Next = (error?: Error) => void;

/** Only what says that it is compressed goes through another stream. */
function readyToParse(
  request: FastifyRequest,
  _reply: FastifyReply,
  payload: RequestPayload,
  next: (error: Error | null, payload?: RequestPayload) => void,
): void {
  if (request.headers['content-encoding'] === undefined) {
    next(null, payload);
    return;
  }
  try {
    next(null, decompressed(request.raw, request.routeOptions.bodyLimit));
  } catch (error) {
    next(asError(error));
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error('something else than an error was thrown', { cause: thrown });
}

class Endpoint {
  readonly #app: FastifyInstance;
  readonly #options: HttpOptions;
  readonly #gate: Gate;

  constructor(app: FastifyInstance, options: HttpOptions) {
    this.#app = app;
    this.#options = options;
    this.#gate = new Gate(options.context.limits);
    options.metrics?.watch(this.#gate);
  }

  /**
   * Before the body is read: address, caller and a free place. Whoever has none of them costs nothing more. Most
   * requests need to wait for none of it, and so go on in the same turn.
   */
  arrive(request: FastifyRequest, reply: FastifyReply, next: Next): void {
    const visit: Visit = { arrival: undefined, caller: undefined, entered: false };
    request.fhirVisit = visit;
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    try {
      const later = this.#admit(request, reply, visit);
      if (later === undefined) next();
      else later.then(() => next(), next);
    } catch (error) {
      next(asError(error));
    }
  }

  #admit(request: FastifyRequest, reply: FastifyReply, visit: Visit): Promise<void> | undefined {
    if (isStopping(this.#app)) {
      throw new Problem('transient', 'the server is being stopped; try again in a moment', {
        retryAfterS: 5,
      });
    }
    const { prefix, baseUrl, context } = this.#options;
    const isType = (name: string) => context.model.resourceTypes.has(name);
    visit.arrival = readArrival(request, { isType, limits: context.limits, prefix, baseUrl });
    if (visit.arrival.interaction.name === 'capabilities') return this.#enter(reply, visit);
    const caller = this.#options.authenticate(request);
    if (!(caller instanceof Promise)) return this.#enter(reply, identified(visit, caller, request.id));
    return caller.then((known) => this.#enter(reply, identified(visit, known, request.id)));
  }

  #enter(reply: FastifyReply, visit: Visit): Promise<void> | undefined {
    const turn = this.#gate.enter();
    if (turn !== undefined) return turn.then(() => this.#takePlace(reply, visit));
    this.#takePlace(reply, visit);
    return undefined;
  }

  #takePlace(reply: FastifyReply, visit: Visit): void {
    if (reply.raw.destroyed) {
      this.#gate.leave();
      throw new Problem('transient', 'the client went away while it waited');
    }
    visit.entered = true;
  }

  /** After the answer has gone out, or the client has. */
  leave(request: FastifyRequest, reply: FastifyReply): void {
    const visit = request.fhirVisit;
    if (visit?.entered === true) this.#gate.leave();
    const interaction = visit?.arrival?.interaction;
    this.#options.metrics?.answered(
      interactionLabel(interaction),
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
    logAnswer(request, reply, interaction);
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { context } = this.#options;
    const visit = request.fhirVisit;
    if (visit?.arrival === undefined) throw new Error('a request that never arrived is to be answered');
    const { arrival } = visit;
    const { interaction, query } = arrival;
    const accept = request.headers.accept;
    const isBinaryRead =
      (interaction.name === 'read' || interaction.name === 'vread') && interaction.type === 'Binary';
    const format = isBinaryRead
      ? (acceptedOr(accept, query, undefined) ?? 'json')
      : answerFormat(accept, query.get('_format') ?? undefined);
    const answer = await perform(context, this.#exchange(request, visit, arrival), interaction);
    const writing = { format, pretty: isYes(query.get('_pretty')), model: context.model };
    if (isBinaryRead && answer.content !== undefined && query.get('_format') === null) {
      const native = nativeContent(answer.content, accept);
      if (native !== undefined) return sendNative(reply, answer, native);
      answerFormat(accept, undefined);
    }
    if (interaction.name === 'capabilities') reply.header('cache-control', 'no-cache');
    return sendAnswer(reply, answer, writing);
  }

  #exchange(request: FastifyRequest, visit: Visit, { base, query, interaction }: Arrival): WritingExchange {
    const { store, context } = this.#options;
    const caller = visit.caller ?? NOBODY;
    const session = store.session(caller);
    const raw = {
      bytes: Buffer.isBuffer(request.body) ? request.body : NO_BYTES,
      contentType: request.headers['content-type'],
      securityContext: headerText(request.headers['x-security-context']),
    };
    return {
      caller,
      session,
      reader: session,
      query,
      base,
      conditions: conditionsOf(request),
      prefer: parsePrefer(headerText(request.headers.prefer)),
      body: readBody(raw, interaction, context),
      report: (problem) => this.#report(request, problem),
    };
  }

  /** The one place where an error becomes an answer, once the log knows of it. */
  async refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (error instanceof MethodRefused) reply.header('allow', error.allow);
    const problem = problemOf(error instanceof MethodRefused ? error.cause : error);
    return this.#answerRefusal(await this.#told(problem, request), request, reply);
  }

  /** The problem to answer: what the log says instead, where it could not be told. */
  async #told(problem: Problem, request: FastifyRequest): Promise<Problem> {
    const visit = request.fhirVisit;
    const interaction = visit?.arrival?.interaction;
    const { status, code } = problem;
    if (!isTold({ interaction, status })) return problem;
    const { id: requestId, ip: address } = request;
    try {
      await this.#options.context.onRefusal({
        caller: visit?.caller,
        requestId,
        address,
        interaction,
        status,
        code,
      });
      return problem;
    } catch (cause) {
      if (status < 500) return problemOf(cause);
      this.#report(request, problemOf(cause));
      return problem;
    }
  }

  #answerRefusal(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (problem.status >= 500) this.#report(request, problem);
    // The rest of a body that is too long is read and dropped: a client that is still sending would otherwise find
    // its connection broken and never see the refusal. The time for a whole request bounds it.
    if (problem.status === 413) reply.removeHeader('connection');
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="caecilia"');
    if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
    const query = request.fhirVisit?.arrival?.query ?? queryOf(request.url);
    const answer = { status: problem.status, headers: {}, outcome: JSON.stringify(outcomeOf(problem)) };
    const format = acceptedOr(request.headers.accept, query, 'json');
    const { model } = this.#options.context;
    return sendAnswer(reply, answer, { format, pretty: isYes(query.get('_pretty')), model });
  }

  #report(request: FastifyRequest, problem: Problem): void {
    request.log.error({ err: problem.cause ?? problem, requestId: request.id, code: problem.code }, 'failed');
  }
}

const NO_BYTES = Buffer.alloc(0);

function identified(visit: Visit, caller: Caller | undefined, requestId: string): Visit {
  if (caller === undefined) {
    throw new Problem('login', 'send a valid token as Authorization: Bearer', { status: 401 });
  }
  visit.caller = { ...caller, requestId };
  return visit;
}

/** The CapabilityStatement is for everybody; nobody can reach the record. */
const NOBODY: Caller = { id: 'system:nobody', role: 'none', scope: { kind: 'nothing' } };

/** The format asked for, or another where it cannot be met: a refusal must not fail for want of a format. */
function acceptedOr<T>(accept: string | undefined, query: URLSearchParams, otherwise: T): Format | T {
  try {
    return answerFormat(accept, query.get('_format') ?? undefined);
  } catch (error) {
    if (error instanceof Problem) return otherwise;
    throw error;
  }
}

/** The query of an address that was refused before it was read. */
function queryOf(url: string): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark));
}

function isYes(text: string | null): boolean {
  return text === 'true';
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
