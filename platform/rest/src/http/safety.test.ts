import { gzipSync } from 'node:zlib';
import { processorTime } from '@caecilia/fhir/testing/processor';
import { Problem } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NURSE, startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    limits: { bodyBytes: 200_000 },
    authenticate: ({ headers }) => {
      if (headers['x-test'] === 'failure')
        throw new TypeError('Piet Verzonnen, select * from res, /etc/secret');
      if (headers['x-test'] === 'forbidden') throw new Problem('forbidden', 'this role may not');
      return headers['x-test'] === 'nobody' ? undefined : NURSE;
    },
  });
});
afterAll(() => server.close());

const post = (body: unknown, headers?: Record<string, string>) => server.send('POST /Patient', body, headers);

describe('a body', () => {
  it.each([
    ['that is not JSON', '{"resourceType":"Patient"'],
    ['that is no object', '[1]'],
    ['without a resourceType', '{}'],
    ['of a type that R4 does not know', '{"resourceType":"Pacient"}'],
    ['with NUL', '{"resourceType":"Patient","name":[{"family":"a\\u0000b"}]}'],
    ['with half a surrogate pair', '{"resourceType":"Patient","name":[{"family":"\\ud800"}]}'],
    ['with a property twice', '{"resourceType":"Patient","active":true,"active":false}'],
    ['with __proto__', '{"resourceType":"Patient","__proto__":{"active":true}}'],
    ['that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ])('%s is refused with 400 and a sentence', async (_what, body) => {
    const answer = await post(body);
    expect(answer).toMatchObject({
      status: 400,
      resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] },
    });
  });

  it('names the line and column of what is malformed', async () => {
    expect((await post('{"resourceType":"Patient",\n"active":yes}')).text).toMatch(/line 2, column 10/);
  });

  it('that is too large is refused with 413, also when it was compressed', async () => {
    const large = JSON.stringify({ resourceType: 'Patient', language: 'x'.repeat(300_000) });
    expect(await post(large)).toMatchObject({ status: 413, resource: { issue: [{ code: 'too-long' }] } });
    const bomb = await post(gzipSync(large), { 'content-encoding': 'gzip' });
    expect(bomb).toMatchObject({ status: 413, resource: { issue: [{ code: 'too-long' }] } });
  });

  it('may be compressed', async () => {
    const body = gzipSync(JSON.stringify({ resourceType: 'Patient' }));
    expect((await post(body, { 'content-encoding': 'gzip' })).status).toBe(201);
    expect((await post(body, { 'content-encoding': 'br' })).status).toBe(415);
  });

  it.each([
    ['JSON lists', `{"resourceType":"Patient","x":${'['.repeat(90_000)}`],
    ['JSON objects', `{"resourceType":"Patient","contained":${'[{"contained":'.repeat(10_000)}`],
  ])('of %s that nest too deep is refused with 400 within 200 ms of processor', async (_what, body) => {
    const { ms } = await processorTime(async () => expect((await post(body)).status).toBe(400));
    expect(ms).toBeLessThan(200);
  });

  it('of XML that nests too deep is refused with 400 within 200 ms of processor', async () => {
    const xml = `<Patient xmlns="http://hl7.org/fhir">${'<extension url="x">'.repeat(9_000)}`;
    const sent = async () => await post(xml, { 'content-type': 'application/fhir+xml' });
    const { ms } = await processorTime(async () => expect((await sent()).status).toBe(400));
    expect(ms).toBeLessThan(200);
  });
});

describe('an address', () => {
  it.each([
    ['GET /Patient/a_b', 400],
    ['GET /Patient/%00', 400],
    ['GET /Patient/%', 400],
    ['GET /Patient/..%2f..%2fetc', 400],
    ['GET /Patient?family=%ff%fe', 200],
    ['PUT /metadata', 405],
    ['GET /unheard-of', 404],
    [`GET /Patient?family=${'x'.repeat(20_000)}`, 414],
  ])('%s is answered with %i in an OperationOutcome or a Bundle', async (request, status) => {
    const answer = await server.send(request);
    expect(answer.status).toBe(status);
    expect(answer.resource.resourceType).toBe(status === 200 ? 'Bundle' : 'OperationOutcome');
  });

  it('is not asked with methods that FHIR does not use', async () => {
    const answer = await server.app.inject({ method: 'OPTIONS', url: '/fhir/Patient' });
    expect(answer.statusCode).toBe(405);
    expect(answer.payload).toContain('OperationOutcome');
  });

  it('that does not take a method says which it takes', async () => {
    expect((await server.send('DELETE /metadata')).headers.allow).toBe('GET');
  });
});

describe('who calls', () => {
  it('must be known: 401 with an OperationOutcome, also for what does not exist', async () => {
    for (const request of ['GET /Patient/a', 'POST ', 'GET /Patient?name=x', 'GET /Patient/a/_history']) {
      const answer = await server.send(request, undefined, { 'x-test': 'nobody' });
      expect(answer).toMatchObject({ status: 401, resource: { issue: [{ code: 'login' }] } });
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  it('may read the CapabilityStatement without being known', async () => {
    expect((await server.send('GET /metadata', undefined, { 'x-test': 'nobody' })).status).toBe(200);
  });

  it('may be known and refused', async () => {
    expect((await server.send('GET /Patient/a', undefined, { 'x-test': 'forbidden' })).status).toBe(403);
  });
});

describe('a failure that nobody foresaw', () => {
  it('is answered with 500 and nothing of the inside', async () => {
    const answer = await server.send('GET /Patient/a', undefined, { 'x-test': 'failure' });
    expect(answer).toMatchObject({ status: 500, resource: { issue: [{ code: 'exception' }] } });
    expect(answer.text).not.toMatch(/Verzonnen|select|\/etc|\.ts|TypeError/);
    expect(answer.headers['x-request-id']).toMatch(/^[\w-]{8,}$/);
  });
});

describe('every answer', () => {
  it.each([
    'GET /Patient?_id=none',
    'GET /Patient/none',
    'GET /metadata',
    'GET /unheard-of',
    'DELETE /metadata',
  ])('carries headers against sniffing, framing and keeping: %s', async (request) => {
    const { headers } = await server.send(request);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; frame-ancestors 'none'/);
    expect(headers['cache-control']).toBe(request === 'GET /metadata' ? 'no-cache' : 'no-store');
  });

  it('repeats the request id of a gateway if it can stand in a log', async () => {
    const sent = async (id: string) =>
      (await server.send('GET /Patient/none', undefined, { 'x-request-id': id })).headers['x-request-id'];
    expect(await sent('gateway-0001')).toBe('gateway-0001');
    expect(await sent('x\tforged line')).not.toContain('forged');
  });
});
