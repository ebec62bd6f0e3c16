import { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { scopeList } from '../smart/granted.ts';
import type { AccessTokens } from '../tokens/access-tokens.ts';
import { withPublicClient } from '../tokens/refresh-form.ts';
import type { IdentityHouse } from './house.ts';
import { PAGE_POLICY } from './pages.ts';
import { ROUTES } from './routes.ts';

/** Where the authorization server lives below the origin. */
export const PREFIX = '/oauth';

const FORM = 'application/x-www-form-urlencoded';
/** As much as the library takes. */
const FORM_BYTES = 56 * 1024;

/** The protocol library as it is at this moment; another one after a key was replaced. */
export type Handler = (request: IncomingMessage, response: FastifyReply['raw']) => Promise<void>;

const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
} as const;

/** Puts the authorization server into the web server of the house. */
export function mount(
  app: FastifyInstance,
  house: IdentityHouse,
  parts: { readonly handler: () => Handler; readonly tokens: AccessTokens },
): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply, path: string, raw = request.raw) => {
    // The library writes the answer itself: what the wall of the house set goes with it.
    for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...HEADERS }))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.hijack();
    await parts.handler()(addressed(house, raw, { path, client: request.ip }), reply.raw);
  };
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // The protocol library reads bodies itself, and refuses what is too long or not a form.
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: `${PREFIX}/*`,
      handler: (request, reply) => answer(request, reply, askBeforeOffline(request.url.slice(PREFIX.length))),
    });
    // RFC 8414 puts the address of the metadata before the path of the issuer.
    scope.get(`/.well-known/oauth-authorization-server${PREFIX}`, (request, reply) =>
      answer(request, reply, '/.well-known/oauth-authorization-server'),
    );
    done();
  });
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: 'string', bodyLimit: FORM_BYTES } as const;
    scope.addContentTypeParser(FORM, options, (_request, body, parsed) => parsed(null, body));
    // The library says what it thinks of other kinds of bodies.
    scope.addContentTypeParser('*', options, (_request, _body, parsed) => parsed(null, ''));
    for (const [path, read] of formReaders(house, parts.tokens)) {
      scope.post(`${PREFIX}${path}`, async (request, reply) => {
        const form = typeof request.body === 'string' ? request.body : '';
        await answer(request, reply, path, withBody(request.raw, await read(form, request)));
      });
    }
    done();
  });
}

type FormReader = (form: string, request: FastifyRequest) => Promise<string>;

/** Endpoints whose forms are read here first, and given to the library in its own words. */
function formReaders(house: IdentityHouse, tokens: AccessTokens): readonly [string, FormReader][] {
  return [
    [ROUTES.introspection, (form) => tokens.namedIn(form)],
    [ROUTES.revocation, (form) => tokens.namedIn(form)],
    [ROUTES.token, (form, { headers }) => withPublicClient(house, form, headers.authorization)],
  ];
}

/**
 * SMART apps ask for `offline_access` without more; OpenID Connect wants it to be asked of the person each time. Our
 * pages ask every app's wishes of the person anyhow, so the request says so.
 */
function askBeforeOffline(path: string): string {
  const start = `${ROUTES.authorization}?`;
  if (!path.startsWith(start)) return path;
  const parameters = new URLSearchParams(path.slice(start.length));
  const prompt = scopeList(parameters.get('prompt') ?? undefined);
  const offline = scopeList(parameters.get('scope') ?? undefined).includes('offline_access');
  if (!offline || prompt.includes('none') || prompt.includes('consent')) return path;
  parameters.set('prompt', [...prompt, 'consent'].join(' '));
  return `${start}${parameters}`;
}

/** The request as the library must see it: by the address of this house, whatever the Host header said. */
function addressed(
  house: IdentityHouse,
  raw: IncomingMessage,
  { path, client }: { readonly path: string; readonly client: string },
): IncomingMessage {
  const { host, protocol } = new URL(house.origin);
  raw.headers.host = host;
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  // The web server knows which proxies it trusts; whatever else was sent is nobody's word.
  raw.headers['x-forwarded-for'] = client;
  delete raw.headers['x-forwarded-host'];
  Object.assign(raw, { originalUrl: `${PREFIX}${path}` });
  raw.url = path;
  return raw;
}

/** The same request with another body. */
function withBody(raw: IncomingMessage, body: string): IncomingMessage {
  const request = new IncomingMessage(raw.socket);
  const bytes = Buffer.from(body);
  request.method = raw.method ?? 'POST';
  request.url = raw.url ?? '/';
  Object.assign(request.headers, raw.headers, { 'content-length': String(bytes.length) });
  delete request.headers['transfer-encoding'];
  // It has arrived whole; else the end of this reading would end the connection.
  request.complete = true;
  request.push(bytes);
  request.push(null);
  return request;
}
