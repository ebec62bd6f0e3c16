import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const SYSTEM = 'http://example.org/made-up';
let next = 0;
const unused = () => {
  next += 1;
  return `no-${next}`;
};
const person = (value: string, more: object = {}) => ({
  resourceType: 'Patient',
  identifier: [{ system: SYSTEM, value }],
  ...more,
});
const by = (value: string) => `identifier=${SYSTEM}|${value}`;
const count = async (value: string) =>
  (await server.send(`GET /Patient?${by(value)}&_summary=count`)).resource.total;

describe('a conditional create', () => {
  it('creates where nothing matches, and answers the match with 200 where one does', async () => {
    const value = unused();
    const first = await server.send('POST /Patient', person(value), { 'if-none-exist': by(value) });
    const second = await server.send('POST /Patient', person(value), { 'if-none-exist': by(value) });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.resource.id).toBe(first.resource.id);
    expect(second.headers).toMatchObject({ etag: 'W/"1"', location: first.headers.location });
    expect(await count(value)).toBe(1);
  });

  it('creates one, however many ask at the same moment', async () => {
    const value = unused();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        server.send('POST /Patient', person(value), { 'if-none-exist': by(value) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(await count(value)).toBe(1);
  });

  it('is refused with 412 where several match', async () => {
    const value = unused();
    await server.send('POST /Patient', person(value));
    await server.send('POST /Patient', person(value));
    const answer = await server.send('POST /Patient', person(value), { 'if-none-exist': by(value) });
    expect(answer).toMatchObject({ status: 412, resource: { issue: [{ code: 'multiple-matches' }] } });
    expect(await count(value)).toBe(2);
  });

  it.each([
    ['a parameter that is not known', 'identifier=x&colour=blue', 400],
    ['a parameter without a value, which would widen it', 'identifier=&active=true', 400],
    ['nothing that selects', '_count=1', 412],
    ['nothing at all', '', 412],
  ])('with %s is refused: leaving it out would change what is written', async (_what, condition, status) => {
    const answer = await server.send('POST /Patient', person(unused()), { 'if-none-exist': condition });
    expect(answer.status).toBe(status);
  });
});

describe('a conditional update', () => {
  it('creates where nothing matches: under the id in the resource, or a new one', async () => {
    const [a, b] = [unused(), unused()];
    expect((await server.send(`PUT /Patient?${by(a)}`, person(a))).status).toBe(201);
    const named = await server.send(`PUT /Patient?${by(b)}`, person(b, { id: `id-${b}` }));
    expect(named).toMatchObject({ status: 201, resource: { id: `id-${b}` } });
  });

  it('updates the one that matches', async () => {
    const value = unused();
    const { id } = (await server.send('POST /Patient', person(value))).resource;
    const answer = await server.send(`PUT /Patient?${by(value)}`, person(value, { active: true }));
    expect(answer).toMatchObject({ status: 200, resource: { id, active: true, meta: { versionId: '2' } } });
  });

  it('is refused with 400 where the resource says another id than the match has', async () => {
    const value = unused();
    await server.send('POST /Patient', person(value));
    expect((await server.send(`PUT /Patient?${by(value)}`, person(value, { id: 'other' }))).status).toBe(400);
  });

  it('is refused with 412 where several match or the version is not the current one', async () => {
    const value = unused();
    await server.send('POST /Patient', person(value));
    const stale = await server.send(`PUT /Patient?${by(value)}`, person(value), { 'if-match': 'W/"4"' });
    expect(stale.status).toBe(412);
    await server.send('POST /Patient', person(value));
    expect((await server.send(`PUT /Patient?${by(value)}`, person(value))).status).toBe(412);
  });
});

describe('a conditional delete', () => {
  it('deletes the one that matches, and answers 204 where none does', async () => {
    const value = unused();
    const { id } = (await server.send('POST /Patient', person(value))).resource;
    expect((await server.send(`DELETE /Patient?${by(value)}`)).status).toBe(204);
    expect((await server.send(`GET /Patient/${id}`)).status).toBe(410);
    expect((await server.send(`DELETE /Patient?${by(value)}`)).status).toBe(204);
  });

  it('of several is refused with 412 and deletes none of them', async () => {
    const value = unused();
    await server.send('POST /Patient', person(value));
    await server.send('POST /Patient', person(value));
    expect((await server.send(`DELETE /Patient?${by(value)}`)).status).toBe(412);
    expect(await count(value)).toBe(2);
  });

  it('of everything is refused', async () => {
    expect((await server.send('DELETE /Patient')).status).toBe(412);
    expect((await server.send('DELETE /Patient?_sort=_id')).status).toBe(412);
  });
});

describe('a conditional patch', () => {
  const patch = [{ op: 'add', path: '/active', value: true }];
  const type = { 'content-type': 'application/json-patch+json' };

  it('patches the one that matches, and answers 404 where none does', async () => {
    const value = unused();
    expect((await server.send(`PATCH /Patient?${by(value)}`, patch, type)).status).toBe(404);
    await server.send('POST /Patient', person(value));
    const answer = await server.send(`PATCH /Patient?${by(value)}`, patch, type);
    expect(answer).toMatchObject({ status: 200, resource: { active: true, meta: { versionId: '2' } } });
  });
});
