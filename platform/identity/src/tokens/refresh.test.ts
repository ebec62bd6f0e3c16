import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ADMINISTRATOR, AppFlow, IdentityTestHouse, type TokenAnswer } from '../testing/identity-house.ts';
import { later } from '../testing/later.ts';
import { PEOPLE } from '../testing/people.ts';

const SECRET_APP = { clientId: 'secret-app', redirectUri: 'https://secret.invented.example/' };

let house: IdentityTestHouse;
let basic = '';
beforeAll(async () => {
  house = await IdentityTestHouse.open();
  const { secret } = await house.identity.clients.register(
    {
      clientId: SECRET_APP.clientId,
      name: 'An app with a server (invented)',
      kind: 'secret',
      redirectUris: [SECRET_APP.redirectUri],
      scopes: [
        'openid',
        'fhirUser',
        'launch/patient',
        'online_access',
        'user/Observation.rs',
        'patient/*.rs',
      ],
    },
    ADMINISTRATOR,
  );
  basic = `Basic ${Buffer.from(`${SECRET_APP.clientId}:${secret}`).toString('base64')}`;
});
afterAll(() => house?.close());

/** A public app of the patient, who may let it go on offline; a nurse's only while she is there. */
async function issued(person: 'patient' | 'nurse', presence: string) {
  const flow = new AppFlow(house);
  const session = house.sessions.start(PEOPLE[person]);
  const scope = `openid ${presence} launch/patient patient/Observation.rs user/Observation.rs`;
  const { body } = await flow.exchange(await flow.authorize(session, { scope }));
  return { flow, session, body };
}

describe('a refresh token (S6)', () => {
  it('is replaced at every use', async () => {
    const { flow, body } = await issued('nurse', 'online_access');
    const next = await flow.refresh(body.refresh_token);
    expect(next.status).toBe(200);
    expect(next.body.refresh_token).not.toBe(body.refresh_token);
    expect(next.body.scope).toBe(body.scope);
    expect((await flow.who(next.body.access_token)).status).toBe(200);
  });

  it('that comes back kills its whole family', async () => {
    const { flow, body } = await issued('nurse', 'online_access');
    const second = await flow.refresh(body.refresh_token);
    const third = await flow.refresh(second.body.refresh_token);
    const reuse = await flow.refresh(body.refresh_token);
    expect([reuse.status, reuse.body.error]).toEqual([400, 'invalid_grant']);
    expect((await flow.refresh(third.body.refresh_token)).body.error).toBe('invalid_grant');
    expect((await flow.who(third.body.access_token)).status).toBe(401);
  });

  it('that is used twice in the same instant leaves no token behind', async () => {
    const { flow, body } = await issued('nurse', 'online_access');
    const answers = await Promise.all([flow.refresh(body.refresh_token), flow.refresh(body.refresh_token)]);
    expect(answers.some(({ status }) => status === 400)).toBe(true);
    const tokens = answers.flatMap((answer: TokenAnswer) => (answer.status === 200 ? [answer.body] : []));
    for (const { access_token, refresh_token } of tokens) {
      expect((await flow.refresh(refresh_token)).status).toBe(400);
      expect((await flow.who(access_token)).status).toBe(401);
    }
  });

  it('opens nothing for another app', async () => {
    const { flow, body } = await issued('nurse', 'online_access');
    const answer = await flow.post(
      'token',
      { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) },
      { authorization: basic },
    );
    expect(answer.body.error).toBe('invalid_grant');
  });

  it('of a public app need not name the app, as SMART has it; that of another kind must', async () => {
    const { flow, body } = await issued('nurse', 'online_access');
    const refresh = (token: unknown, more = {}) =>
      flow.post('token', { grant_type: 'refresh_token', refresh_token: String(token), ...more });
    const next = await refresh(body.refresh_token);
    expect([next.status, next.body.scope]).toEqual([200, body.scope]);
    expect((await refresh(next.body.refresh_token, { client_id: 'secret-app' })).status).toBe(401);
    expect((await refresh('invented')).body.error).toBe('invalid_request');
    const closed = new AppFlow(house, SECRET_APP);
    const redirect = await closed.authorize(house.sessions.start(PEOPLE.nurse), {
      scope: 'openid online_access user/Observation.rs',
    });
    const fields = { code: redirect.searchParams.get('code') ?? '', code_verifier: closed.verifier };
    const answer = await closed.post(
      'token',
      { grant_type: 'authorization_code', redirect_uri: SECRET_APP.redirectUri, ...fields },
      { authorization: basic },
    );
    expect(answer.status).toBe(200);
    expect((await refresh(answer.body.refresh_token)).body.error).toBe('invalid_request');
  });

  it('cannot widen what was granted', async () => {
    const { flow, body } = await issued('nurse', 'online_access');
    const wider = await flow.token({
      grant_type: 'refresh_token',
      refresh_token: String(body.refresh_token),
      scope: 'openid user/Condition.rs',
    });
    expect(wider.body.error).toBe('invalid_scope');
  });

  it('gives less once the role may do less', async () => {
    const { flow, body } = await issued('nurse', 'online_access');
    expect(body.scope).toContain('user/Observation.rs');
    house.roleScopes['consult-nurse'] = ['user/Condition.rs'];
    const next = await flow.refresh(body.refresh_token);
    house.roleScopes['consult-nurse'] = ['user/*.rs', 'user/Observation.cu'];
    expect(next.body.scope).not.toContain('user/Observation');
  });

  it('is not given where nobody asked for one', async () => {
    const { body } = await issued('nurse', '');
    expect(body.refresh_token).toBeUndefined();
  });

  it('for online access ends with the sign-in', async () => {
    const { flow, session, body } = await issued('nurse', 'online_access');
    await house.sessions.end(session.sessionId, 'idle');
    expect((await flow.refresh(body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('for offline access goes on without it, where the role may give that', async () => {
    const { flow, session, body } = await issued('patient', 'offline_access');
    expect(body.scope).toContain('offline_access');
    await house.sessions.end(session.sessionId, 'signed out');
    later(24 * 3600);
    const next = await flow.refresh(body.refresh_token);
    expect(next.status).toBe(200);
    expect(await house.identity.verifyAccessToken(String(next.body.access_token))).toMatchObject({
      accountId: 'acc-patient',
      launchPatient: 'invented-patient',
    });
    const staff = await issued('nurse', 'offline_access');
    expect([staff.body.refresh_token, staff.body.scope]).toEqual([
      undefined,
      expect.not.stringContaining('offline_access'),
    ]);
  });

  it('for offline access ends with the account, and after thirty days', async () => {
    const { flow, body } = await issued('patient', 'offline_access');
    house.accounts.set({ ...PEOPLE.patient, active: false });
    expect((await flow.refresh(body.refresh_token)).body.error).toBe('invalid_grant');
    house.accounts.set(PEOPLE.patient);
    const other = await issued('patient', 'offline_access');
    later(20 * 24 * 3600);
    const rotated = await other.flow.refresh(other.body.refresh_token);
    expect(rotated.status).toBe(200);
    later(11 * 24 * 3600);
    expect((await other.flow.refresh(rotated.body.refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('a token that is inspected (S6)', () => {
  async function ofSecretApp() {
    const flow = new AppFlow(house, SECRET_APP);
    const session = house.sessions.start(PEOPLE.nurse);
    const redirect = await flow.authorize(
      session,
      { scope: 'openid fhirUser online_access launch/patient patient/Observation.rs' },
      { launchPatient: 'second-patient' },
    );
    const { body } = await flow.post(
      'token',
      {
        grant_type: 'authorization_code',
        code: redirect.searchParams.get('code') ?? '',
        redirect_uri: SECRET_APP.redirectUri,
        code_verifier: flow.verifier,
      },
      { authorization: basic },
    );
    const inspect = async (token: unknown) =>
      (await flow.post('introspect', { token: String(token) }, { authorization: basic })).body;
    return { flow, session, body, inspect };
  }

  it('says what it is while it holds', async () => {
    const { body, inspect } = await ofSecretApp();
    expect(await inspect(body.access_token)).toMatchObject({
      active: true,
      client_id: 'secret-app',
      sub: 'acc-nurse',
      aud: house.fhirBase,
      iss: `${house.origin}/oauth`,
      scope: 'openid fhirUser launch/patient online_access patient/Observation.rs',
      token_type: 'Bearer',
      patient: 'second-patient',
      fhirUser: `${house.fhirBase}/Practitioner/invented-nurse`,
    });
    expect(await inspect(body.refresh_token)).toMatchObject({ active: true, client_id: 'secret-app' });
  });

  it('says only that it is not active when its sign-in ended, when it expired, or when it is none', async () => {
    const { session, body, inspect, flow } = await ofSecretApp();
    const dead = { active: false };
    expect(await inspect('nothing')).toEqual(dead);
    expect(await inspect('a.b.c')).toEqual(dead);
    expect(await inspect(body.id_token)).toEqual(dead);
    expect(await inspect(`${String(body.access_token).slice(0, -4)}AAAA`)).toEqual(dead);
    const foreign = await issued('patient', 'online_access');
    expect(await inspect(foreign.body.access_token)).toEqual(dead);
    later(601);
    expect(await inspect(body.access_token)).toEqual(dead);
    vi.useRealTimers();
    await house.sessions.end(session.sessionId, 'idle');
    expect(await inspect(body.access_token)).toEqual(dead);
    expect(await inspect(body.refresh_token)).toEqual(dead);
    expect((await flow.post('introspect', { client_id: 'public-app', token: 'x' })).body).toEqual(dead);
  });

  it('is not told of to who does not prove to be an app', async () => {
    const { flow, body } = await ofSecretApp();
    const wrong = `Basic ${Buffer.from('secret-app:wrong').toString('base64')}`;
    for (const headers of [{}, { authorization: wrong }]) {
      const answer = await flow.post('introspect', { token: String(body.access_token) }, headers);
      expect([answer.status >= 400, Object.keys(answer.body).sort()]).toEqual([
        true,
        ['error', 'error_description'],
      ]);
    }
  });

  it('ends when its app gives it back, by the access token too', async () => {
    const { flow, body, inspect } = await ofSecretApp();
    const answer = await flow.post('revoke', { token: String(body.access_token) }, { authorization: basic });
    expect(answer.status).toBe(200);
    expect(await inspect(body.access_token)).toEqual({ active: false });
    expect(await inspect(body.refresh_token)).toEqual({ active: false });
  });

  it('cannot be ended by another app', async () => {
    const { flow, body, inspect } = await ofSecretApp();
    await flow.post('revoke', { client_id: 'public-app', token: String(body.access_token) });
    expect(await inspect(body.access_token)).toMatchObject({ active: true });
  });
});
