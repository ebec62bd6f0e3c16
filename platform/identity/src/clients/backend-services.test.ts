import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const SERVICE = 'night-service';
const BY_ADDRESS = 'laboratory-service';

interface Key {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

let house: IdentityTestHouse;
let es: Key;
let rs: Key;
let stranger: Key;

async function key(alg: string, kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

beforeAll(async () => {
  house = await IdentityTestHouse.open();
  [es, rs, stranger] = await Promise.all([key('ES384', 'es'), key('RS384', 'rs'), key('ES384', 'es')]);
  const common = {
    kind: 'service' as const,
    role: 'service-night',
    organization: 'Organization/invented-lab',
  };
  const scopes = ['system/Patient.r', 'system/Observation.rs?category=laboratory'];
  const { clients } = house.identity;
  const name = 'A service (invented)';
  const jwks = { keys: [es.jwk, rs.jwk] };
  await clients.register({ ...common, clientId: SERVICE, name, scopes, jwks }, ADMINISTRATOR);
  const jwksUri = 'https://lab.invented.example/jwks';
  await clients.register({ ...common, clientId: BY_ADDRESS, name, scopes, jwksUri }, ADMINISTRATOR);
});
afterAll(() => house?.close());

function assertion(
  changes: JWTPayload = {},
  { signer = es, header = {}, client = SERVICE }: { signer?: Key; header?: object; client?: string } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: client,
    sub: client,
    aud: `${house.origin}/oauth/token`,
    jti: randomUUID(),
    exp: now + 240,
  };
  const { alg = '', kid = '' } = signer.jwk;
  return new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg, kid, typ: 'JWT', ...header })
    .sign(signer.privateKey);
}

const ask = (client_assertion: string, scope = 'system/Observation.rs', more: Record<string, string> = {}) =>
  new AppFlow(house).post('token', {
    grant_type: 'client_credentials',
    client_assertion_type: ASSERTION,
    client_assertion,
    scope,
    ...more,
  });

describe('a service without a person', () => {
  it.each(['ES384', 'RS384'])('gets a token of five minutes with a key of its own (%s)', async (alg) => {
    const { status, body } = await ask(await assertion({}, { signer: alg === 'ES384' ? es : rs }));
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.any(String) as unknown,
        token_type: 'Bearer',
        expires_in: 300,
        scope: 'system/Observation.rs?category=laboratory',
      },
    ]);
    expect(await house.identity.verifyAccessToken(String(body.access_token))).toEqual({
      accountId: SERVICE,
      kind: 'system',
      name: 'A service (invented)',
      role: 'service-night',
      organization: 'Organization/invented-lab',
      secondFactor: false,
      clientId: SERVICE,
      scopes: ['system/Observation.rs?category=laboratory'],
    });
    expect(house.log.at(-1)).toMatchObject({ event: 'token', caller: { id: `client:${SERVICE}` } });
  });

  it('gets what it was registered for and no more', async () => {
    expect((await ask(await assertion(), 'system/*.cruds')).body.scope).toBe(
      'system/Observation.rs?category=laboratory system/Patient.r',
    );
    for (const scope of ['system/Condition.rs', 'user/Patient.r', 'openid', '']) {
      expect((await ask(await assertion(), scope)).body.error).toBe('invalid_scope');
    }
  });

  it('that asks with an authorization base gets a token that says so by its digest, and never the base', async () => {
    const base = 'an invented base of a notification';
    const { body } = await ask(await assertion(), 'system/Patient.r', { authorization_base: base });
    const token = String(body.access_token);
    expect(await house.identity.verifyAccessToken(token)).toMatchObject({
      clientId: SERVICE,
      authorizationBase: createHash('sha256').update(base).digest('hex'),
    });
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain(base);
    for (const wrong of ['', 'x'.repeat(501)]) {
      const refused = await ask(await assertion(), 'system/Patient.r', { authorization_base: wrong });
      expect([refused.status, refused.body.error]).toEqual([400, 'invalid_request']);
    }
  });

  it('is refused for another endpoint', async () => {
    const answer = await ask(await assertion(), 'system/Patient.r', {
      resource: 'https://evil.example/fhir',
    });
    expect(answer.body.error).toBe('invalid_target');
  });

  it('is refused an assertion that it used before, also in the same instant', async () => {
    const used = await assertion();
    expect((await ask(used)).status).toBe(200);
    expect((await ask(used)).body.error).toBe('invalid_client');
    const both = await assertion();
    const answers = await Promise.all([ask(both), ask(both), ask(both)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is refused an assertion that lives long, has expired, or is for somebody else', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const changes of [
      { exp: now + 400 },
      { exp: now - 30 },
      { aud: 'https://other.example/token' },
      { iss: 'somebody' },
      { nbf: now + 120 },
    ]) {
      expect((await ask(await assertion(changes))).body).toEqual({
        error: 'invalid_client',
        error_description: 'client authentication failed',
      });
    }
    const without = await assertion({ jti: undefined as never });
    expect((await ask(without)).body.error).toBe('invalid_client');
  });

  it('is refused a key that is not its own, however the assertion offers it', async () => {
    const headers = [{}, { kid: 'unknown' }, { jku: 'https://evil.example/jwks' }, { jwk: stranger.jwk }];
    for (const header of headers) {
      expect((await ask(await assertion({}, { signer: stranger, header }))).body.error).toBe(
        'invalid_client',
      );
    }
    const foreignJku = await assertion({}, { header: { jku: 'https://evil.example/jwks' } });
    expect((await ask(foreignJku)).body.error).toBe('invalid_client');
  });

  it('is refused once it was switched off, with the tokens that it has', async () => {
    const clientId = 'short-service';
    const jwks = { keys: [es.jwk] };
    const scopes = ['system/Patient.r'];
    const { clients } = house.identity;
    await clients.register({ clientId, name: 'x', kind: 'service', role: 'r', jwks, scopes }, ADMINISTRATOR);
    const { body } = await ask(await assertion({}, { client: clientId }), 'system/Patient.r');
    expect(body.access_token).toBeDefined();
    await clients.switchOff(clientId, ADMINISTRATOR);
    expect((await ask(await assertion({}, { client: clientId }))).body.error).toBe('invalid_client');
    expect(await house.identity.verifyAccessToken(String(body.access_token))).toBeUndefined();
  });

  it('has its keys fetched through the helper of the house and no other way (O6)', async () => {
    const asked: string[] = [];
    house.jwks = (url) => {
      asked.push(url);
      return Promise.resolve(Response.json({ keys: [rs.jwk] }));
    };
    const signed = await assertion({}, { signer: rs, client: BY_ADDRESS });
    expect((await ask(signed, 'system/Patient.r')).status).toBe(200);
    expect(asked).toEqual(['https://lab.invented.example/jwks']);
  });

  it('cannot use the flow of people', async () => {
    const flow = new AppFlow(house, { clientId: SERVICE });
    const { response } = await flow.browser.open(flow.address());
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });
});
