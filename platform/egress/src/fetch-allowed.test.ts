import type { RequestListener } from 'node:http';
import { Problem } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EgressOptions, fetchAllowed } from './fetch-allowed.ts';
import { CERTIFICATE, type Listener, listen } from './testing/listener.ts';

const HOST = 'login.hospital.example';

let plain: Listener;
let secure: Listener;

const ANSWERS: Readonly<Record<string, RequestListener>> = {
  '/slow': () => {},
  '/drip': (_request, response) => response.write('a'),
  '/to': ({ url = '' }, response) =>
    response.writeHead(302, { location: decodeURIComponent(url.slice(4)) }).end(),
  '/large': (_request, response) => response.end('x'.repeat(100_000)),
  '/large-unsaid': (_request, response) => {
    for (let part = 0; part < 100; part += 1) response.write('x'.repeat(1000));
    response.end();
  },
  '/squeezed': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
};

const tell: RequestListener = ({ url, headers }, response) =>
  response.end(JSON.stringify({ path: url, headers }));

beforeAll(async () => {
  plain = await listen((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    (ANSWERS[path] ?? tell)(request, response);
  });
  secure = await listen((_request, response) => response.end('secure'), true);
});

afterAll(async () => {
  await plain.close();
  await secure.close();
});

const options = (more: Partial<EgressOptions> = {}): EgressOptions => ({
  allow: [{ host: HOST }],
  maxBytes: 10_000,
  timeoutMs: 2000,
  mode: 'production',
  resolve: async () => ['127.0.0.1'],
  ...more,
});

/** Everything that is needed to reach the listener, as a test of another unit would ask for it. */
const reaching = (more: Partial<EgressOptions> = {}): EgressOptions =>
  options({
    allow: [{ host: 'localhost', ports: [plain.port], test: true }],
    mode: 'development',
    ...more,
  });

async function refusalOf(address: string, given: EgressOptions): Promise<Problem> {
  try {
    await fetchAllowed(address, given);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('the call was made');
}

describe('an outbound call that may not be made', () => {
  it.each([
    ['the loopback address', 'https://127.0.0.1:PORT/'],
    ['a name of this machine', 'https://localhost:PORT/'],
    ['decimal', 'https://2130706433:PORT/'],
    ['octal', 'https://0177.0.0.1:PORT/'],
    ['hexadecimal', 'https://0x7f000001:PORT/'],
    ['short', 'https://127.1:PORT/'],
    ['IPv6', 'https://[::1]:PORT/'],
    ['mapped IPv4', 'https://[::ffff:127.0.0.1]:PORT/'],
    ['plain http', 'http://HOST:PORT/'],
    ['another scheme', 'ftp://HOST/'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/plain,x'],
    ['a user name', 'https://user@HOST:PORT/'],
    ['a password', 'https://a:b@HOST:PORT/'],
    ['the host as user name', 'https://HOST@localhost:PORT/'],
    ['a look-alike by prefix', 'https://HOST.evil.example:PORT/'],
    ['a look-alike by suffix', 'https://evil-HOST:PORT/'],
    ['a name below it', 'https://sub.HOST:PORT/'],
    ['a dot at the end', 'https://HOST.:PORT/'],
    ['a backslash', 'https://HOST\\@localhost:PORT/'],
    ['an escape in the host', 'https://login%2Ehospital.example:PORT/'],
    ['full-width letters', 'https://login。hospital.example:PORT/'],
    ['a space before', ' https://HOST:PORT/'],
    ['a line break within', 'https://login.hospital\n.example:PORT/'],
    ['no host', 'https:///x'],
    ['nothing', ''],
  ])('reaches nobody: %s', async (_kind, form) => {
    const allow = [{ host: HOST, ports: [443, 80, plain.port, secure.port] }];
    const before = [plain.connections(), secure.connections()];
    for (const { port } of [plain, secure]) {
      const address = form.replaceAll('HOST', HOST).replace('PORT', String(port));
      expect((await refusalOf(address, options({ allow }))).code).toBe('forbidden');
    }
    expect([plain.connections(), secure.connections()]).toEqual(before);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['link-local', ['169.254.169.254']],
    ['private', ['10.0.0.1']],
    ['unique local', ['fd12::1']],
    ['mapped IPv4', ['::ffff:127.0.0.1']],
    ['public and private together', ['93.184.216.34', '127.0.0.1']],
    ['nothing', []],
  ])('reaches nobody where the name leads to %s', async (_kind, found) => {
    const allow = [{ host: HOST, ports: [443, plain.port, secure.port] }];
    const before = [plain.connections(), secure.connections()];
    const refusal = await refusalOf(
      `https://${HOST}:${secure.port}/`,
      options({ allow, resolve: async () => found }),
    );
    expect(refusal.code).toBe('forbidden');
    expect([plain.connections(), secure.connections()]).toEqual(before);
  });

  it.each(['127.0.0.1', '[::1]', 'localhost', '169.254.169.254'])(
    'reaches nobody inside even where somebody put %s on the list',
    async (host) => {
      const allow = [{ host, ports: [secure.port] }];
      const before = secure.connections();
      for (const mode of ['production', 'development'] as const)
        expect((await refusalOf(`https://${host}:${secure.port}/`, options({ allow, mode }))).code).toBe(
          'forbidden',
        );
      expect(secure.connections()).toBe(before);
    },
  );

  it('reaches no listed test host under another spelling', async () => {
    const allow = [{ host: '127.0.0.1', ports: [plain.port], test: true }];
    const before = plain.connections();
    for (const host of ['2130706433', '0x7f000001', '0177.0.0.1', '127.1'])
      expect((await refusalOf(`http://${host}:${plain.port}/`, reaching({ allow }))).code).toBe('forbidden');
    expect(plain.connections()).toBe(before);
  });

  it('goes to no port that is not listed', async () => {
    expect((await refusalOf(`https://${HOST}:8443/`, options())).code).toBe('forbidden');
  });

  it('is not made to a test host in production mode', async () => {
    const before = plain.connections();
    const given = reaching({ mode: 'production' });
    expect((await refusalOf(`http://localhost:${plain.port}/`, given)).code).toBe('forbidden');
    expect(plain.connections()).toBe(before);
  });

  it('does not repeat the address in its refusal', async () => {
    const refusal = await refusalOf('https://evil.example/?bsn=999911120', options());
    expect(refusal.message).not.toMatch(/evil|bsn|9999/);
  });
});

describe('an outbound call', () => {
  it('reaches a listed host, without cookies, proxies or compression', async () => {
    const answer = await fetchAllowed(`http://localhost:${plain.port}/a?b=c`, reaching());
    expect(answer.status).toBe(200);
    const seen = JSON.parse(Buffer.from(answer.body).toString()) as { path: string; headers: object };
    expect(seen.path).toBe('/a?b=c');
    expect(Object.keys(seen.headers).sort()).toEqual(['accept-encoding', 'connection', 'host']);
  });

  it('resolves the name once and connects to that address: a second answer changes nothing', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['169.254.169.254']];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? [];
    const answer = await fetchAllowed(`http://localhost:${plain.port}/`, reaching({ resolve }));
    expect([answer.status, asked]).toEqual([200, 1]);
  });

  it('holds the certificate of the other server against the name, not the address', async () => {
    const allow = [
      { host: HOST, ports: [secure.port], test: true },
      { host: 'other.hospital.example', ports: [secure.port], test: true },
    ];
    const given = options({ allow, mode: 'development', ca: CERTIFICATE });
    const answer = await fetchAllowed(`https://${HOST}:${secure.port}/`, given);
    expect(Buffer.from(answer.body).toString()).toBe('secure');
    const wrong = await refusalOf(`https://other.hospital.example:${secure.port}/`, given);
    expect(wrong).toMatchObject({ code: 'transient', cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
    const unknown = await refusalOf(
      `https://${HOST}:${secure.port}/`,
      options({ allow, mode: 'development' }),
    );
    expect(unknown.code).toBe('transient');
  });

  it('follows no redirect unless told, and then holds each address against the list', async () => {
    const to = (address: string) => `http://localhost:${plain.port}/to?${encodeURIComponent(address)}`;
    expect((await refusalOf(to('/a'), reaching())).code).toBe('forbidden');
    expect((await fetchAllowed(to('/a'), reaching({ redirects: 1 }))).status).toBe(200);
    expect((await refusalOf(to(to('/a')), reaching({ redirects: 1 }))).code).toBe('forbidden');
    const before = secure.connections();
    for (const inside of [
      `https://127.0.0.1:${secure.port}/`,
      `//2130706433:${secure.port}/`,
      'file:///etc/passwd',
    ])
      expect((await refusalOf(to(inside), reaching({ redirects: 3 }))).code).toBe('forbidden');
    expect(secure.connections()).toBe(before);
  });

  it('gives its secrets to no other host', async () => {
    const allow = [
      { host: 'localhost', ports: [plain.port], test: true },
      { host: HOST, ports: [plain.port], test: true },
    ];
    const headers = { authorization: 'Bearer invented', accept: 'application/json' };
    const onward = encodeURIComponent(`http://${HOST}:${plain.port}/seen`);
    const answer = await fetchAllowed(
      `http://localhost:${plain.port}/to?${onward}`,
      reaching({ allow, headers, redirects: 1 }),
    );
    const text = Buffer.from(answer.body).toString();
    expect(text).toContain('application/json');
    expect(text).not.toContain('invented');
  });

  it('takes no more than it was told, whether the size was said or not', async () => {
    for (const path of ['/large', '/large-unsaid'])
      expect((await refusalOf(`http://localhost:${plain.port}${path}`, reaching())).code).toBe('too-costly');
    expect((await refusalOf(`http://localhost:${plain.port}/squeezed`, reaching())).code).toBe(
      'not-supported',
    );
  });

  it('waits no longer than it was told, for the head and for the body', async () => {
    for (const path of ['/slow', '/drip']) {
      const refusal = await refusalOf(`http://localhost:${plain.port}${path}`, reaching({ timeoutMs: 200 }));
      expect(refusal.code).toBe('timeout');
    }
  });

  it('is over in time also when the name server does not answer', async () => {
    const resolve = () => new Promise<readonly string[]>(() => {});
    expect(
      (await refusalOf(`http://localhost:${plain.port}/`, reaching({ resolve, timeoutMs: 100 }))).code,
    ).toBe('timeout');
  });
});
