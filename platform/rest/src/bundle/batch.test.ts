import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, patient, post, put, unused } from '../testing/entries.ts';
import { responsesIn, startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const batch = (entry: object[]) => server.send('POST ', { resourceType: 'Bundle', type: 'batch', entry });

describe('a batch', () => {
  it('answers each entry by itself: one that fails leaves the others alone', async () => {
    const id = unused();
    const answer = await batch([
      put(patient({ id })),
      post(patient({ gender: 'unheard-of' })),
      get('Patient/none-such'),
      get(`Patient/${id}`),
      get('Patient?family=nobody'),
      'x' as unknown as object,
    ]);
    expect(answer.status).toBe(200);
    expect(answer.resource).toMatchObject({ type: 'batch-response' });
    expect(responsesIn(answer)).toMatchObject([
      { status: '201 Created' },
      { status: '422 Unprocessable Entity', outcome: { resourceType: 'OperationOutcome' } },
      { status: '404 Not Found', outcome: { issue: [{ code: 'not-found' }] } },
      { status: '200 OK' },
      { status: '200 OK' },
      { status: '400 Bad Request' },
    ]);
    expect(answer.text).toContain('Bundle.entry[1].resource.gender');
  });

  it('may call operations', async () => {
    const answer = await batch([
      { resource: patient({ gender: 'unheard-of' }), request: { method: 'POST', url: 'Patient/$validate' } },
      get('ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender'),
    ]);
    expect(answer.resource).toMatchObject({
      entry: [{ resource: { resourceType: 'OperationOutcome' } }, { resource: { resourceType: 'ValueSet' } }],
    });
  });

  it('holds no other batch or transaction', async () => {
    const inner = { resourceType: 'Bundle', type: 'batch', entry: [get('metadata')] };
    const answer = await batch([{ resource: inner, request: { method: 'POST', url: '/' } }]);
    expect(responsesIn(answer)).toMatchObject([{ status: '400 Bad Request' }]);
  });

  it('reads on condition', async () => {
    const id = unused();
    await server.send(`PUT /Patient/${id}`, patient({ id }));
    const answer = await batch([{ request: { method: 'GET', url: `Patient/${id}`, ifNoneMatch: 'W/"1"' } }]);
    expect(responsesIn(answer)).toMatchObject([{ status: '304 Not Modified', etag: 'W/"1"' }]);
  });
});

describe('what is sent to the base', () => {
  it.each([
    ['a Bundle of another type', { resourceType: 'Bundle', type: 'collection' }],
    ['a Bundle without a type', { resourceType: 'Bundle' }],
    ['another resource', patient()],
  ])('is refused with 400 where it is %s', async (_what, body) => {
    expect((await server.send('POST ', body)).status).toBe(400);
  });

  it('may be a Bundle of any type as a resource of its own', async () => {
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient() }] };
    expect((await server.send('POST /Bundle', bundle)).status).toBe(201);
  });
});
