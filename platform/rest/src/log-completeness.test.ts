import { channel } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NURSE, startTestServer, type TestAnswer, type TestServer } from './testing/fhir-server.ts';

const PATIENT = { resourceType: 'Patient', id: 'p', name: [{ family: 'Verzonnen' }] };
const OBSERVATION = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: 'Patient/p' },
};
const batchOf = (...entry: object[]) => ({ resourceType: 'Bundle', type: 'batch', entry });
const get = (url: string) => ({ request: { method: 'GET', url } });

/** Every kind of interaction, each once: what is sent, and the status of its answer. */
const REQUESTS: readonly (readonly [
  request: string,
  status: number,
  body?: unknown,
  headers?: Record<string, string>,
])[] = [
  ['PUT /Patient/p', 201, PATIENT],
  ['POST /Observation', 201, OBSERVATION],
  ['POST /Patient', 200, PATIENT, { 'if-none-exist': 'family=Verzonnen' }],
  ['GET /Patient/p', 200],
  ['GET /Patient/p', 304, undefined, { 'if-none-match': 'W/"1"' }],
  ['GET /Patient/p/_history/1', 200],
  ['GET /Patient/p/_history/9', 404],
  ['GET /Patient/p/_history', 200],
  ['GET /Patient/_history', 200],
  ['GET /_history', 200],
  ['GET /Patient/nobody', 404],
  ['GET /Patient/not%20an%20id', 400],
  ['GET /Patient?family=Verzonnen', 200],
  ['GET /Patient?family=Nobody', 200],
  ['GET /Patient?_summary=count', 200],
  ['GET /Patient?no-such-parameter=1', 400, undefined, { prefer: 'handling=strict' }],
  ['GET /Patient?birthdate=never', 400],
  ['GET /Observation?subject=Patient/p&_include=Observation:subject', 200],
  ['GET /Patient/p/Observation', 200],
  ['POST /Patient/_search', 200, 'family=Verzonnen', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['GET /Patient/p/$everything', 200],
  ['GET /Patient/p/$no-such-operation', 404],
  ['PUT /Patient/p', 412, { ...PATIENT, active: true }, { 'if-match': 'W/"7"' }],
  ['PUT /Patient/p', 200, { ...PATIENT, active: true }],
  ['PUT /Patient/p', 400, '{"resourceType": "Pat'],
  ['PUT /Patient/q', 400, PATIENT],
  [
    'PATCH /Patient/p',
    200,
    '[{"op":"add","path":"/gender","value":"female"}]',
    { 'content-type': 'application/json-patch+json' },
  ],
  ['POST /', 200, batchOf(get('Patient/p'), get('Patient/nobody'))],
  ['POST /', 200, batchOf(get('Patient/p/$no-such-operation'))],
  ['POST /', 200, batchOf({ request: { method: 'BREW', url: 'Patient/p' } })],
  ['POST /', 200, { resourceType: 'Bundle', type: 'transaction', entry: [get('Patient/p')] }],
  ['POST /', 400, { resourceType: 'Bundle', type: 'collection', entry: [get('Patient/p')] }],
  ['DELETE /Patient/q', 204],
  ['DELETE /Patient/p', 204],
  ['GET /Patient/p', 410],
  ['GET /NoSuchType/p', 404],
];

/** Tells the count over the whole run (`tools/log-count`) that this request can have no line. */
const hasNoLine = (answer: TestAnswer) =>
  channel('caecilia.test.no-line').publish({
    id: String(answer.headers['x-request-id']),
    why: 'the log was made unwritable',
  });

describe('the log', () => {
  let server: TestServer;
  let known: typeof NURSE | undefined = NURSE;
  beforeAll(async () => {
    server = await startTestServer({ authenticate: () => known });
  });
  afterAll(async () => await server?.close());

  const idOf = ({ headers }: TestAnswer) => String(headers['x-request-id']);
  const requestsInLog = async () => {
    const rows = await server.store.sql.query(
      { text: 'select distinct request from audit where request is not null' },
      [],
    );
    return rows.map((row) => String(row.request)).sort();
  };

  it('has a line of every request that touches a patient, whatever its answer', async () => {
    const sent: string[] = [];
    const answered: unknown[] = [];
    for (const [request, , body, headers] of REQUESTS) {
      const answer = await server.send(request, body, headers);
      const isInLog = (await requestsInLog()).includes(idOf(answer));
      answered.push({ request, status: answer.status, isInLog });
      sent.push(idOf(answer));
    }
    expect(answered).toEqual(REQUESTS.map(([request, status]) => ({ request, status, isInLog: true })));
    expect(await requestsInLog()).toEqual(sent.toSorted());
  });

  it('has a line of a caller who could not be told, and none in the name of a patient', async () => {
    known = undefined;
    const answer = await server.send('GET /Patient/p');
    known = NURSE;
    expect(answer.status).toBe(401);
    const lines = await server.store.sql.query(
      {
        text: 'select user_id, event, outcome, patient, target, detail from audit join audit_who w on w.key = who where request = $1',
      },
      [idOf(answer)],
    );
    expect(lines).toEqual([
      {
        user_id: 'anonymous',
        event: 'refusal',
        outcome: 4,
        patient: null,
        target: 'p',
        detail: 'read 401 login',
      },
    ]);
  });

  it('has no line of the CapabilityStatement, which is about nobody', async () => {
    const answer = await server.send('GET /metadata');
    expect(await requestsInLog()).not.toContain(idOf(answer));
  });

  it('holds no value of a search and no content', async () => {
    const rows = await server.store.sql.query(
      { text: 'select a.*, w.* from audit a join audit_who w on w.key = a.who' },
      [],
    );
    expect(rows.length).toBeGreaterThan(REQUESTS.length);
    expect(JSON.stringify(rows)).not.toMatch(/Verzonnen|Nobody|female/);
  });

  it('is written or nothing is answered: neither what is found nor why it was refused', async () => {
    await server.send('PUT /Patient/r', { ...PATIENT, id: 'r' });
    const refuse = async (statement: string) => {
      await server.store.sql.query({ text: statement }, []);
    };
    await refuse(
      `create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`,
    );
    await refuse('create trigger no_room before insert on audit for each row execute function no_room()');
    for (const request of [
      'GET /Patient/r',
      'GET /Patient?_id=r',
      'GET /Patient/r/_history',
      'GET /Patient?birthdate=never',
    ]) {
      const answer = await server.send(request);
      hasNoLine(answer);
      expect([request, answer.status]).toEqual([request, 500]);
      expect(answer.text).not.toContain('Verzonnen');
    }
    const write = await server.send('PUT /Patient/s', { ...PATIENT, id: 's' });
    hasNoLine(write);
    expect(write.status).toBe(500);
    await refuse('drop trigger no_room on audit');
    expect((await server.send('GET /Patient/s')).status).toBe(404);
    expect((await server.send('GET /Patient/r')).status).toBe(200);
  });
});
