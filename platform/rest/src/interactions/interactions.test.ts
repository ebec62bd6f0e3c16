import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const patient = (more: object = {}) => ({
  resourceType: 'Patient',
  name: [{ family: 'Verzonnen' }],
  ...more,
});

async function created(resource: object = patient()): Promise<string> {
  const { resourceType } = resource as { resourceType: string };
  return (await server.send(`POST /${resourceType}`, resource)).resource.id ?? '';
}

describe('create', () => {
  it('answers 201 with the resource, its version address, ETag and Last-Modified', async () => {
    const answer = await server.send('POST /Patient', patient({ id: 'ignored' }));
    expect(answer.status).toBe(201);
    const { id, meta } = answer.resource;
    expect(id).not.toBe('ignored');
    expect(meta?.versionId).toBe('1');
    expect(answer.headers).toMatchObject({
      location: `http://localhost:80/fhir/Patient/${id}/_history/1`,
      etag: 'W/"1"',
      'last-modified': new Date(meta?.lastUpdated ?? '').toUTCString(),
      'content-type': 'application/fhir+json; charset=utf-8',
    });
  });

  it('of another type than the address says is refused with 400', async () => {
    const answer = await server.send('POST /Observation', patient());
    expect(answer).toMatchObject({ status: 400, resource: { issue: [{ expression: ['resourceType'] }] } });
  });

  it('without a body is refused with 400', async () => {
    expect(await server.send('POST /Patient')).toMatchObject({
      status: 400,
      resource: { issue: [{ code: 'required' }] },
    });
  });

  it('of what is not valid is refused with 422, and every fault is named', async () => {
    const answer = await server.send(
      'POST /Patient',
      patient({ gender: 'unheard-of', birthDate: 'yesterday', colour: 'blue' }),
    );
    expect(answer.status).toBe(422);
    const places = JSON.stringify(answer.resource.issue);
    for (const place of ['Patient.gender', 'Patient.birthDate', 'colour']) expect(places).toContain(place);
  });

  it('keeps the digits of decimals', async () => {
    const body =
      '{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50}}';
    const answer = await server.send('POST /Observation', body);
    expect(answer.text).toContain('"value":1.50');
    const read = await server.send(`GET /Observation/${answer.resource.id}`);
    expect(read.text).toContain('"value":1.50');
  });
});

describe('what comes back', () => {
  it.each([
    ['minimal', 201, ''],
    ['representation', 201, '"resourceType":"Patient"'],
    ['OperationOutcome', 201, '"resourceType":"OperationOutcome"'],
  ])('is as Prefer: return=%s says', async (preference, status, text) => {
    const answer = await server.send('POST /Patient', patient(), { prefer: `return=${preference}` });
    expect(answer.status).toBe(status);
    expect(answer.headers.etag).toBe('W/"1"');
    if (text === '') expect(answer.text).toBe('');
    else expect(answer.text).toContain(text);
  });
});

describe('read', () => {
  it('answers 404 for what is not there, in an OperationOutcome that repeats nothing', async () => {
    const answer = await server.send('GET /Patient/not-there');
    expect(answer).toMatchObject({ status: 404, resource: { resourceType: 'OperationOutcome' } });
    expect(answer.text).not.toContain('not-there');
  });

  it('answers 404 for a type that R4 does not know', async () => {
    expect((await server.send('GET /Pacient/1')).status).toBe(404);
  });

  it('answers 304 when nothing changed since the version or the moment the client has', async () => {
    const id = await created();
    const { headers } = await server.send(`GET /Patient/${id}`);
    const at = (name: string, value: unknown) =>
      server.send(`GET /Patient/${id}`, undefined, { [name]: String(value) });
    expect(await at('if-none-match', headers.etag)).toMatchObject({ status: 304, text: '' });
    expect(await at('if-none-match', 'W/"7"')).toMatchObject({ status: 200 });
    expect(await at('if-modified-since', headers['last-modified'])).toMatchObject({ status: 304, text: '' });
    expect(await at('if-modified-since', 'Sat, 01 Jan 2000 00:00:00 GMT')).toMatchObject({ status: 200 });
  });

  it('by HEAD answers the same headers without the body', async () => {
    const id = await created();
    const head = await server.send(`HEAD /Patient/${id}`);
    const get = await server.send(`GET /Patient/${id}`);
    expect(head.text).toBe('');
    expect(head.status).toBe(200);
    for (const name of ['etag', 'last-modified', 'content-type', 'content-length']) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
  });

  it('of a version answers that version, also when there are later ones', async () => {
    const id = await created();
    await server.send(`PUT /Patient/${id}`, patient({ id, active: false }));
    expect((await server.send(`GET /Patient/${id}/_history/1`)).resource).not.toHaveProperty('active');
    expect((await server.send(`GET /Patient/${id}/_history/2`)).resource).toMatchObject({ active: false });
    expect((await server.send(`GET /Patient/${id}/_history/3`)).status).toBe(404);
  });

  it('of a part tags it SUBSETTED', async () => {
    const id = await created(patient({ active: true, gender: 'unknown' }));
    const part = (await server.send(`GET /Patient/${id}?_elements=active`)).resource;
    expect(part).toMatchObject({ active: true, meta: { tag: [{ code: 'SUBSETTED' }] } });
    expect(part).not.toHaveProperty('gender');
  });
});

describe('update', () => {
  it('makes a new version and answers 200', async () => {
    const id = await created();
    const answer = await server.send(`PUT /Patient/${id}`, patient({ id, active: true }));
    expect(answer).toMatchObject({ status: 200, headers: { etag: 'W/"2"' }, resource: { active: true } });
    expect(answer.headers.location).toBeUndefined();
  });

  it('under an id that the client chose creates it and answers 201', async () => {
    const answer = await server.send('PUT /Patient/Chosen.by-me-1', patient({ id: 'Chosen.by-me-1' }));
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toContain('/Patient/Chosen.by-me-1/_history/1');
  });

  it.each([
    ['another id', { id: 'b' }],
    ['no id', {}],
  ])('with %s in the resource is refused with 400', async (_what, more) => {
    const answer = await server.send('PUT /Patient/a', patient(more));
    expect(answer).toMatchObject({ status: 400, resource: { issue: [{ expression: ['Patient.id'] }] } });
  });

  it('on another version than the current one is refused with 412, and nothing changes', async () => {
    const id = await created();
    await server.send(`PUT /Patient/${id}`, patient({ id, active: true }), { 'if-match': 'W/"1"' });
    const stale = await server.send(`PUT /Patient/${id}`, patient({ id, active: false }), {
      'if-match': 'W/"1"',
    });
    expect(stale.status).toBe(412);
    expect((await server.send(`GET /Patient/${id}`)).resource).toMatchObject({
      active: true,
      meta: { versionId: '2' },
    });
    expect(
      (await server.send('PUT /Patient/none', patient({ id: 'none' }), { 'if-match': '*' })).status,
    ).toBe(412);
  });

  it('brings a deleted resource back to life: 201, and the versions go on', async () => {
    const id = await created();
    await server.send(`DELETE /Patient/${id}`);
    const answer = await server.send(`PUT /Patient/${id}`, patient({ id }));
    expect(answer).toMatchObject({ status: 201, headers: { etag: 'W/"3"' } });
  });
});

describe('delete', () => {
  it('answers 204; then a read answers 410 and the versions stay', async () => {
    const id = await created();
    expect(await server.send(`DELETE /Patient/${id}`)).toMatchObject({ status: 204, text: '' });
    expect((await server.send(`GET /Patient/${id}`)).status).toBe(410);
    expect((await server.send(`GET /Patient/${id}/_history/2`)).status).toBe(410);
    expect((await server.send(`GET /Patient/${id}/_history/1`)).status).toBe(200);
    expect((await server.send(`DELETE /Patient/${id}`)).status).toBe(204);
  });

  it('of what was never there answers 204 as well', async () => {
    expect((await server.send('DELETE /Patient/never-there')).status).toBe(204);
  });

  it('of another version than the current one is refused with 412', async () => {
    const id = await created();
    expect((await server.send(`DELETE /Patient/${id}`, undefined, { 'if-match': 'W/"9"' })).status).toBe(412);
    expect((await server.send(`GET /Patient/${id}`)).status).toBe(200);
    expect((await server.send(`DELETE /Patient/${id}`, undefined, { 'if-match': 'W/"1"' })).status).toBe(204);
  });

  it('answers 200 with an OperationOutcome where that is preferred', async () => {
    const id = await created();
    const answer = await server.send(`DELETE /Patient/${id}`, undefined, {
      prefer: 'return=OperationOutcome',
    });
    expect(answer).toMatchObject({ status: 200, resource: { resourceType: 'OperationOutcome' } });
  });
});

describe('a type that needs If-Match', () => {
  let careful: TestServer;
  beforeAll(async () => {
    careful = await startTestServer({ needsIfMatch: (type) => type === 'Patient' });
  });
  afterAll(() => careful.close());

  it('is created without it and never changed without it', async () => {
    await careful.send('PUT /Patient/p', patient({ id: 'p' }));
    expect((await careful.send('PUT /Patient/p', patient({ id: 'p' }))).status).toBe(428);
    expect((await careful.send('DELETE /Patient/p')).status).toBe(428);
    const entry = { request: { method: 'DELETE', url: 'Patient/p' } };
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [entry] };
    expect((await careful.send('POST ', bundle)).status).toBe(428);
    expect((await careful.send('DELETE /Patient/p', undefined, { 'if-match': 'W/"1"' })).status).toBe(204);
  });
});
