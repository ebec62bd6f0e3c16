import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHouse, type TestHouse } from '../testing/test-house.ts';
import { headersOfEveryAnswer } from './answer-headers.ts';

let house: TestHouse;
let authorization: string;

beforeAll(async () => {
  house = await startTestHouse({
    CAECILIA_DEMO: 'small',
    CAECILIA_LOG_LEVEL: 'silent',
    CAECILIA_LIMIT_BODY_MB: '1',
    CAECILIA_RATE_SIGN_IN: '5',
  });
  authorization = house.authorization;
});
afterAll(() => house?.close());

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const ask = (path: string, { method = 'GET', headers = {}, body }: Asked = {}) =>
  fetch(`${house.url}${path}`, {
    method,
    redirect: 'manual',
    headers,
    ...(body === undefined ? {} : { body }),
  });

const known = (asked: Asked = {}): Asked => ({
  ...asked,
  headers: { authorization, accept: 'application/fhir+json', ...asked.headers },
});

const INSIDE =
  /\bat \S+ \(|node:internal|node_modules|\.ts\b|\bselect\b.*\bfrom\b|insert into|relation "|PGlite|PostgreSQL|fastify|"version"|Node\.js/i;

/** Folders of this machine. */
const FOLDERS = [process.cwd(), tmpdir()];

/** Files of the pages, and the CapabilityStatement: nothing of a patient. */
const isPublic = (path: string) => /\.\w+$/.test(path) || path === '/fhir/metadata';

/** What every answer must carry, whatever it says. */
function expectWall(headers: Headers, at = ''): void {
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy, at).toMatch(/default-src 'none'/);
  expect(policy).toMatch(/frame-ancestors 'none'/);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/);
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-resource-policy'), at).toBe('same-origin');
  expect(headers.get('permissions-policy')).toMatch(/camera=\(\)/);
  expect(headers.get('x-frame-options'), at).toBe('DENY');
  expect(headers.get('cache-control')).toMatch(/no-store|public, max-age|no-cache/);
  expect(headers.get('server')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
  expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
}

/** Reads it to its end; a stream of events ends with the session and not by itself. */
async function finish(answer: Response): Promise<void> {
  const streams = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
  await (streams ? answer.body?.cancel() : answer.arrayBuffer());
}

describe('every answer (trust check O8)', () => {
  it('of every route carries the headers of the wall, to who is known and to who is not', async () => {
    expect(house.routes.length).toBeGreaterThan(20);
    for (const route of new Set(house.routes)) {
      const [method = '', url = ''] = route.split(' ');
      const path = url.replace('*', 'Patient').replace(/:\w+/g, 'unknown');
      // A pack would put the house together anew, and verify reads the whole record.
      const sends = method === 'POST' || method === 'PUT' || method === 'PATCH';
      for (const asked of [{ method }, known({ method })]) {
        const answer = await ask(path, { ...asked, ...(sends ? { body: '' } : {}) });
        await finish(answer);
        expectWall(answer.headers, route);
        expect(answer.headers.get('cache-control'), route).toMatch(
          isPublic(path) ? /./ : /^no-store(, no-transform)?$/,
        );
      }
    }
  });

  it.each<[number, string, () => Asked]>([
    [400, '/fhir/Patient?_count=-1', known],
    [400, '/fhir/Patient/%00', known],
    [
      400,
      '/fhir/Patient',
      () => known({ method: 'POST', body: '{', headers: { 'content-type': 'application/fhir+json' } }),
    ],
    [401, '/fhir/Patient', () => ({})],
    [401, '/admin/packs', () => ({})],
    [403, '/fhir/Patient', () => ({ method: 'POST', body: '', headers: { origin: 'https://evil.example' } })],
    [403, '/', () => ({ method: 'POST', body: 'a=b', headers: { cookie: 'a=b', origin: 'null' } })],
    [404, '/fhir/Patient/none', known],
    [404, '/fhir/Nothing', known],
    [404, '/no-page', () => ({})],
    [
      404,
      '/no-page',
      () => ({
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
      }),
    ],
    [405, '/fhir/metadata', () => known({ method: 'DELETE' })],
    [406, '/fhir/Patient', () => known({ headers: { accept: 'text/turtle' } })],
    [
      412,
      '/fhir/Patient/new',
      () =>
        known({
          method: 'PUT',
          body: '{"resourceType":"Patient","id":"new"}',
          headers: { 'content-type': 'application/fhir+json', 'if-match': 'W/"7"' },
        }),
    ],
    [
      413,
      '/fhir/Patient',
      () =>
        known({
          method: 'POST',
          body: 'x'.repeat(1_200_000),
          headers: { 'content-type': 'application/fhir+json' },
        }),
    ],
    [414, `/fhir/Patient?name=${'x'.repeat(17_000)}`, known],
    [
      415,
      '/fhir/Patient',
      () => known({ method: 'POST', body: 'x', headers: { 'content-type': 'text/html' } }),
    ],
    [
      422,
      '/fhir/Patient',
      () =>
        known({
          method: 'POST',
          body: '{"resourceType":"Patient","gender":"x"}',
          headers: { 'content-type': 'application/fhir+json' },
        }),
    ],
  ])(
    'that is a refusal with %i (%s) carries them too, and tells nothing of the inside',
    async (status, path, asked) => {
      const answer = await ask(path, asked());
      const text = await answer.text();
      expect(answer.status, text).toBe(status);
      expectWall(answer.headers);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(text).not.toMatch(INSIDE);
      if (path.startsWith('/fhir')) expect(text).toContain('OperationOutcome');
    },
  );

  it.each([
    ['GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 421],
    ['GET /% HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n', 400],
    ['GARBAGE\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
  ])('to what is hardly a request carries them too: %#', async (request, status) => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(house.url).port), '127.0.0.1', () => socket.write(request));
      let got = '';
      socket.on('data', (part) => {
        got += part.toString();
      });
      socket.on('close', () => resolve(got));
      socket.on('error', reject);
    });
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
    const headers = new Headers(
      head
        .split('\r\n')
        .slice(1)
        .map((line): [string, string] => [
          line.slice(0, line.indexOf(':')),
          line.slice(line.indexOf(':') + 1).trim(),
        ]),
    );
    expectWall(headers);
    expect(body).not.toMatch(INSIDE);
    for (const folder of FOLDERS) expect(body).not.toContain(folder);
  });

  it('is strict about https in production, and leaves it out on a machine without', () => {
    expect(headersOfEveryAnswer('production')['strict-transport-security']).toBe('max-age=63072000');
    expect(headersOfEveryAnswer('development')['strict-transport-security']).toBeUndefined();
  });
});

describe('a page', () => {
  it('holds no script and no style: all of them are files of the house', async () => {
    const start = await (await ask('/', known())).text();
    const links = [...start.matchAll(/href="(\/care\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(2);
    for (const path of ['/', ...new Set(links), '/no-page']) {
      const answer = await ask(path.replaceAll('&amp;', '&'), known());
      if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue;
      const html = await answer.text();
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|<base|<iframe|<object|<embed/i);
      for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toMatch(/\ssrc="\/[^/"]/);
      for (const [, address] of html.matchAll(/(?:src|href)="([^"]*)"/g))
        expect(address).toMatch(/^($|\/(?!\/)|#|tel:|mailto:|data:image\/|http:\/\/127\.0\.0\.1)/);
    }
  });
});

describe('a Binary', () => {
  it('is given as a file to keep, in a sandbox, never as a page', async () => {
    const made = await ask(
      '/fhir/Binary',
      known({
        method: 'POST',
        body: '<script>alert(1)</script>',
        headers: { 'content-type': 'text/html' },
      }),
    );
    expect(made.status).toBe(201);
    const path = new URL(made.headers.get('location') ?? '').pathname.replace(/\/_history\/.*/, '');
    const answer = await ask(path, known({ headers: { accept: 'text/html' } }));
    expect(answer.headers.get('content-disposition')).toBe('attachment');
    expect(answer.headers.get('content-security-policy')).toMatch(/sandbox/);
    expectWall(answer.headers);
  });
});
