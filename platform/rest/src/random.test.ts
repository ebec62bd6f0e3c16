import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.send('PUT /Patient/a', { resourceType: 'Patient', id: 'a', name: [{ family: 'Verzonnen' }] });
});
afterAll(() => server.close());

const word = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'Patient',
    'Patient/a',
    '*',
    '|',
    '$',
    ',',
    '\\',
    'gt',
    '2026-02-30',
    '1e999',
    'x|y|z',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const parameter = fc.constantFrom(
  '_id',
  '_include',
  '_revinclude',
  '_sort',
  '_count',
  '_total',
  '_summary',
  '_elements',
  '_type',
  '_cursor',
  '_since',
  '_has:Observation:patient:code',
  'name',
  'family:exact',
  'birthdate',
  'identifier',
  'identifier:of-type',
  'code:in',
  'general-practitioner:Practitioner.name',
  'value-quantity',
  'code-value-quantity',
  'near',
  'gender:not',
  'x:y:z',
);
const query = fc
  .array(fc.tuple(parameter, word), { maxLength: 3 })
  .map((pairs) =>
    pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
  );
const address = fc.constantFrom(
  '',
  '/Patient',
  '/Patient/a',
  '/Patient/a/_history',
  '/Patient/a/_history/1',
  '/Patient/a/Observation',
  '/Observation',
  '/_history',
  '/Patient/_search',
  '/Patient/$validate',
  '/Patient/a/$everything',
  '/ValueSet/$expand',
  '/Binary',
);
const json = fc.oneof(
  fc.json(),
  fc.record({
    resourceType: fc.constantFrom('Patient', 'Bundle', 'Parameters'),
    type: word,
    entry: fc.jsonValue(),
  }),
  fc.record({
    resourceType: fc.constant('Bundle'),
    type: fc.constantFrom('batch', 'transaction'),
    entry: fc.array(
      fc.record({
        fullUrl: word,
        resource: fc.record({
          resourceType: fc.constantFrom('Patient', 'Basic'),
          id: word,
          x: fc.jsonValue(),
        }),
        request: fc.record({
          method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
          url: fc.tuple(address, query).map(([path, asked]) => `${path}?${asked}`),
          ifNoneExist: fc.option(query, { nil: undefined }),
        }),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.array(
    fc.record({ op: fc.constantFrom('add', 'move', 'test'), path: word, from: word, value: fc.jsonValue() }),
  ),
);

it('no request, however it is made up, ends in a failure or in an answer that is not FHIR', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
      address,
      query,
      json,
      fc.constantFrom(
        'application/fhir+json',
        'application/json-patch+json',
        'application/x-www-form-urlencoded',
      ),
      async (method, path, asked, body, type) => {
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const answer = await server.send(
          `${method} ${path}?${asked}`,
          method === 'GET' || method === 'DELETE' ? undefined : text,
          method === 'GET' || method === 'DELETE' ? {} : { 'content-type': type },
        );
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.resource.resourceType).toBe('OperationOutcome');
      },
    ),
    { numRuns: 400 },
  );
});
