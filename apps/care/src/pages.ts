import { createReadStream } from 'node:fs';
import { type Page, type PageAnswer, type PageRequest, Problem, type RecordStore } from '@caecilia/kernel';
import { problemOf } from '@caecilia/rest';
import { type AssetFile, uiAssets } from '@caecilia/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Callers } from './callers.ts';

/** Pages are made of their own files only: nothing inline, no other host, no frame around them. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

/** What a module gives to be looked at. */
export interface PageFloor {
  readonly pages: readonly Page[];
  readonly assets: readonly AssetFile[];
  /** A page in words for what went wrong. */
  problem(request: PageRequest, problem: Problem): PageAnswer;
}

/** Serves the pages of the modules, and the files that they name; an unknown address is answered in words too. */
export function registerPages(
  app: FastifyInstance,
  options: PageFloor & { store: RecordStore; callers: Callers; origin: () => string },
): void {
  const { store, callers, origin } = options;
  for (const asset of [...uiAssets(), ...options.assets]) serveFile(app, asset);
  for (const page of options.pages) {
    app.get(page.path, async (request, reply) => {
      const caller = callers.atThisMachine;
      if (!caller) return send(reply, { status: 401, html: NO_SIGN_IN });
      const session = store.session({ ...caller, requestId: request.id });
      return send(reply, await page.handler(session, pageRequest(request, origin())));
    });
  }
  const inWords = (request: FastifyRequest, reply: FastifyReply, problem: Problem) =>
    send(reply, options.problem(pageRequest(request, origin()), problem));
  app.setNotFoundHandler((request, reply) =>
    inWords(request, reply, new Problem('not-found', 'There is no page at this address.')),
  );
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ err: problem.cause ?? problem }, 'failed');
    return inWords(request, reply, problem);
  });
}

function send(reply: FastifyReply, { status, html }: PageAnswer): FastifyReply {
  reply.headers(PAGE_HEADERS).header('cache-control', 'no-store').type('text/html; charset=utf-8');
  return reply.code(status).send(html);
}

function serveFile(app: FastifyInstance, { path, file, contentType }: AssetFile): void {
  app.get(path, (_request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(PAGE_HEADERS).header('cache-control', 'public, max-age=3600').type(contentType);
    return reply.send(createReadStream(file));
  });
}

const NO_SIGN_IN = `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Caecilia</title>
<h1>Inloggen is er nog niet</h1><p>In productie toont deze versie geen gegevens.</p>
<h1 lang="en">There is no sign-in yet</h1><p lang="en">In production mode this version shows no records.</p></html>`;

function pageRequest(request: FastifyRequest, origin: string): PageRequest {
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
