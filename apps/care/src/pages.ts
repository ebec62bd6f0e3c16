import { createReadStream } from 'node:fs';
import {
  type Caller,
  FORM_TOKEN_FIELD,
  type Page,
  type PageAnswer,
  type PageOwner,
  type PagePost,
  type PageRequest,
  type PageVisit,
  Problem,
  type RecordStore,
} from '@caecilia/kernel';
import { problemOf } from '@caecilia/rest';
import { type AssetFile, LANGUAGES, uiAssets } from '@caecilia/ui';
import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FormTokens, saysForeign } from './form-tokens.ts';
import type { TellRefusal } from './refusals.ts';
import { PAGE_HEADERS } from './wall/answer-headers.ts';

/** Bytes of a form: long words, no files. */
const FORM_BYTES = 256 * 1024;

/** What a module gives to be looked at. */
export interface PageFloor {
  readonly pages: readonly Page[];
  readonly assets: readonly AssetFile[];
  /** Who has business here; for everybody else there is nothing at these addresses. Everybody who signed in where it is left out. */
  opensTo?(caller: Caller): boolean | Promise<boolean>;
}

/** Somebody who looks at pages. */
export interface Visitor {
  readonly caller: Caller;
  /** Account at the identity unit, where there is one. */
  readonly accountId?: string;
  /** As the bar of the page shows them, with the places that are theirs of those that there are. */
  owner?(paths: ReadonlySet<string>): PageOwner;
  /** What form tokens are bound to: the sign-in. */
  readonly session: string;
  /** Whether they are still signed in, in the same role; for what stays open. Absent for local tools, which stay. */
  goesOn?(): Promise<boolean>;
}

/** What the pages of all modules are served with. */
export interface PageServing {
  readonly floors: readonly PageFloor[];
  readonly store: RecordStore;
  readonly forms: FormTokens;
  readonly origin: () => string;
  /** Who asks; undefined for nobody who is signed in. */
  visitor(request: FastifyRequest): Promise<Visitor | undefined>;
  /** What somebody is answered who has to sign in first. */
  askToSignIn(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
  /** A page in words for what went wrong. */
  problem(request: PageRequest, problem: Problem): PageAnswer;
  /** Told of everybody who is refused at a page, before they are answered. */
  readonly tellRefusal: TellRefusal;
}

/** Who asks for the page that is being answered. */
const callers = new WeakMap<FastifyRequest, Caller>();

/** Serves the pages of the modules, and the files that they name; an unknown address is answered in words too. */
export function registerPages(app: FastifyInstance, serving: PageServing): void {
  const { floors, origin } = serving;
  for (const asset of [...uiAssets(), ...floors.flatMap(({ assets }) => assets)]) serveFile(app, asset);
  const inWords = (request: FastifyRequest, reply: FastifyReply, problem: Problem) =>
    send(reply, serving.problem(pageRequest(request, origin()), problem));
  app.register(async (routes) => {
    await routes.register(formBody, { bodyLimit: FORM_BYTES, parser: readForm });
    for (const floor of floors) for (const page of floor.pages) servePage(routes, { page, floor }, serving);
  });
  app.setNotFoundHandler((request, reply) => inWords(request, reply, noPage()));
  const paths = new Set(floors.flatMap(({ pages }) => pages.map(({ path }) => path)));
  app.setErrorHandler(async (error, request, reply) => {
    const caller = callers.get(request);
    const thrown = problemOf(error);
    const isAtPage = paths.has(request.routeOptions.url ?? '');
    const problem = isAtPage ? await serving.tellRefusal({ request, caller, problem: thrown }) : thrown;
    if (problem.status >= 500) request.log.error({ err: problem.cause ?? problem }, 'failed');
    if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
    return inWords(request, reply, problem);
  });
}

function noPage(): Problem {
  return new Problem('not-found', 'There is no page at this address.');
}

function servePage(
  routes: FastifyInstance,
  { page, floor }: { readonly page: Page; readonly floor: PageFloor },
  serving: PageServing,
): void {
  const { store, forms, origin } = serving;
  /** Before anything else is looked at: what is wrong with a form would tell that there is a page. */
  const visitor = async (request: FastifyRequest) => {
    const someone = await serving.visitor(request);
    if (someone) callers.set(request, someone.caller);
    if (someone && floor.opensTo && !(await floor.opensTo(someone.caller))) throw noPage();
    return someone;
  };
  /** A page may refuse in words of its own; the log has to know of it too. */
  const told = async (request: FastifyRequest, caller: Caller, answer: PageAnswer) => {
    if (!('status' in answer) || answer.status < 400) return answer;
    const { status } = answer;
    const code = status === 404 ? 'not-found' : status === 403 ? 'forbidden' : 'invalid';
    const problem = new Problem(code, 'The page refused.', { status });
    const said = await serving.tellRefusal({ request, caller, problem });
    if (said !== problem) throw said;
    return answer;
  };
  routes.get(page.path, async (request, reply) => {
    const someone = await visitor(request);
    if (!someone) return await serving.askToSignIn(request, reply);
    const visit = visitOf(request, someone, serving);
    const elsewhere = page.path === '/' ? firstPlace(visit) : undefined;
    if (elsewhere !== undefined) return send(reply, { seeOther: elsewhere });
    const answer = await page.handler(store.session(visit.caller), visit);
    return send(reply, await told(request, visit.caller, answer));
  });
  routes.post(page.path, { bodyLimit: FORM_BYTES }, async (request, reply) => {
    const someone = await visitor(request);
    if (!someone) return await serving.askToSignIn(request, reply);
    if (!page.submit) throw new Problem('not-supported', 'This page takes no forms.', { status: 405 });
    const { [FORM_TOKEN_FIELD]: token, ...fields } = request.body as PagePost['fields'];
    if (saysForeign(request.headers, origin()) || !forms.accepts(someone.session, token?.[0]))
      throw new Problem('forbidden', 'This form did not come from a page of this sign-in.');
    const post: PagePost = { ...visitOf(request, someone, serving), fields };
    const answer = await page.submit(store.session(post.caller), post);
    return send(reply, await told(request, post.caller, answer));
  });
}

function readable(asked: PageRequest): PageRequest {
  refuseNul(...Object.values(asked.params), ...Object.values(asked.query));
  return asked;
}

/** Where somebody begins whose first place is not the list of patients, unless they ask for the list. */
function firstPlace({ who, query }: PageVisit): string | undefined {
  const places = who?.places ?? [];
  if (places[0]?.href === '/desk' && Object.keys(query).some((name) => name !== 'lang')) return undefined;
  const first = places.some(({ href }) => href === '/') ? undefined : places[0]?.href;
  return first !== undefined && LANGUAGES.some((each) => each === query.lang)
    ? `${first}?lang=${query.lang}`
    : first;
}

/** What a page or an endpoint is asked with, by somebody who is known. */
export function visitOf(
  request: FastifyRequest,
  { caller, accountId, session, owner }: Visitor,
  { forms, origin, floors }: Pick<PageServing, 'forms' | 'origin' | 'floors'>,
): PageVisit {
  return {
    ...readable(pageRequest(request, origin())),
    caller: { ...caller, requestId: request.id },
    ...(accountId === undefined ? {} : { accountId }),
    ...(owner === undefined
      ? {}
      : { who: owner(new Set(floors.flatMap(({ pages }) => pages.map(({ path }) => path)))) }),
    formToken: forms.issue(session),
  };
}

/** No text of FHIR may hold it, and no database keeps it. */
function refuseNul(...texts: readonly (string | undefined)[]): void {
  if (texts.some((text) => text?.includes('\0') === true))
    throw new Problem('value', 'A text holds the character NUL, which cannot be kept.');
}

/** Fields by name, with every value that was sent. */
export function readForm(text: string): PagePost['fields'] {
  const fields: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    refuseNul(name, value);
    fields[name] = [...(fields[name] ?? []), value];
  }
  return fields;
}

/** Sends what a page answered. */
export function send(reply: FastifyReply, answer: PageAnswer): FastifyReply {
  reply.headers(PAGE_HEADERS).header('cache-control', 'no-store');
  if ('seeOther' in answer) return reply.redirect(pathHere(answer.seeOther), 303);
  if ('file' in answer) {
    const { file } = answer;
    const { name, contentType } = file;
    return reply
      .header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`)
      .type(contentType)
      .send('text' in file ? file.text : Buffer.from(file.content));
  }
  return reply.type('text/html; charset=utf-8').code(answer.status).send(answer.html);
}

/** A page sends people on inside this house only. */
function pathHere(path: string): string {
  if (!/^\/(?![/\\])/.test(path)) throw new Error(`${path} is not a path of this house`);
  return path;
}

function serveFile(app: FastifyInstance, { path, file, contentType }: AssetFile): void {
  app.get(path, (_request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(PAGE_HEADERS).header('cache-control', 'public, max-age=3600').type(contentType);
    return reply.send(createReadStream(file));
  });
}

/** A request, taken apart. */
export function pageRequest(request: FastifyRequest, origin: string): PageRequest {
  return {
    params: { ...(request.params as Record<string, string>) },
    query: firstValues(request.query as Record<string, string | string[] | undefined>),
    headers: firstValues(request.headers),
    origin,
  };
}

function firstValues(
  given: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
