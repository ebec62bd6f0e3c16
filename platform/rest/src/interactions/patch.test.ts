import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  const body =
    '{"resourceType":"Observation","status":"preliminary","code":{"text":"made up"},"note":[{"text":"one"}],"valueQuantity":{"value":1.10}}';
  id = (await server.send('POST /Observation', body)).resource.id ?? '';
});

const JSON_PATCH = { 'content-type': 'application/json-patch+json' };
const finalise = [{ op: 'replace', path: '/status', value: 'final' }];

describe('a JSON Patch', () => {
  it('makes a new version, which says PATCH in the history', async () => {
    const answer = await server.send(`PATCH /Observation/${id}`, finalise, JSON_PATCH);
    expect(answer).toMatchObject({ status: 200, headers: { etag: 'W/"2"' }, resource: { status: 'final' } });
    expect(answer.text).toContain('"value":1.10');
    const history = await server.send(`GET /Observation/${id}/_history`);
    expect(history.resource).toMatchObject({
      entry: [{ request: { method: 'PATCH' } }, { request: { method: 'POST' } }],
    });
  });

  it('keeps the digits of the numbers it brings', async () => {
    const patch = '[{"op":"replace","path":"/valueQuantity/value","value":2.500}]';
    expect((await server.send(`PATCH /Observation/${id}`, patch, JSON_PATCH)).text).toContain(
      '"value":2.500',
    );
  });

  it('that leads to what is not valid is refused with 422, and nothing changes', async () => {
    const patch = [{ op: 'replace', path: '/status', value: 'unheard-of' }];
    expect((await server.send(`PATCH /Observation/${id}`, patch, JSON_PATCH)).status).toBe(422);
    expect((await server.send(`GET /Observation/${id}`)).resource).toMatchObject({ status: 'preliminary' });
  });

  it('whose test does not hold is refused with 422', async () => {
    const patch = [{ op: 'test', path: '/status', value: 'final' }, ...finalise];
    expect((await server.send(`PATCH /Observation/${id}`, patch, JSON_PATCH)).status).toBe(422);
  });

  it('on another version than the current one is refused with 412', async () => {
    const stale = { ...JSON_PATCH, 'if-match': 'W/"2"' };
    expect((await server.send(`PATCH /Observation/${id}`, finalise, stale)).status).toBe(412);
    const current = { ...JSON_PATCH, 'if-match': 'W/"1"' };
    expect((await server.send(`PATCH /Observation/${id}`, finalise, current)).status).toBe(200);
  });

  it('of many at the same moment loses none of them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 3 }, (_, index) =>
        server.send(
          `PATCH /Observation/${id}`,
          [{ op: 'add', path: '/note/-', value: { text: `n${index}` } }],
          JSON_PATCH,
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { note } = (await server.send(`GET /Observation/${id}`)).resource;
    expect(note).toHaveLength(4);
  });

  it('of what is not there answers 404, of what was deleted 410', async () => {
    expect((await server.send('PATCH /Observation/none', finalise, JSON_PATCH)).status).toBe(404);
    await server.send(`DELETE /Observation/${id}`);
    expect((await server.send(`PATCH /Observation/${id}`, finalise, JSON_PATCH)).status).toBe(410);
  });

  it('of another content type is refused with 415', async () => {
    expect(
      (await server.send(`PATCH /Observation/${id}`, 'x', { 'content-type': 'text/plain' })).status,
    ).toBe(415);
  });
});

describe('a FHIRPath Patch', () => {
  const parameters = (...parts: object[]) => ({
    resourceType: 'Parameters',
    parameter: [{ name: 'operation', part: parts }],
  });

  it('makes a new version', async () => {
    const patch = parameters(
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'Observation.status' },
      { name: 'value', valueCode: 'final' },
    );
    const answer = await server.send(`PATCH /Observation/${id}`, patch);
    expect(answer).toMatchObject({ status: 200, resource: { status: 'final', meta: { versionId: '2' } } });
    expect(answer.text).toContain('"value":1.10');
  });

  it('may be XML', async () => {
    const patch =
      '<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>' +
      '<part><name value="type"/><valueCode value="delete"/></part>' +
      '<part><name value="path"/><valueString value="Observation.note[0]"/></part></parameter></Parameters>';
    const answer = await server.send(`PATCH /Observation/${id}`, patch, {
      'content-type': 'application/fhir+xml',
    });
    expect(answer.status).toBe(200);
    expect(answer.resource).not.toHaveProperty('note');
  });

  it('that does not fit is refused with 4xx, and nothing changes', async () => {
    const nowhere = parameters(
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: 'Observation.component.code' },
      { name: 'value', valueCode: 'x' },
    );
    expect((await server.send(`PATCH /Observation/${id}`, nowhere)).status).toBe(422);
    const malformed = parameters({ name: 'type', valueCode: 'invent' }, { name: 'path', valueString: '((' });
    expect((await server.send(`PATCH /Observation/${id}`, malformed)).status).toBe(400);
    expect((await server.send(`GET /Observation/${id}`)).resource).toMatchObject({
      meta: { versionId: '1' },
    });
  });
});
