import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../configuration.ts';
import { startTestHouse, type TestHouse } from '../testing/test-house.ts';
import { buildWall, rateClassOf } from './wall.ts';

let house: TestHouse;
let authorization: string;

beforeAll(async () => {
  house = await startTestHouse({
    CAECILIA_DEMO: 'small',
    CAECILIA_LOG_LEVEL: 'silent',
    CAECILIA_RATE_ADDRESS: '100',
    CAECILIA_RATE_ACCOUNT: '60',
  });
  authorization = house.authorization;
});
afterAll(() => house?.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${house.url}${path}`, { headers, redirect: 'manual' });

describe('who asks without measure', () => {
  it('is told when to come back, by account and then by address; the emergency page keeps its reserve', async () => {
    const start = await (await ask('/', { authorization })).text();
    const emergency = /href="(\/care\/patients\/[^/"]+\/emergency)/.exec(start)?.[1] ?? '';
    expect(emergency).not.toBe('');
    const statuses: number[] = [];
    for (let time = 0; time < 61; time += 1) {
      const answer = await ask('/fhir/Patient/none', { authorization });
      statuses.push(answer.status);
      if (answer.status !== 429) continue;
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect(await answer.json()).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ code: 'throttled' }],
      });
    }
    expect(statuses).toEqual([...Array<number>(59).fill(404), 429, 429]);
    // Another account at the same address still comes in, until the address is over its own measure.
    expect((await ask('/')).status).toBe(303);
    for (let time = 0; time < 40; time += 1) await ask('/no-page');
    const page = await ask('/');
    expect(page.status).toBe(429);
    expect(page.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    expect((await ask(emergency)).status).toBe(303);
    expect((await ask('/health/live')).status).toBe(200);
  });
});

describe('what a request is counted as', () => {
  it.each([
    ['/care/patients/7/emergency', 'emergency'],
    ['/care/patients/7/emergency/x', 'general'],
    ['/care/patients/a/b/emergency', 'general'],
    ['/oidc/token', 'signIn'],
    ['/oidc/token/x', 'signIn'],
    ['/oidc/tokens', 'general'],
    ['/health/ready', 'uncounted'],
    ['/metrics', 'uncounted'],
    ['/fhir/Patient', 'general'],
  ])('%s: %s', (path, expected) => {
    expect(rateClassOf(path, ['/oidc/token'])).toBe(expected);
  });
});

describe('the wall', () => {
  it('lets an app of the list read and ask first, and no other', async () => {
    const app = Fastify();
    const settings = readSettings({ CAECILIA_CORS_ORIGINS: 'https://app.example' }, '/');
    buildWall(app, { settings, own: ['http://127.0.0.1:8080'] });
    app.get('/fhir/Patient', () => ({}));
    const from = (origin: string, method: 'GET' | 'OPTIONS') =>
      app.inject({
        method,
        url: '/fhir/Patient',
        headers: { origin, 'access-control-request-method': 'GET', cookie: 'a=b' },
      });
    const granted = await from('https://app.example', 'OPTIONS');
    expect(granted).toMatchObject({
      statusCode: 204,
      headers: {
        'access-control-allow-origin': 'https://app.example',
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      },
    });
    expect((await from('https://app.example', 'GET')).headers['access-control-allow-origin']).toBe(
      'https://app.example',
    );
    for (const origin of ['https://evil.example', 'null', 'https://app.example.evil.example'])
      for (const method of ['GET', 'OPTIONS'] as const)
        expect(
          Object.keys((await from(origin, method)).headers).filter((name) =>
            name.startsWith('access-control'),
          ),
        ).toEqual([]);
    await app.close();
  });
});
