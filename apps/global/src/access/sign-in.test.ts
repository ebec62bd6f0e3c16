import { testRegister } from '@caecilia/register/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../configuration.ts';
import { type GlobalHouse, startGlobal } from '../house.ts';
import { MODULES } from '../modules.ts';
import { type InventedProvider, type Says, startProvider } from '../testing/invented-provider.ts';
import { localPath } from './return-path.ts';
import type { AccessTables } from './schema.ts';
import { seal, unseal } from './sealed.ts';

describe('signing in by a provider', () => {
  let provider: InventedProvider;
  let house: GlobalHouse;
  let register: Awaited<ReturnType<typeof testRegister>>;

  beforeAll(async () => {
    provider = await startProvider();
    register = await testRegister(MODULES);
    const environment = {
      CAECILIA_GLOBAL_PORT: '0',
      CAECILIA_LOG_LEVEL: 'silent',
      CAECILIA_GLOBAL_OIDC_ISSUER: provider.issuer,
      CAECILIA_GLOBAL_OIDC_CLIENT_SECRET: provider.clientSecret,
    };
    house = await startGlobal(readSettings(environment, '/'), { register });
  });
  afterAll(async () => {
    await house?.close();
    await provider?.close();
  });

  const cookiesOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
  const open = (address: string, cookie = '') => fetch(address, { redirect: 'manual', headers: { cookie } });

  /** To the provider and back: the last answer of this house, and the cookies of the browser. */
  async function signIn(says: Says, to = '/') {
    const begun = await open(`${house.url}/sign-in?to=${encodeURIComponent(to)}`);
    const back = provider.authorize(begun.headers.get('location') ?? '', says);
    const answer = await open(back, cookiesOf(begun));
    return { answer, back, begun: cookiesOf(begun), cookie: cookiesOf(answer) };
  }
  const me = async (cookie: string): Promise<unknown> =>
    await (await open(`${house.url}/office/api/me`, cookie)).json();

  it('makes a reader of whom this house did not know, and keeps what it decided about them', async () => {
    const { answer, cookie } = await signIn(
      { subject: 'a', name: 'Ada Invented', email: 'ada@invented.example' },
      '/?lang=en',
    );
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?lang=en']);
    expect(answer.headers.getSetCookie().join()).toMatch(
      /caecilia_office=[\w-]{43}; .*HttpOnly.*SameSite=Lax/,
    );
    expect(await me(cookie)).toMatchObject({
      name: 'Ada Invented',
      email: 'ada@invented.example',
      roles: ['reader'],
    });
    const again = await signIn({ subject: 'a', name: 'Ada Renamed' });
    expect(await me(again.cookie)).toMatchObject({ name: 'Ada Renamed', email: null, roles: ['reader'] });
    const lines = await register.sql.query(
      { text: `select by_name from register.log where kind = 'sign-in' order by number` },
      [],
    );
    expect(lines.slice(-2)).toEqual([{ by_name: 'Ada Invented' }, { by_name: 'Ada Renamed' }]);
  });

  it.each<[string, Partial<Says>]>([
    ['an answer to another question', { nonce: 'another' }],
    ['an answer of another provider', { issuer: 'https://evil.example' }],
    ['an answer for another house', { audience: 'another-house' }],
  ])('is refused by %s', async (_what, forged) => {
    const { answer, cookie } = await signIn({ subject: 'forged', ...forged });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'login' });
    expect(cookie).not.toContain('caecilia_office=');
  });

  it('is begun again by a browser that did not begin it, and by who comes with a code a second time', async () => {
    const begun = await open(`${house.url}/sign-in`);
    const back = provider.authorize(begun.headers.get('location') ?? '', { subject: 'victim' });
    const other = await open(back);
    expect([other.status, other.headers.get('location')]).toEqual([303, '/sign-in']);
    expect((await open(back, cookiesOf(begun))).status).toBe(303);
    expect((await open(back, cookiesOf(begun))).status).toBe(401);
  });

  it('says so where the provider refuses', async () => {
    const begun = await open(`${house.url}/sign-in`);
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const answer = await open(
      `${house.url}/sign-in/done?error=access_denied&state=${state}`,
      cookiesOf(begun),
    );
    expect(answer.status).toBe(401);
  });

  it('is refused to who is let in no more, and that is written down', async () => {
    await signIn({ subject: 'gone', name: 'Gone Invented' });
    const admin = { id: 'system:test', name: 'test', roles: [] };
    await register.of<AccessTables>().change(admin, 'left', async ({ db, update }) => {
      const user = await db
        .selectFrom('office_user')
        .selectAll()
        .where('subject', '=', 'gone')
        .executeTakeFirstOrThrow();
      await update('office_user', user, { archived_at: '2026-11-22T10:00:00.000Z' });
    });
    const { answer, cookie } = await signIn({ subject: 'gone', name: 'Gone Invented' });
    expect(answer.status).toBe(403);
    expect(cookie).not.toContain('caecilia_office=');
    const lines = await register.sql.query(
      { text: `select by_name from register.log where kind = 'refused'` },
      [],
    );
    expect(lines).toEqual([{ by_name: 'Gone Invented' }]);
  });
});

describe('the address to return to after signing in', () => {
  it.each(['/', '/office/agreements/1?lang=en'])('is kept where it is a path of this house: %s', (path) =>
    expect(localPath(path)).toBe(path),
  );

  it.each([
    'https://elsewhere.invalid/',
    '//elsewhere.invalid/',
    '/\\elsewhere.invalid/',
    '/\t/x',
    '/..//elsewhere.invalid',
    'javascript:alert(1)',
    '',
    undefined,
    `/${'a'.repeat(3000)}`,
  ])('is the start page where it is anything else: %j', (wish) => expect(localPath(wish)).toBe('/'));
});

describe('what is sealed for a cookie', () => {
  const key = Buffer.alloc(32, 1);

  it('is read with its key, and with no other, and not when a bit of it was changed', () => {
    const sealed = seal(key, 'state ✓');
    expect(unseal(key, sealed)).toBe('state ✓');
    expect(unseal(Buffer.alloc(32, 2), sealed)).toBeUndefined();
    expect(unseal(key, 'short')).toBeUndefined();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(unseal(key, changed.toString('base64url'))).toBeUndefined();
    }
  });
});
