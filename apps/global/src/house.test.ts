import { get } from 'node:http';
import { FORM_TOKEN_HEADER, type OfficeCaller } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODULES } from './modules.ts';
import { startTestHouse, type TestHouse } from './testing/test-house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const API = '/office/api';
const STRANGER: OfficeCaller = { id: 'x', name: 'x', roles: [] };

/** Every endpoint of every module, with an id that is nobody's. */
function endpoints() {
  const ground = { register: { of: () => ({}) }, now: () => new Date() } as never;
  return MODULES.flatMap((module) => module.endpoints(ground)).map((endpoint) => ({
    endpoint,
    method: endpoint.method,
    path: `${API}${endpoint.path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')}`,
  }));
}

async function problemOf(answer: Response): Promise<Record<string, unknown>> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({
    status: answer.status,
    type: `urn:caecilia:problem:${String(problem.code)}`,
  });
  return problem;
}

describe('every endpoint of the office', () => {
  it('is refused with 401 to who is not signed in, before anything of the request is read', async () => {
    for (const { method, path } of endpoints()) {
      const body = method === 'GET' ? {} : { body: '{ no json' };
      const answer = await house.ask(path, { method, ...body });
      expect(answer.status, `${method} ${path}`).toBe(401);
      expect(await problemOf(answer)).toMatchObject({ code: 'login' });
    }
  });

  it('is refused with 403 to who has no role for it, and that is written down', async () => {
    const nobody = await house.signedIn();
    for (const { endpoint, method, path } of endpoints()) {
      if (endpoint.may(STRANGER)) continue;
      const answer = await nobody.ask(path, { method, ...(method === 'GET' ? {} : { body: '{ no json' }) });
      expect(answer.status, `${method} ${path}`).toBe(403);
      expect(await problemOf(answer)).toMatchObject({ code: 'forbidden' });
    }
  });

  it('is described: each address and what it answers', async () => {
    const answer = await house.ask(`${API}/openapi.json`);
    const document = (await answer.json()) as {
      openapi: string;
      paths: Record<string, Record<string, object>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const registered = endpoints().map(
      ({ endpoint }) => `${endpoint.method} ${API}${endpoint.path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.toSorted()).toEqual([...registered, `GET ${API}/me`].toSorted());
    // A line for each address: two changes of two modules do not meet.
    const lines = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, what]) => `${method.toUpperCase()} ${path} ${JSON.stringify(what)}\n`,
      ),
    );
    await expect(lines.toSorted().join('')).toMatchFileSnapshot('../openapi.snap');
  });
});

describe('an agreement over the API', () => {
  it('is begun by a reader, and proposed on the revision that they saw; a jump too far says what comes first', async () => {
    const { ask } = await house.signedIn('reader');
    const body = {
      title: { en: 'Learning together' },
      why: 'They ask.',
      parties: [{ role: 'partner', name: 'Rumah Lentera' }],
      strands: ['education'],
      countries: ['ID'],
      contact: 'Sari Contoh',
      unit: 'Palliative care',
    };
    const begun = await ask(`${API}/agreements`, { method: 'POST', body });
    expect(begun.status).toBe(201);
    const { id } = (await begun.json()) as { id: string };
    const to = (state: string, rev: string) =>
      ask(`${API}/agreements/${id}/state`, {
        method: 'POST',
        body: { to: state },
        headers: { 'if-match': rev },
      });
    const proposed = await to('proposed', '"1"');
    expect([proposed.status, proposed.headers.get('etag')]).toEqual([200, '"2"']);
    expect(((await proposed.json()) as { code: string }).code).toMatch(/^AG-\d{4}-001$/);
    const officer = await house.signedIn('officer');
    const early = await officer.ask(`${API}/agreements/${id}/state`, {
      method: 'POST',
      body: { to: 'drafting' },
      headers: { 'if-match': '"2"' },
    });
    expect(early.status).toBe(422);
    expect((await problemOf(early)).detail).toContain('First comes: screened');
    expect((await ask(`${API}/agreements/${id}/security-check`)).status).toBe(404);
  });
});

describe('a refusal', () => {
  it.each([
    ['a NUL', 'lu\u0000te'],
    ['half a character', 'lute \ud83d'],
  ])('of a text with %s names its place, before a database stumbles over it', async (_what, words) => {
    const { ask } = await house.signedIn('reader');
    const body = { name: 'Lutes', words };
    const sent = await ask(`${API}/funding-searches`, { method: 'POST', body });
    expect(sent.status).toBe(400);
    expect(await problemOf(sent)).toMatchObject({ detail: expect.stringContaining('body.words') as string });
    const asked = await ask(`${API}/funding-calls?q=${encodeURIComponent('lu\u0000te')}`);
    expect(asked.status).toBe(400);
  });

  it('names each field that is wrong', async () => {
    const { ask } = await house.signedIn('administrator');
    const { id } = await house.signedIn('reader');
    const body = { roles: ['king'], why: '' };
    const answer = await ask(`${API}/users/${id}`, { method: 'PATCH', body, headers: { 'if-match': '"1"' } });
    expect(answer.status).toBe(400);
    const { errors } = await problemOf(answer);
    expect(errors).toMatchObject([{ field: 'roles.0' }, { field: 'why' }]);
  });

  it.each([
    ['an address that is not there', '/nothing', {}, 404],
    ['something that is no JSON', `${API}/users/x`, { method: 'PATCH', body: '{ no json' }, 400],
    [
      'another kind of content',
      `${API}/users/x`,
      { method: 'PATCH', body: 'x', headers: { 'content-type': 'text/xml' } },
      415,
    ],
    ['far too much', `${API}/users/x`, { method: 'PATCH', body: `"${'x'.repeat(300_000)}"` }, 413],
    [
      'a revision that is none',
      `${API}/users/00000000-0000-4000-8000-000000000000`,
      { method: 'PATCH', body: { why: 'test' }, headers: { 'if-match': '*' } },
      400,
    ],
    [
      'a post of another site',
      `${API}/users/x`,
      { method: 'PATCH', body: {}, headers: { origin: 'https://evil.example' } },
      403,
    ],
    [
      'a change without the token of our pages',
      `${API}/users/x`,
      { method: 'PATCH', body: {}, headers: { [FORM_TOKEN_HEADER]: 'x' } },
      403,
    ],
  ])('of %s is a problem too', async (_what, path, init, status) => {
    const { ask } = await house.signedIn('administrator');
    const answer = await ask(path, init);
    expect(answer.status).toBe(status);
    expect(String((await problemOf(answer)).detail)).not.toMatch(/\bat \S+ \(|node_modules|select |FST_/);
  });
});

describe('users of the office', () => {
  it('get roles from an administrator who saw them as they are, and from nobody else', async () => {
    const admin = await house.signedIn('administrator');
    const { id, ask } = await house.signedIn('reader');
    const path = `${API}/users/${id}`;
    const seen = await admin.ask(path);
    expect(seen.headers.get('etag')).toBe('"1"');
    const body = { roles: ['officer'], why: 'works here now' };
    expect((await admin.ask(path, { method: 'PATCH', body })).status).toBe(428);
    const headers = { 'if-match': '"1"' };
    const given = await admin.ask(path, { method: 'PATCH', body, headers });
    expect(given.status).toBe(200);
    expect(given.headers.get('etag')).toBe('"2"');
    expect(await given.json()).toMatchObject({ roles: ['officer'], active: true });
    expect((await admin.ask(path, { method: 'PATCH', body, headers })).status).toBe(412);
    expect(await (await ask(`${API}/me`)).json()).toMatchObject({ roles: ['officer'] });
    const own = await admin.ask(`${API}/users/${admin.id}`, { method: 'PATCH', body, headers });
    expect(own.status).toBe(422);
  });

  it('who are let in no more are signed out at once', async () => {
    const admin = await house.signedIn('administrator');
    const { id, ask } = await house.signedIn('officer');
    const body = { active: false, why: 'left the office' };
    await admin.ask(`${API}/users/${id}`, { method: 'PATCH', body, headers: { 'if-match': '"1"' } });
    expect((await ask(`${API}/me`)).status).toBe(401);
  });

  it('are listed page by page, each once', async () => {
    const { ask } = await house.signedIn('administrator');
    const names: string[] = [];
    let after = '';
    do {
      const answer = await ask(`${API}/users?limit=2${after}`);
      const page = (await answer.json()) as { items: { id: string }[]; next: string | null };
      names.push(...page.items.map(({ id }) => id));
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`;
    } while (after !== '');
    expect(names.length).toBeGreaterThan(3);
    expect(new Set(names).size).toBe(names.length);
    expect((await ask(`${API}/users?after=elsewhere`)).status).toBe(400);
  });
});

describe('another name of this machine', () => {
  /** `fetch` would not let a request say another host. */
  const named = (path: string, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      get(`${house.url}${path}`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode)).on(
        'error',
        reject,
      );
    });

  it('is refused, so that no other site can point itself here; only its health is told', async () => {
    expect(await named('/', 'evil.example')).toBe(421);
    expect(await named(`${API}/me`, 'evil.example:8090')).toBe(421);
    expect(await named('/health/ready', 'inside.example')).toBe(200);
    expect(await named('/', new URL(house.url).host)).toBe(200);
  });
});

describe('the pages of Global', () => {
  it.each([
    ['nl', 'Het register van partners'],
    ['en', 'The register of partners'],
  ])(
    'say in %s what this house is and who is signed in, and hold nothing inline',
    async (language, words) => {
      const { ask } = await house.signedIn('head');
      const answer = await ask(`/?lang=${language}`);
      const page = await answer.text();
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain(words);
      expect(page).toMatch(/Invented \d+/);
      expect(page).not.toMatch(/<script|<style|\son[a-z]+=/);
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    },
  );

  it('end a sign-in, and forget it here', async () => {
    const { ask } = await house.signedIn('reader');
    const ended = await ask('/sign-out', { method: 'POST' });
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/']);
    expect((await ask(`${API}/me`)).status).toBe(401);
  });

  it('say so where no sign-in is set up', async () => {
    expect((await house.ask('/sign-in')).status).toBe(503);
  });
});
