import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { exportSPKI, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { publicKeyOf } from '../keys/signing-keys.ts';
import { AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';
import { later } from '../testing/later.ts';
import { PEOPLE } from '../testing/people.ts';

let house: IdentityTestHouse;
beforeAll(async () => {
  house = await IdentityTestHouse.open();
});
afterAll(() => house?.close());

async function issued(scope = 'openid online_access user/Observation.rs') {
  const flow = new AppFlow(house);
  const session = house.sessions.start(PEOPLE.nurse);
  const { body } = await flow.exchange(await flow.authorize(session, { scope }));
  return { flow, session, body, access: String(body.access_token) };
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('what is not an access token of this house (S3)', () => {
  /** The claims of a real token, signed by our real key, with changes. */
  async function forged(
    changes: JWTPayload,
    options: { header?: Record<string, unknown>; ownKey?: boolean; without?: string } = {},
  ): Promise<string> {
    const { access } = await issued();
    const claims = { ...decode(access.split('.')[1]), ...changes };
    if (options.without !== undefined) delete claims[options.without];
    const key = (await house.identity.keys.current()).inUse.ES256;
    const signer =
      options.ownKey === false
        ? (await generateKeyPair('ES256')).privateKey
        : await importJWK(key.privateJwk, 'ES256');
    const header = { alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...options.header };
    return new SignJWT(claims).setProtectedHeader(header).sign(signer);
  }

  async function isRefused(token: string): Promise<void> {
    const flow = new AppFlow(house);
    expect(await flow.who(token)).toEqual({ status: 401, body: 'send a valid token' });
  }

  it('takes the real one, signed again, so that the refusals below are about their change', async () => {
    expect((await new AppFlow(house).who(await forged({}))).status).toBe(200);
  });

  it('refuses alg none, in any spelling', async () => {
    const { access } = await issued();
    const [, claims] = access.split('.');
    for (const alg of ['none', 'None', 'NONE', '']) {
      await isRefused(`${encode({ alg, typ: 'at+jwt' })}.${claims}.`);
    }
  });

  it('refuses HS256 with the public key as the secret', async () => {
    const { access } = await issued();
    const key = (await house.identity.keys.current()).inUse.ES256;
    const pem = await exportSPKI(await publicKeyOf(key));
    const secrets = [pem, pem.trim(), JSON.stringify(key.publicJwk)];
    const text = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })}.${access.split('.')[1]}`;
    for (const secret of secrets) {
      await isRefused(`${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`);
    }
  });

  it('refuses a key that the token brings along', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    const headers = [
      { kid: 'foreign' },
      { kid: '../../etc/passwd' },
      { jku: 'https://evil.example/jwks' },
      { x5u: 'https://evil.example/cert' },
      { jwk },
    ];
    for (const header of headers) await isRefused(await forged({}, { header, ownKey: false }));
    await isRefused(await forged({}, { header: { kid: 'foreign' } }));
  });

  it('refuses what has expired, and what is not valid yet', async () => {
    const now = Math.floor(Date.now() / 1000);
    await isRefused(await forged({ exp: now - 1 }));
    await isRefused(await forged({ nbf: now + 60 }));
    await isRefused(await forged({}, { without: 'exp' }));
  });

  it('refuses another audience or issuer', async () => {
    await isRefused(await forged({ aud: 'https://other.example/fhir' }));
    await isRefused(await forged({ aud: `${house.fhirBase}/` }));
    await isRefused(await forged({ iss: 'https://evil.example/oauth' }));
    await isRefused(await forged({ iss: house.origin }));
  });

  it('refuses a token that was never issued, signed by our own key', async () => {
    await isRefused(await forged({ jti: randomUUID() }));
    await isRefused(await forged({}, { without: 'jti' }));
  });

  it('refuses another kind of token: an id token, a refresh token, a code, a token marked as another', async () => {
    const { body } = await issued();
    await isRefused(String(body.id_token));
    await isRefused(String(body.refresh_token));
    await isRefused(await forged({}, { header: { typ: 'JWT' } }));
    await isRefused(await forged({}, { header: { typ: 'id+jwt' } }));
  });

  it('refuses what is no token', async () => {
    const { access } = await issued();
    const changed = `${access.slice(0, -4)}AAAA`;
    for (const text of ['', 'x', 'a.b.c', '..', access.slice(0, -1), changed, `${access}.x`])
      await isRefused(text);
  });

  it('refuses one that it took before, from the moment that it expires', async () => {
    const { flow, access } = await issued();
    expect((await flow.who(access)).status).toBe(200);
    later(601);
    expect((await flow.who(access)).status).toBe(401);
  });
});

describe('a token that was good', () => {
  it('ends within a minute of its sign-in', async () => {
    const { flow, session, access } = await issued();
    expect((await flow.who(access)).status).toBe(200);
    await house.sessions.end(session.sessionId, 'signed out');
    later(25);
    expect((await flow.who(access)).status).toBe(401);
  });

  it('ends within a minute of its account, its role, or its app', async () => {
    const account = PEOPLE.nurse;
    for (const end of [
      () => house.accounts.set({ ...account, active: false }),
      () => house.accounts.set({ ...account, roles: [{ role: 'volunteer' }] }),
    ]) {
      const { flow, access } = await issued();
      expect((await flow.who(access)).status).toBe(200);
      end();
      later(25);
      expect((await flow.who(access)).status).toBe(401);
      vi.useRealTimers();
      house.accounts.set(account);
    }
  });

  it('is dead at once where it was not seen before its grant ended', async () => {
    const { flow, body, access } = await issued();
    const revoked = await flow.post('revoke', { client_id: 'public-app', token: String(body.refresh_token) });
    expect(revoked.status).toBe(200);
    expect((await flow.who(access)).status).toBe(401);
  });

  it('asks for the sign-in at most once in ten seconds', async () => {
    const { flow, access } = await issued();
    await flow.who(access);
    const before = house.sessions.asked;
    for (let time = 0; time < 20; time += 1) await flow.who(access);
    expect(house.sessions.asked).toBe(before);
    later(11);
    await flow.who(access);
    expect(house.sessions.asked).toBe(before + 1);
  });

  it('is taken by another server of the house', async () => {
    const { access } = await issued();
    const another = await house.another();
    expect((await another.verifyAccessToken(access))?.accountId).toBe('acc-nurse');
    await another.close();
  });
});
