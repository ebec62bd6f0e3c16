import {
  type Caller,
  type Endpoint,
  type EndpointPost,
  FORM_TOKEN_HEADER,
  type PageVisit,
  Problem,
  type RecordStore,
} from '@caecilia/kernel';
import { problemOf } from '@caecilia/rest';
import { chooseLanguage, type Language } from '@caecilia/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { saysForeign } from '../form-tokens.ts';
import { type PageServing, type Visitor, visitOf } from '../pages.ts';
import { refusalIn } from '../refusal-words/refusal-words.ts';
import { PAGE_HEADERS } from '../wall/answer-headers.ts';
import { FOLLOWED, Followings, type FollowServing } from './following.ts';

/** Bytes of what the app writes at once: long words, no files. */
const BODY_BYTES = 256 * 1024;

/** Below it the app of the browser asks. */
export const WORK_API = '/desk/api';

/** What the endpoints are served with. */
export interface EndpointServing
  extends Pick<PageServing, 'forms' | 'origin' | 'visitor' | 'tellRefusal' | 'floors'>,
    FollowServing {
  readonly store: RecordStore & FollowServing['store'];
  readonly endpoints: readonly Endpoint[];
  /** Who works in the app at all; for everybody else there is nothing. */
  opensTo(caller: Caller): boolean;
}

/** Serves the endpoints of the modules as JSON, to the session of a browser. */
export function registerEndpoints(app: FastifyInstance, serving: EndpointServing): void {
  const followings = new Followings(app, serving);
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.register(
    async (routes) => {
      readJsonOnly(routes);
      routes.setErrorHandler(async (error, request, reply) => {
        const caller = callers.get(request);
        const problem = await serving.tellRefusal({ request, caller, problem: problemOf(error) });
        if (problem.status >= 500) request.log.error({ err: problem.cause ?? problem }, 'failed');
        if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
        const language = chooseLanguage(undefined, request.headers['accept-language']);
        return answer(reply.code(problem.status), inJson(problem, language));
      });
      const known = async (request: FastifyRequest): Promise<Visitor> => {
        const visitor = await serving.visitor(request);
        if (!visitor) throw new Problem('login', 'Nobody is signed in in this browser.');
        callers.set(request, visitor.caller);
        if (!serving.opensTo(visitor.caller)) throw nothingHere();
        return visitor;
      };
      for (const endpoint of serving.endpoints)
        serveEndpoint(routes, endpoint, { serving, known, followings });
      // An address that is no endpoint is no page of the app either.
      routes.route({
        method: ['GET', 'POST'],
        url: '/*',
        handler: async () => {
          throw nothingHere();
        },
      });
    },
    { prefix: WORK_API },
  );
}

interface Door {
  readonly serving: EndpointServing;
  readonly followings: Followings;
  known(request: FastifyRequest): Promise<Visitor>;
}

function serveEndpoint(routes: FastifyInstance, endpoint: Endpoint, door: Door): void {
  const { serving, known, followings } = door;
  const { store, forms, origin } = serving;
  const { path, read, write, file, follow, mostBytes = BODY_BYTES } = endpoint;
  if (FOLLOWED.test(path) !== (follow !== undefined) || (follow && (read ?? write)))
    throw new Error(`${path}: what is followed, and nothing else, has an address that ends in /changes`);
  if (follow)
    // A stream has no answer to HEAD: it would stay open and say nothing.
    routes.get(path, { exposeHeadRoute: false }, async (request, reply) =>
      followings.begin({ reply, visitor: await known(request), types: follow }),
    );
  if (read)
    routes.get(path, async (request, reply) => {
      const visit: PageVisit = visitOf(request, await known(request), serving);
      return answer(reply, await read(store.session(visit.caller), visit));
    });
  if (file)
    routes.get(path, async (request, reply) => {
      const visit: PageVisit = visitOf(request, await known(request), serving);
      const { name, contentType, content } = await file(store.session(visit.caller), visit);
      return reply
        .headers(PAGE_HEADERS)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`)
        .type(contentType)
        .send(Buffer.from(content));
    });
  if (write)
    routes.post(path, { bodyLimit: mostBytes }, async (request, reply) => {
      const visitor = await known(request);
      const token = request.headers[FORM_TOKEN_HEADER];
      if (saysForeign(request.headers, origin()) || !forms.accepts(visitor.session, String(token)))
        throw new Problem('forbidden', 'This was not sent by a page of this sign-in.');
      const post: EndpointPost = { ...visitOf(request, visitor, serving), body: request.body };
      return answer(reply, await write(store.session(post.caller), post));
    });
}

/** A form of another site can send text and forms without asking; it cannot send JSON. */
function readJsonOnly(routes: FastifyInstance): void {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_BYTES },
    (_request, text, done) => {
      const words = String(text);
      if (words.includes('\0') || words.includes('\\u0000'))
        return done(new Problem('value', 'A text holds the character NUL, which cannot be kept.'));
      try {
        return done(null, JSON.parse(words));
      } catch (cause) {
        return done(new Problem('structure', 'What was sent is not JSON.', { cause }));
      }
    },
  );
}

const nothingHere = () => new Problem('not-found', 'There is nothing at this address.');

/** A sentence in the language of the screen, and where it belongs; never the cause. */
function inJson(problem: Problem, language: Language): object {
  const { code, issues, status } = problem;
  const expression = issues[0]?.expression?.[0];
  const sentence = refusalIn(language, problem);
  return { code, status, sentence, ...(expression === undefined ? {} : { expression }) };
}

function answer(reply: FastifyReply, content: object): FastifyReply {
  return reply
    .headers(PAGE_HEADERS)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(content));
}
