import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { responsesIn, type TestAnswer } from './testing/fhir-server.ts';
import { coded, observation, startTwoPatients, type TwoPatients, to } from './testing/two-patients.ts';

/** Ids and writes, as a nurse who treats one of two patients. */
describe('the access rule', () => {
  let server: TwoPatients;
  beforeAll(async () => {
    server = await startTwoPatients();
  });
  afterAll(async () => await server.close());

  describe('tells a foreign id from an unknown one by', () => {
    /** The same request for both, and the two answers without what names the id. */
    const both = async (
      request: string,
      body?: (id: string) => unknown,
      headers?: Record<string, string>,
    ) => {
      const answers: [number, string, object][] = [];
      for (const id of ['o-theirs', 'nowhere-']) {
        const answer: TestAnswer = await server.send(request.replaceAll('{id}', id), body?.(id), headers);
        const { date: _date, 'x-request-id': _id, ...rest } = answer.headers;
        answers.push([
          answer.status,
          answer.text.replaceAll(id, 'ID').replaceAll(/"(id|timestamp|lastUpdated)":"[^"]*"/g, ''),
          JSON.parse(JSON.stringify(rest).replaceAll(id, 'ID')) as object,
        ]);
      }
      expect(answers[0]).toEqual(answers[1]);
      return answers[0]?.[0];
    };
    const given = (id: string) => observation(id, 'mine');
    const patch = () => [{ op: 'replace', path: '/status', value: 'amended' }];
    const patching = { 'content-type': 'application/json-patch+json' };

    it.each<[string, number, string, ((id: string) => unknown) | undefined, Record<string, string>]>([
      ['a read', 404, 'GET /Observation/{id}', undefined, {}],
      ['a read with an ETag', 404, 'GET /Observation/{id}', undefined, { 'if-none-match': 'W/"2"' }],
      [
        'a read since a date',
        404,
        'GET /Observation/{id}',
        undefined,
        { 'if-modified-since': new Date().toUTCString() },
      ],
      ['a vread', 404, 'GET /Observation/{id}/_history/1', undefined, {}],
      ['a history', 404, 'GET /Observation/{id}/_history', undefined, {}],
      ['a history since', 200, 'GET /Observation/{id}/_history?_since=2020-01-01T00:00:00Z', undefined, {}],
      ['a search', 200, 'GET /Observation?_id={id}&_total=accurate', undefined, {}],
      ['an update', 404, 'PUT /Observation/{id}', given, {}],
      ['an update that takes it over', 404, 'PUT /Observation/{id}', (id) => observation(id, 'theirs'), {}],
      ['an update with If-Match', 404, 'PUT /Observation/{id}', given, { 'if-match': 'W/"2"' }],
      ['an update with a stale If-Match', 404, 'PUT /Observation/{id}', given, { 'if-match': 'W/"1"' }],
      ['a patch', 404, 'PATCH /Observation/{id}', patch, patching],
      ['a patch with If-Match', 404, 'PATCH /Observation/{id}', patch, { ...patching, 'if-match': 'W/"2"' }],
      ['a delete', 404, 'DELETE /Observation/{id}', undefined, {}],
      ['a delete with If-Match', 404, 'DELETE /Observation/{id}', undefined, { 'if-match': 'W/"2"' }],
      ['a conditional delete', 204, 'DELETE /Observation?identifier=urn:i|{id}', undefined, {}],
      ['a conditional patch', 404, 'PATCH /Observation?identifier=urn:i|{id}', patch, patching],
      ['$everything', 404, 'GET /Patient/{id}/$everything', undefined, {}],
    ])('no answer to %s', async (_what, status, request, body, headers) => {
      expect(await both(request, body, headers)).toBe(status);
    });

    it('no answer in a batch', async () => {
      const entries = ['o-theirs', 'nowhere-'].flatMap((id) => [
        { request: { method: 'GET', url: `Observation/${id}` } },
        { request: { method: 'PUT', url: `Observation/${id}` }, resource: observation(id, 'mine') },
        { request: { method: 'DELETE', url: `Observation/${id}` } },
      ]);
      const answer = await server.send('POST /', { resourceType: 'Bundle', type: 'batch', entry: entries });
      const statuses = responsesIn(answer).map(({ status }) => status.slice(0, 3));
      expect(statuses).toEqual(Array.from({ length: 6 }, () => '404'));
    });

    it('no conditional create: it makes a new one, and says nothing of the other', async () => {
      for (const id of ['o-theirs', 'nowhere-']) {
        const resource = observation('x', 'mine', { identifier: [{ system: 'urn:new', value: id }] });
        const { status, resource: made } = await server.send('POST /Observation', resource, {
          'if-none-exist': `identifier=urn:i|${id}`,
        });
        expect(status).toBe(201);
        await server.asEverybody(() => server.send(`DELETE /Observation/${made.id}`));
      }
    });
  });

  describe('for writing is', () => {
    const count = () =>
      server.asEverybody(async () => (await server.send('GET /_history?_count=1')).resource.total);
    it.each<[string, string, object]>([
      ['the subject of another patient', 'POST /Observation', observation('x', 'theirs')],
      ['the subject of a patient who does not exist', 'POST /Observation', observation('x', 'nobody')],
      [
        'no subject at all',
        'POST /Observation',
        { ...observation('x', 'mine'), subject: undefined, performer: undefined },
      ],
      ['a moved subject', 'PUT /Observation/o-mine', observation('o-mine', 'theirs')],
      [
        'a second patient',
        'POST /Appointment',
        {
          resourceType: 'Appointment',
          status: 'proposed',
          participant: ['mine', 'theirs'].map((id) => ({ status: 'accepted', actor: to(`Patient/${id}`) })),
        },
      ],
      [
        'a grant of one’s own',
        'POST /Consent',
        {
          resourceType: 'Consent',
          status: 'active',
          scope: coded('patient-privacy'),
          category: [coded('x')],
          patient: to('Patient/mine'),
          policyRule: coded('x'),
        },
      ],
      [
        'membership of a team',
        'POST /CareTeam',
        {
          resourceType: 'CareTeam',
          subject: to('Patient/theirs'),
          participant: [{ member: to('Practitioner/nurse') }],
        },
      ],
      [
        'a role',
        'POST /PractitionerRole',
        { resourceType: 'PractitionerRole', practitioner: to('Practitioner/nurse') },
      ],
      [
        'a security label',
        'PUT /Observation/o-mine',
        { ...observation('o-mine', 'mine'), meta: { security: [{ system: 'urn:s', code: 's' }] } },
      ],
      [
        'a tag',
        'POST /Observation',
        { ...observation('x', 'mine'), meta: { tag: [{ system: 'urn:t', code: 't' }] } },
      ],
    ])('not %s: 403, and nothing is stored', async (_what, request, resource) => {
      const before = await count();
      const { status, text } = await server.send(request, resource);
      expect(status, text).toBe(403);
      const bundle = {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          {
            resource,
            request: { method: request.split(' ')[0], url: request.split('/').slice(1).join('/') },
          },
        ],
      };
      expect((await server.send('POST /', bundle)).status).toBe(403);
      expect(await count()).toBe(before);
    });

    it('open for what is the patient’s own', async () => {
      expect((await server.send('POST /Observation', observation('x', 'mine'))).status).toBe(201);
      expect((await server.send('PUT /Observation/crossed', observation('crossed', 'mine'))).status).toBe(
        200,
      );
    });
  });
});
