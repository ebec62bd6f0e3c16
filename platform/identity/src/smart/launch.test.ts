import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFlow, IdentityTestHouse } from '../testing/identity-house.ts';
import { later } from '../testing/later.ts';
import { PEOPLE } from '../testing/people.ts';

let house: IdentityTestHouse;
beforeAll(async () => {
  house = await IdentityTestHouse.open();
});
afterAll(() => house?.close());

const STANDALONE = { scope: 'openid launch/patient patient/Observation.rs' };
const EHR = 'openid launch patient/Observation.rs';

describe('an app that is started by itself', () => {
  it('gets the patient that a nurse chooses among those she may see', async () => {
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse), STANDALONE, {
      launchPatient: 'second-patient',
    });
    const { body } = await flow.exchange(redirect);
    expect(body).toMatchObject({
      patient: 'second-patient',
      need_patient_banner: true,
      scope: 'openid launch/patient patient/Observation.rs',
    });
    const principal = await house.identity.verifyAccessToken(String(body.access_token));
    expect(principal?.launchPatient).toBe('second-patient');
    expect(house.log.at(-1)).toMatchObject({ event: 'token', patient: 'second-patient' });
  });

  it('gets nothing for a patient whom she may not see', async () => {
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse), STANDALONE, {
      launchPatient: 'foreign-patient',
    });
    expect([redirect.searchParams.get('error'), redirect.searchParams.get('code')]).toEqual([
      'access_denied',
      null,
    ]);
  });

  it('gets no scope for a patient when none is chosen (A8)', async () => {
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse), STANDALONE);
    const { body } = await flow.exchange(redirect);
    expect([body.scope, body.patient]).toEqual(['openid', undefined]);
  });

  it('gets a patient herself, whatever was chosen', async () => {
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.patient), STANDALONE, {
      launchPatient: 'second-patient',
    });
    const { body } = await flow.exchange(redirect);
    expect(body.patient).toBe('invented-patient');
  });

  it('gets less than it asks where client, role or person allow less (S5)', async () => {
    const flow = new AppFlow(house);
    const redirect = await flow.authorize(house.sessions.start(PEOPLE.nurse), {
      scope: 'openid user/*.cruds user/Condition.rs?category=problem-list-item system/*.rs nonsense',
    });
    const { body } = await flow.exchange(redirect);
    expect(body.scope).toBe('openid user/Condition.rs user/Observation.rs');
    const other = new AppFlow(house);
    const less = await other.authorize(
      house.sessions.start(PEOPLE.nurse),
      { scope: 'openid user/Observation.read user/Condition.rs' },
      { scopes: ['openid', 'user/Observation.r'] },
    );
    expect((await other.exchange(less)).body.scope).toBe('openid user/Observation.r');
  });

  it('keeps the criteria of a granular scope (S5)', async () => {
    const flow = new AppFlow(house);
    const scope =
      'user/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory';
    const { body } = await flow.exchange(await flow.authorize(house.sessions.start(PEOPLE.nurse), { scope }));
    expect(body.scope).toBe(scope);
  });

  it('gets no scope for the record for staff who signed in with one factor', async () => {
    const flow = new AppFlow(house);
    const session = house.sessions.start(PEOPLE.nurse, { acr: 'urn:caecilia:acr:password', amr: ['pwd'] });
    const { body } = await flow.exchange(
      await flow.authorize(session, { scope: 'openid user/Observation.rs' }),
    );
    expect(body.scope).toBe('openid');
    const demo = house.sessions.start(PEOPLE.nurse, { acr: 'urn:caecilia:acr:demo', amr: [] });
    const again = new AppFlow(house);
    const refused = await again.authorize(demo, { scope: 'user/Observation.rs' });
    expect(refused.searchParams.get('error')).toBe('access_denied');
  });

  it('gets an error when nothing of its wish can be granted', async () => {
    const flow = new AppFlow(house);
    const { at } = await flow.browser.open(flow.address({ scope: 'system/*.rs' }));
    expect(at.searchParams.get('error')).toBe('invalid_scope');
  });

  it.each(['https://evil.example/fhir', '/fhir', undefined])(
    'is refused when it is for another FHIR endpoint: %s (S9)',
    async (aud) => {
      const flow = new AppFlow(house);
      const { at } = await flow.browser.open(flow.address({ aud }));
      expect(at.searchParams.get('error')).toBe('invalid_request');
    },
  );

  it('is refused a resource that is another than aud (S9)', async () => {
    const flow = new AppFlow(house);
    const { at } = await flow.browser.open(flow.address({ resource: 'https://evil.example/fhir' }));
    expect(at.searchParams.get('error')).toBe('invalid_target');
  });
});

describe('an app that is started from a record', () => {
  const launched = async () => {
    const flow = new AppFlow(house);
    const session = house.sessions.start(PEOPLE.nurse);
    const launch = await house.identity.createLaunch({
      session,
      patient: 'second-patient',
      encounter: 'visit-1',
    });
    return { flow, session, launch };
  };

  it('gets its patient and encounter', async () => {
    const { flow, session, launch } = await launched();
    const { body } = await flow.exchange(await flow.authorize(session, { scope: EHR, launch }));
    expect(body).toMatchObject({
      patient: 'second-patient',
      encounter: 'visit-1',
      scope: 'openid launch patient/Observation.rs',
    });
  });

  it('is not started for a patient whom one may not see', async () => {
    const session = house.sessions.start(PEOPLE.nurse);
    await expect(house.identity.createLaunch({ session, patient: 'foreign-patient' })).rejects.toThrow(
      'not known here',
    );
  });

  it('is refused the launch of another session (S9)', async () => {
    const { flow, launch } = await launched();
    const other = await flow.authorize(house.sessions.start(PEOPLE.physician), { scope: EHR, launch });
    expect([other.searchParams.get('error'), other.searchParams.get('code')]).toEqual([
      'invalid_request',
      null,
    ]);
    const same = new AppFlow(house);
    const sameNurse = await same.authorize(house.sessions.start(PEOPLE.nurse), { scope: EHR, launch });
    expect(sameNurse.searchParams.get('error')).toBe('invalid_request');
  });

  it('is refused a launch that was used, or is older than five minutes', async () => {
    const { flow, session, launch } = await launched();
    await flow.authorize(session, { scope: EHR, launch });
    const again = await new AppFlow(house, { browser: flow.browser }).authorize(session, {
      scope: EHR,
      launch,
    });
    expect(again.searchParams.get('error')).toBe('invalid_request');
    const next = await launched();
    later(301);
    const late = await next.flow.authorize(next.session, { scope: EHR, launch: next.launch });
    expect(late.searchParams.get('error')).toBe('invalid_request');
  });

  it('is refused an invented launch, and a launch scope without a launch', async () => {
    const { flow, session } = await launched();
    const invented = await flow.authorize(session, { scope: EHR, launch: 'invented' });
    expect(invented.searchParams.get('error')).toBe('invalid_request');
    const { at } = await flow.browser.open(flow.address({ scope: EHR }));
    expect(at.searchParams.get('error')).toBe('invalid_request');
    const { launch } = await launched();
    const without = await flow.browser.open(flow.address({ scope: 'openid patient/Observation.rs', launch }));
    expect(without.at.searchParams.get('error')).toBe('invalid_request');
  });
});

describe('the description for SMART apps', () => {
  const url = () => `${house.fhirBase}/.well-known/smart-configuration`;

  it('names the endpoints that are there', async () => {
    const response = await fetch(url());
    const document = (await response.json()) as Record<string, string>;
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(document).toMatchObject({
      issuer: `${house.origin}/oauth`,
      code_challenge_methods_supported: ['S256'],
      capabilities: expect.arrayContaining(['launch-ehr', 'launch-standalone', 'permission-v2']) as unknown,
    });
    const answer = await fetch(`${house.origin}/oauth/.well-known/openid-configuration`);
    const described = (await answer.json()) as Record<string, string>;
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'introspection_endpoint']) {
      expect(described[name]).toBe(document[name]);
    }
    const other = await fetch(`${house.origin}/.well-known/oauth-authorization-server/oauth`);
    expect(((await other.json()) as Record<string, string>).issuer).toBe(`${house.origin}/oauth`);
  });

  it('can be read by pages of registered public apps only, as all of the server (S8)', async () => {
    const paths = [
      url(),
      `${house.origin}/oauth/jwks`,
      `${house.origin}/oauth/.well-known/openid-configuration`,
    ];
    for (const path of paths) {
      const allowed = (origin: string) => fetch(path, { headers: { origin } }).then(granted);
      expect(await allowed('https://app.invented.example')).toBe('https://app.invented.example');
      for (const origin of ['https://evil.example', 'null', 'https://app.invented.example.evil.example']) {
        expect(await allowed(origin)).toBeNull();
      }
      expect(granted(await fetch(path))).toBeNull();
    }
  });

  it('lets them use the token endpoint, and nobody else', async () => {
    const preflight = (origin: string) =>
      fetch(`${house.origin}/oauth/token`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      }).then(granted);
    expect(await preflight('https://app.invented.example')).toBe('https://app.invented.example');
    expect(await preflight('https://evil.example')).toBeNull();
    expect(await preflight(house.origin)).toBeNull();
  });

  function granted(response: Response): string | null {
    return response.headers.get('access-control-allow-origin');
  }
});
