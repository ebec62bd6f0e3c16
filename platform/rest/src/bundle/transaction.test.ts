import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, observation, patient, post, put, SYSTEM, unused, urn } from '../testing/entries.ts';
import { responsesIn, startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ limits: { bundleEntries: 50 } });
});
afterAll(() => server.close());

const send = (type: string, entry: object[], headers?: Record<string, string>) =>
  server.send('POST ', { resourceType: 'Bundle', type, entry }, headers);
const transact = (entry: object[], headers?: Record<string, string>) => send('transaction', entry, headers);

const idIn = (location = '') => /fhir\/[A-Za-z]+\/([^/]+)/.exec(location)?.[1] ?? '';
const total = async (query: string) => (await server.send(`GET ${query}&_summary=count`)).resource.total;

describe('a transaction', () => {
  it('answers each entry in the order sent, with status, location, ETag and time', async () => {
    const id = unused();
    const answer = await transact([post(patient()), put(patient({ id })), get(`Patient/${id}`)]);
    expect(answer.status).toBe(200);
    expect(answer.resource).toMatchObject({
      type: 'transaction-response',
      entry: [
        { response: { status: '201 Created', etag: 'W/"1"' } },
        {
          response: { status: '201 Created', location: `http://localhost:80/fhir/Patient/${id}/_history/1` },
        },
        { resource: { id }, response: { status: '200 OK', etag: 'W/"1"' } },
      ],
    });
  });

  it('rewrites references between its entries, also in a circle', async () => {
    const [encounter, procedure, who] = [urn(), urn(), urn()];
    const answer = await transact(
      [
        post(
          {
            resourceType: 'Encounter',
            status: 'finished',
            class: { code: 'AMB' },
            subject: { reference: who },
            reasonReference: [{ reference: procedure }],
          } as { resourceType: string },
          encounter,
        ),
        post(
          {
            resourceType: 'Procedure',
            status: 'completed',
            subject: { reference: who },
            encounter: { reference: encounter },
          } as { resourceType: string },
          procedure,
        ),
        post(patient(), who),
      ],
      { prefer: 'return=representation' },
    );
    const [encounterId, procedureId, patientId] = responsesIn(answer).map(({ location }) => idIn(location));
    expect(answer.resource).toMatchObject({
      entry: [
        {
          resource: {
            subject: { reference: `Patient/${patientId}` },
            reasonReference: [{ reference: `Procedure/${procedureId}` }],
          },
        },
        { resource: { encounter: { reference: `Encounter/${encounterId}` } } },
        {},
      ],
    });
    expect(await total(`/Procedure?patient=${patientId}`)).toBe(1);
  });

  it('carries out DELETE, POST, PUT and GET in this order, whatever the order of the entries', async () => {
    const [gone, kept] = [unused(), unused()];
    await server.send(`PUT /Patient/${gone}`, patient({ id: gone }));
    const value = unused();
    const search = `Patient?identifier=${SYSTEM}|${value}`;
    const answer = await transact([
      get(search),
      put(patient({ id: kept, identifier: [{ system: SYSTEM, value }] })),
      post(patient({ identifier: [{ system: SYSTEM, value }] })),
      { request: { method: 'DELETE', url: `Patient/${gone}` } },
    ]);
    expect(answer.resource).toMatchObject({
      entry: [
        { resource: { type: 'searchset', total: 2 } },
        {},
        {},
        { response: { status: '204 No Content' } },
      ],
    });
  });

  it('resolves conditional references, in the record or in a conditional create of its own', async () => {
    const [known, made] = [unused(), unused()];
    const { id } = (
      await server.send('POST /Patient', patient({ identifier: [{ system: SYSTEM, value: known }] }))
    ).resource;
    const answer = await transact(
      [
        post(observation(`Patient?identifier=${SYSTEM}|${known}`)),
        post(observation(`Patient?identifier=${SYSTEM}|${made}`)),
        post(patient({ identifier: [{ system: SYSTEM, value: made }] }), urn(), {
          ifNoneExist: `identifier=${SYSTEM}|${made}`,
        }),
      ],
      { prefer: 'return=representation' },
    );
    const [, , madePatient] = responsesIn(answer).map(({ location }) => idIn(location));
    expect(answer.resource).toMatchObject({
      entry: [
        { resource: { subject: { reference: `Patient/${id}` } } },
        { resource: { subject: { reference: `Patient/${madePatient}` } } },
        {},
      ],
    });
  });

  it('with a conditional reference that matches nothing, or several, fails and names it', async () => {
    const value = unused();
    const entry = [post(patient()), post(observation(`Patient?identifier=${SYSTEM}|${value}`))];
    const expression = ['Bundle.entry[1].resource.subject.reference'];
    expect(await transact(entry)).toMatchObject({ status: 412, resource: { issue: [{ expression }] } });
    for (let many = 0; many < 2; many += 1) {
      await server.send('POST /Patient', patient({ identifier: [{ system: SYSTEM, value }] }));
    }
    expect(await transact(entry)).toMatchObject({ status: 412, resource: { issue: [{ expression }] } });
  });

  it('may keep such a reference as a logical one, where the client prefers lenient handling', async () => {
    const value = unused();
    const answer = await transact(
      [
        post({
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'made up' },
          performer: [{ reference: `Practitioner?identifier=${SYSTEM}|${value}`, display: 'made up' }],
        } as { resourceType: string }),
      ],
      { prefer: 'handling=lenient, return=representation' },
    );
    expect(answer.resource).toMatchObject({
      entry: [{ resource: { performer: [{ identifier: { system: SYSTEM, value }, display: 'made up' }] } }],
    });
    expect(answer.text).not.toContain('Practitioner?');
  });

  it('keeps to ifNoneExist and ifMatch of its entries', async () => {
    const [id, value] = [unused(), unused()];
    await server.send(`PUT /Patient/${id}`, patient({ id, identifier: [{ system: SYSTEM, value }] }));
    const reference = urn();
    const answer = await transact(
      [
        post(patient({ identifier: [{ system: SYSTEM, value }] }), reference, {
          ifNoneExist: `identifier=${SYSTEM}|${value}`,
        }),
        post(observation(reference)),
      ],
      { prefer: 'return=representation' },
    );
    expect(answer.resource).toMatchObject({
      entry: [{ response: { status: '200 OK' } }, { resource: { subject: { reference: `Patient/${id}` } } }],
    });
    const stale = await transact([post(patient()), put(patient({ id, active: true }), { ifMatch: 'W/"7"' })]);
    expect(stale).toMatchObject({
      status: 412,
      resource: { issue: [{ expression: [expect.stringMatching(/entry\[1\]/)] }] },
    });
    const current = await transact([put(patient({ id, active: true }), { ifMatch: 'W/"1"' })]);
    expect(responsesIn(current)).toMatchObject([{ status: '200 OK', etag: 'W/"2"' }]);
  });

  it('that fails in one entry leaves nothing behind, and says where and why', async () => {
    const value = unused();
    const answer = await transact([
      post(patient({ identifier: [{ system: SYSTEM, value }] })),
      post(patient({ gender: 'unheard-of', identifier: [{ system: SYSTEM, value }] })),
      post(patient({ birthDate: 'yesterday' })),
    ]);
    expect(answer.status).toBe(422);
    const text = JSON.stringify(answer.resource.issue);
    expect(text).toContain('Bundle.entry[1].resource.gender');
    expect(text).toContain('Bundle.entry[2].resource.birthDate');
    expect(await total(`/Patient?identifier=${SYSTEM}|${value}`)).toBe(0);
  });

  it('that fails while it reads leaves nothing behind either', async () => {
    const value = unused();
    const answer = await transact([
      post(patient({ identifier: [{ system: SYSTEM, value }] })),
      get('Patient/none-such'),
    ]);
    expect(answer).toMatchObject({ status: 404, resource: { issue: [{ expression: ['Bundle.entry[1]'] }] } });
    expect(await total(`/Patient?identifier=${SYSTEM}|${value}`)).toBe(0);
  });

  it('may not change the same resource twice', async () => {
    const id = unused();
    const twice = [put(patient({ id })), { request: { method: 'DELETE', url: `Patient/${id}` } }];
    expect((await transact(twice)).status).toBe(400);
    const same = urn();
    expect((await transact([post(patient(), same), post(patient(), same)])).status).toBe(400);
    expect((await server.send(`GET /Patient/${id}`)).status).toBe(404);
  });

  it('patches and deletes by condition', async () => {
    const [a, b] = [unused(), unused()];
    const by = (value: string) => `Patient?identifier=${SYSTEM}|${value}`;
    await server.send('POST /Patient', patient({ identifier: [{ system: SYSTEM, value: a }] }));
    await server.send('POST /Patient', patient({ identifier: [{ system: SYSTEM, value: b }] }));
    const patch = Buffer.from(JSON.stringify([{ op: 'add', path: '/active', value: false }])).toString(
      'base64',
    );
    const binary = { resourceType: 'Binary', contentType: 'application/json-patch+json', data: patch };
    const answer = await transact([
      { resource: binary, request: { method: 'PATCH', url: by(a) } },
      { request: { method: 'DELETE', url: by(b) } },
    ]);
    expect(responsesIn(answer).map(({ status }) => status)).toEqual(['200 OK', '204 No Content']);
    expect(await total(`/${by(a)}&active=false`)).toBe(1);
    expect(await total(`/${by(b)}`)).toBe(0);
  });

  it.each([
    ['an entry without a request', { resource: patient() }, 400],
    ['a method that is none', { request: { method: 'JUMP', url: 'Patient' } }, 400],
    ['another server', { request: { method: 'GET', url: 'http://other.example/fhir/Patient/1' } }, 400],
    ['a type that R4 does not know', { request: { method: 'GET', url: 'Pacient/1' } }, 404],
    ['an operation', { request: { method: 'GET', url: 'Patient/1/$everything' } }, 400],
    [
      'a modifier extension',
      { modifierExtension: [{ url: 'http://example.org/not' }], ...post(patient()) },
      400,
    ],
    ['a create without a resource', { request: { method: 'POST', url: 'Patient' } }, 400],
    ['an entry that is no object', 'x', 400],
    [
      'another id than the address',
      { resource: patient({ id: 'x' }), request: { method: 'PUT', url: 'Patient/y' } },
      400,
    ],
  ])('with %s is refused, and names it', async (_what, entry, status) => {
    const answer = await transact([post(patient()), entry as object]);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('Bundle.entry[1]');
  });

  it('with more entries than the limit is refused before anything is done', async () => {
    expect((await transact(Array.from({ length: 51 }, () => post(patient())))).status).toBe(422);
  });

  it('without entries does nothing', async () => {
    expect((await transact([])).resource).toEqual({ resourceType: 'Bundle', type: 'transaction-response' });
  });
});
