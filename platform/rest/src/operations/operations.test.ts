import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextIn, startTestServer, type TestServer, typesIn } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    operations: [
      {
        definition: {
          code: 'made-up',
          url: 'http://example.org/OperationDefinition/made-up',
          levels: ['system'],
          types: [],
          affectsState: true,
          in: [{ name: 'word', min: 1, max: 1, type: 'string' }],
          out: [],
        },
        run: async (_context, input) => ({
          kind: 'resource',
          resource: {
            resourceType: 'Parameters',
            parameter: [{ name: 'word', valueString: input.get('word')?.[0]?.value }],
          },
        }),
      },
    ],
  });
});
afterAll(() => server.close());

const GENDER = 'http://hl7.org/fhir/ValueSet/administrative-gender';
const patient = (more: object = {}) => ({ resourceType: 'Patient', ...more });
const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });

describe('$validate', () => {
  it('answers 200 whatever it finds, and keeps nothing', async () => {
    const good = await server.send('POST /Patient/$validate', patient());
    expect(good).toMatchObject({ status: 200, resource: { issue: [{ severity: 'information' }] } });
    const bad = await server.send('POST /Patient/$validate', patient({ gender: 'unheard-of' }));
    expect(bad).toMatchObject({ status: 200, resource: { issue: [{ severity: 'error' }] } });
    expect(bad.text).toContain('Patient.gender');
    expect(await server.send('GET /Patient?_summary=count')).toMatchObject({ resource: { total: 0 } });
  });

  it('takes a Parameters with the resource, a mode and a profile', async () => {
    const profile = 'http://hl7.org/fhir/StructureDefinition/bmi';
    const resource = { resourceType: 'Observation', status: 'final', code: { text: 'made up' } };
    const answer = await server.send(
      'POST /Observation/$validate',
      parameters(
        { name: 'resource', resource },
        { name: 'profile', valueUri: profile },
        { name: 'mode', valueCode: 'create' },
      ),
    );
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"severity":"error"');
    const byAddress = await server.send(`POST /Observation/$validate?profile=${profile}`, resource);
    expect(byAddress.text).toBe(answer.text);
  });

  it('judges what is kept, on an instance', async () => {
    await server.send('PUT /Patient/kept', patient({ id: 'kept' }));
    expect((await server.send('GET /Patient/kept/$validate')).status).toBe(200);
    expect((await server.send('GET /Patient/none/$validate')).status).toBe(404);
    expect(
      (await server.send('POST /Patient/kept/$validate?mode=update', patient({ id: 'other' }))).status,
    ).toBe(400);
    expect((await server.send('POST /Patient/kept/$validate?mode=delete')).status).toBe(200);
  });

  it.each([
    ['/Patient/$validate', { resourceType: 'Observation' }],
    ['/Patient/$validate?mode=invent', { resourceType: 'Patient' }],
    ['/Patient/$validate', undefined],
  ])('refuses a call that makes no sense with 400: %s', async (path, body) => {
    expect((await server.send(`POST ${path}`, body)).status).toBe(400);
  });
});

describe('ValueSet/$expand', () => {
  it('lists an enumerated set, by GET and by POST', async () => {
    const byGet = await server.send(`GET /ValueSet/$expand?url=${GENDER}&filter=fe`);
    expect(byGet).toMatchObject({
      status: 200,
      resource: { expansion: { total: 1, contains: [{ code: 'female' }] } },
    });
    const byPost = await server.send(
      'POST /ValueSet/$expand',
      parameters({ name: 'url', valueUri: GENDER }, { name: 'count', valueInteger: 2 }),
    );
    expect(byPost.resource).toMatchObject({ expansion: { total: 4 } });
  });

  it('lists a set that is kept in the record', async () => {
    const compose = {
      include: [{ system: 'http://example.org/made-up', concept: [{ code: 'a' }, { code: 'b' }] }],
    };
    await server.send('PUT /ValueSet/mine', {
      resourceType: 'ValueSet',
      id: 'mine',
      status: 'active',
      compose,
    });
    expect((await server.send('GET /ValueSet/mine/$expand')).resource).toMatchObject({
      expansion: { total: 2 },
    });
  });

  it('of a set that is not known answers 404, never an empty list', async () => {
    expect((await server.send('GET /ValueSet/$expand?url=http://example.org/unknown')).status).toBe(404);
    expect((await server.send('GET /ValueSet/none/$expand')).status).toBe(404);
  });

  it('of a set whose codes are not all held is refused with 422', async () => {
    const answer = await server.send('GET /ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/condition-code');
    expect(answer.status).toBe(422);
  });
});

describe('ValueSet/$validate-code', () => {
  const ask = async (query: string) => (await server.send(`GET /ValueSet/$validate-code?${query}`)).resource;

  it('tells whether a code is in a set', async () => {
    const system = 'http://hl7.org/fhir/administrative-gender';
    expect(await ask(`url=${GENDER}&system=${system}&code=male`)).toMatchObject({
      parameter: [{ name: 'result', valueBoolean: true }, {}],
    });
    expect(await ask(`url=${GENDER}&system=${system}&code=unheard-of`)).toMatchObject({
      parameter: [{ name: 'result', valueBoolean: false }, { name: 'message' }],
    });
  });

  it('takes a coding and a concept', async () => {
    const coding = { system: 'http://hl7.org/fhir/administrative-gender', code: 'male' };
    for (const value of [
      { name: 'coding', valueCoding: coding },
      { name: 'codeableConcept', valueCodeableConcept: { coding: [{ system: 'urn:x', code: 'y' }, coding] } },
    ]) {
      const answer = await server.send(
        'POST /ValueSet/$validate-code',
        parameters({ name: 'url', valueUri: GENDER }, value),
      );
      expect(answer.resource).toMatchObject({ parameter: [{ name: 'result', valueBoolean: true }, {}] });
    }
  });

  it('refuses a question that is not complete, and a set that is not known', async () => {
    expect((await server.send(`GET /ValueSet/$validate-code?url=${GENDER}`)).status).toBe(400);
    expect((await server.send('GET /ValueSet/$validate-code?url=urn:unknown&code=x')).status).toBe(404);
  });
});

describe('Patient/$everything', () => {
  beforeAll(async () => {
    const entries = [
      { resourceType: 'Organization', id: 'org', name: 'Bedacht ziekenhuis' },
      { resourceType: 'Practitioner', id: 'doc', name: [{ family: 'Bedacht' }] },
      {
        resourceType: 'PractitionerRole',
        id: 'role',
        practitioner: { reference: 'Practitioner/doc' },
        organization: { reference: 'Organization/org' },
      },
      { resourceType: 'Patient', id: 'e1', generalPractitioner: [{ reference: 'PractitionerRole/role' }] },
      { resourceType: 'Patient', id: 'e2', link: [{ other: { reference: 'Patient/e1' }, type: 'seealso' }] },
      ...['e1', 'e2'].map((id) => ({
        resourceType: 'Goal',
        id: `goal-${id}`,
        lifecycleStatus: 'active',
        description: { text: 'made up' },
        subject: { reference: `Patient/${id}` },
      })),
    ];
    await server.send('POST ', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: entries.map((resource) => ({
        resource,
        request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
      })),
    });
  });

  it('holds the compartment and who it points at, and nothing of another patient', async () => {
    const bundle = (await server.send('GET /Patient/e1/$everything')).resource;
    expect([...typesIn(bundle)].sort()).toEqual([
      'Goal',
      'Organization',
      'Patient',
      'Practitioner',
      'PractitionerRole',
    ]);
    expect(bundle).toMatchObject({ type: 'searchset', total: 2 });
    const other = await server.send('GET /Patient/e2/$everything');
    expect([...typesIn(other.resource)].sort()).toEqual(['Goal', 'Patient']);
  });

  it('can be of some types, or since a moment, or in pages', async () => {
    expect(typesIn((await server.send('GET /Patient/e1/$everything?_type=Goal')).resource)).toEqual(['Goal']);
    expect((await server.send('GET /Patient/e1/$everything?_since=2099-01-01')).resource).toMatchObject({
      total: 0,
    });
    const page = (await server.send('GET /Patient/e1/$everything?_count=1')).resource;
    const last = (await server.send(`GET ${nextIn(page)}`)).resource;
    expect(new Set([...typesIn(page), ...typesIn(last)])).toContain('Goal');
    expect(nextIn(last)).toBe('');
  });

  it('of a patient who is not there is refused with 404', async () => {
    expect((await server.send('GET /Patient/nobody/$everything')).status).toBe(404);
  });
});

describe('an operation of a module', () => {
  it('is called by its name and parsed by its definition', async () => {
    const answer = await server.send('POST /$made-up', parameters({ name: 'word', valueString: 'yes' }));
    expect(answer).toMatchObject({ status: 200, resource: { parameter: [{ valueString: 'yes' }] } });
    expect((await server.send('POST /$made-up', parameters())).status).toBe(400);
  });

  it('that changes something is not called with GET', async () => {
    expect((await server.send('GET /$made-up?word=yes')).status).toBe(405);
  });

  it('that does not exist is refused with 404', async () => {
    expect((await server.send('POST /$unheard-of')).status).toBe(404);
    expect((await server.send('GET /Observation/$everything')).status).toBe(404);
  });
});
