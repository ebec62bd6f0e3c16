import { createServer } from 'node:http';
import { processorTime } from '@caecilia/fhir/testing/processor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const XML = { 'content-type': 'application/fhir+xml' };
const NAMESPACE = 'xmlns="http://hl7.org/fhir"';

describe('XML that reaches out (trust check I7)', () => {
  it('is refused, and nothing is fetched for it', async () => {
    let calls = 0;
    const listener = createServer((_request, answer) => {
      calls += 1;
      answer.end('made up');
    });
    const port = await new Promise<number>((resolve) => {
      listener.listen(0, '127.0.0.1', () => resolve((listener.address() as { port: number }).port));
    });
    const there = `http://127.0.0.1:${port}`;
    const bomb = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    );
    const patient = (inside: string, attributes = '') =>
      `<Patient ${NAMESPACE} ${attributes}>${inside}</Patient>`;
    try {
      for (const xml of [
        `<!DOCTYPE Patient SYSTEM "${there}/x.dtd">${patient('')}`,
        `<!DOCTYPE Patient PUBLIC "-//made//up" "${there}/x.dtd">${patient('')}`,
        `<!DOCTYPE p [<!ENTITY x SYSTEM "${there}/x">]>${patient('<language value="&x;"/>')}`,
        `<!DOCTYPE p [<!ENTITY % x SYSTEM "${there}/x">%x;]>${patient('')}`,
        `<!DOCTYPE p [<!ENTITY l0 "lol">${bomb}]>${patient('<language value="&l9;"/>')}`,
        `<?xml-stylesheet href="${there}/x.xsl" type="text/xsl"?>${patient('<colour value="x"/>')}`,
        patient(
          '',
          `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${there}/x.xsd" made-up="1"`,
        ),
        patient(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${there}/x.xml"/>`),
      ]) {
        const { ms } = await processorTime(async () => {
          const answer = await server.send('POST /Patient', xml, XML);
          expect([xml, answer.status]).toEqual([xml, 400]);
        });
        expect(ms).toBeLessThan(2000);
      }
      expect(calls).toBe(0);
    } finally {
      listener.close();
    }
  });
});

describe('a search without measure (trust check I9)', () => {
  beforeAll(async () => {
    const entry = Array.from({ length: 200 }, (_, n) => ({
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'made up' },
        subject: { reference: 'Patient/many' },
        ...(n === 0 ? {} : { hasMember: [{ reference: `Observation/m${n - 1}` }] }),
        id: `m${n}`,
      },
      request: { method: 'PUT', url: `Observation/m${n}` },
    }));
    const patient = { resourceType: 'Patient', id: 'many' };
    const first = { resource: patient, request: { method: 'PUT', url: 'Patient/many' } };
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [first, ...entry] };
    expect((await server.send('POST /', bundle)).status).toBe(200);
  });

  it.each([
    ['a negative count', 'Patient?_count=-1', 400],
    ['a count of a thousand million', 'Observation?_count=1000000000', 400],
    ['a count that is no number', 'Patient?_count=1e9', 400],
    [
      'a thousand alternatives',
      `Patient?family=${Array.from({ length: 1000 }, (_, n) => `n${n}`).join(',')}`,
      undefined,
    ],
    [
      'a thousand parameters',
      `Patient?${Array.from({ length: 1000 }, (_, n) => `family=n${n}`).join('&')}`,
      undefined,
    ],
    [
      'a chain of twenty levels',
      `Observation?${'has-member:Observation.'.repeat(20)}status=final`,
      undefined,
    ],
    [
      'a reversed chain of twenty levels',
      `Patient?${'_has:Observation:subject:'.repeat(20)}status=final`,
      undefined,
    ],
    ['every include', 'Observation?_include=*', undefined],
    ['every include, again and again', 'Observation?_include:iterate=*&_count=1000', undefined],
    ['every reversed include, again and again', 'Patient?_revinclude:iterate=*&_id=many', undefined],
    ['both, again and again', 'Observation?_include:iterate=*&_revinclude:iterate=*&_count=1000', undefined],
  ])(
    '%s is refused or answered with a bounded answer, within two seconds of processor',
    async (_what, query, status) => {
      const { ms, result: answer } = await processorTime(async () => await server.send(`GET /${query}`));
      expect(ms).toBeLessThan(2000);
      if (status === undefined) expect([200, 400, 422]).toContain(answer.status);
      else expect(answer.status).toBe(status);
      const { resourceType } = answer.resource;
      expect(resourceType).toBe(answer.status === 200 ? 'Bundle' : 'OperationOutcome');
      expect(answer.text.length).toBeLessThan(2_000_000);
    },
  );
});

describe('a value at the edge (trust check I11)', () => {
  const observation = (value: string) =>
    `{"resourceType":"Observation","status":"final","code":{"text":"made up"},"valueQuantity":{"value":${value}}}`;

  it.each([
    '1.00',
    '1e400',
    '9007199254740993',
    '-0.0',
    '1E-7',
    '0.1000000000000000055511151231257827',
    `1${'0'.repeat(400)}`,
    'NaN',
    '01',
    '+1',
    '.5',
  ])('of a number (%s) is kept digit for digit, and found, or is refused', async (value) => {
    const answer = await server.send('POST /Observation', observation(value));
    if (answer.status >= 400 && answer.status < 500) return;
    expect(answer.status).toBe(201);
    const { text } = await server.send(`GET /Observation/${answer.resource.id}`);
    expect(text).toContain(`"value":${value}}`);
  });

  it.each(['1.00', '9007199254740993'])('of a number (%s) is not refused', async (value) => {
    expect((await server.send('POST /Observation', observation(value))).status).toBe(201);
  });

  it.each([
    ['0000-01-01', 422],
    ['0001-01-01', 201],
    ['9999-12-31', 201],
    ['10000-01-01', 422],
    ['2020-02-30', 422],
    ['2020-13-01', 422],
  ])('of a date (%s) is answered with %i, and never a failure', async (birthDate, status) => {
    const answer = await server.send('POST /Patient', { resourceType: 'Patient', birthDate });
    expect([birthDate, answer.status]).toEqual([birthDate, status]);
    if (status !== 201) return;
    const { id = '' } = answer.resource;
    expect((await server.send(`GET /Patient/${id}`)).resource).toMatchObject({ birthDate });
    expect((await server.send(`GET /Patient?birthdate=${birthDate}&_id=${id}`)).resource).toMatchObject({
      total: 1,
    });
  });

  it.each([
    '2020-01-01T24:00:00Z',
    '2020-01-01T23:59:61Z',
    '2020-01-01T10:00:00',
    '9999-12-31T23:59:59.999+14:00',
    '0001-01-01T00:00:00-14:00',
  ])('of an instant (%s) is kept or refused, and can be searched by', async (effectiveDateTime) => {
    const sent = { ...(JSON.parse(observation('1')) as object), effectiveDateTime };
    const answer = await server.send('POST /Observation', sent);
    expect([201, 400, 422]).toContain(answer.status);
    if (answer.status === 201)
      expect((await server.send(`GET /Observation/${answer.resource.id}`)).resource).toMatchObject({
        effectiveDateTime,
      });
    const found = await server.send(`GET /Observation?date=${encodeURIComponent(effectiveDateTime)}`);
    expect([200, 400]).toContain(found.status);
  });

  it('of a text of a million characters is kept whole, or refused', async () => {
    const text = 'ë'.repeat(1_000_000);
    const answer = await server.send('POST /Observation', {
      ...(JSON.parse(observation('1')) as object),
      note: [{ text }],
    });
    expect(answer.status).toBe(201);
    const read = await server.send(`GET /Observation/${answer.resource.id}`);
    expect(read.resource).toMatchObject({ note: [{ text }] });
    const name = await server.send('POST /Patient', { resourceType: 'Patient', name: [{ family: text }] });
    expect([201, 400, 413, 422]).toContain(name.status);
  });
});

describe('a character that no text may hold (trust check I11)', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const PATCH = { 'content-type': 'application/json-patch+json' };
  const patching = (value: string) => `[{"op":"add","path":"/language","value":"${value}"}]`;
  const inBatch = (value: string) =>
    `{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Patient","language":"${value}"},"request":{"method":"POST","url":"Patient"}}]}`;
  const inXml = (value: string) => `<Patient ${NAMESPACE}><language value="${value}"/></Patient>`;
  const NUL = String.fromCharCode(0);

  it.each([
    ['POST /Patient', '{"resourceType":"Patient","language":"\\u0000"}', {}],
    ['POST /Patient', '{"resourceType":"Patient","language":"\\udfff"}', {}],
    ['POST /Patient', `{"resourceType":"Patient","language":"${NUL}"}`, {}],
    ['PUT /Patient/edge', '{"resourceType":"Patient","id":"edge","language":"\\ud800x"}', {}],
    ['PATCH /Patient/edge', patching('\\u0000'), PATCH],
    ['PATCH /Patient/edge', patching('\\ud800'), PATCH],
    ['POST /', inBatch('\\u0000'), {}],
    ['POST /', inBatch('\\udc00'), {}],
    ['POST /Patient', inXml('&#0;'), XML],
    ['POST /Patient', inXml('&#xD800;'), XML],
    ['POST /Patient', inXml(NUL), XML],
    [
      'POST /Patient',
      Buffer.from([
        ...Buffer.from(`<Patient ${NAMESPACE}><language value="`),
        0xed,
        0xa0,
        0x80,
        ...Buffer.from('"/></Patient>'),
      ]),
      XML,
    ],
    ['POST /Patient/_search', 'family=%00', FORM],
    ['POST /Patient/_search', `family=${NUL}`, FORM],
    ['GET /Patient?family=%00', undefined, {}],
    ['GET /Patient/%00', undefined, {}],
    ['GET /Patient?_has:Observation:subject:code=%00', undefined, {}],
    ['GET /Patient/edge/_history?_since=%00', undefined, {}],
  ] as const)('is refused with 400 at %s: %#', async (door, body, headers) => {
    const answer = await server.send(door, body, { ...headers });
    expect(answer).toMatchObject({ status: 400, resource: { resourceType: 'OperationOutcome' } });
  });

  it('is refused in a header that is a search too, and in half a pair that comes as bytes', async () => {
    const conditional = await server.send(
      'POST /Patient',
      { resourceType: 'Patient' },
      { 'if-none-exist': 'family=%00' },
    );
    expect(conditional.status).toBe(400);
    // A form holds bytes; those that are no UTF-8 become the sign for that, and are looked for as it.
    const half = await server.send('POST /Patient/_search', 'family=%ED%A0%80', FORM);
    expect(half.status).toBe(200);
  });
});
