import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/fhir-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.send('PUT /Patient/a', {
    resourceType: 'Patient',
    id: 'a',
    name: [
      { given: ['Fictieve'], _given: [{ extension: [{ url: 'http://example.org/q', valueCode: 'BR' }] }] },
    ],
  });
});
afterAll(() => server.close());

const XML = { accept: 'application/fhir+xml' };
const XML_BODY = { 'content-type': 'application/fhir+xml' };
const NAMESPACE = 'xmlns="http://hl7.org/fhir"';

describe('XML', () => {
  it.each([
    ['GET /Patient/a', `<Patient ${NAMESPACE}>`],
    ['GET /Patient/a/_history/1', `<Patient ${NAMESPACE}>`],
    ['GET /Patient/a/_history', '<type value="history"/>'],
    ['GET /Patient?_id=a', '<type value="searchset"/>'],
    ['GET /Patient/none', `<OperationOutcome ${NAMESPACE}>`],
    ['GET /Pacient', `<OperationOutcome ${NAMESPACE}>`],
    ['GET /metadata', `<CapabilityStatement ${NAMESPACE}>`],
    ['GET /ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender', '<expansion>'],
    ['GET /Patient/a/$everything', '<type value="searchset"/>'],
  ])('is what %s answers where it is asked for', async (request, text) => {
    for (const answer of [
      await server.send(request, undefined, XML),
      await server.send(`${request}${request.includes('?') ? '&' : '?'}_format=xml`),
    ]) {
      expect(answer.headers['content-type']).toBe('application/fhir+xml; charset=utf-8');
      expect(answer.text).toContain(text);
    }
  });

  it('carries extensions on primitives there and back', async () => {
    const { text } = await server.send('GET /Patient/a', undefined, XML);
    expect(text).toContain('<given value="Fictieve"><extension url="http://example.org/q">');
    const answer = await server.send('PUT /Patient/a', text, XML_BODY);
    expect(answer.resource).toMatchObject({ name: [{ _given: [{ extension: [{ valueCode: 'BR' }] }] }] });
  });

  it('keeps the digits of decimals there and back', async () => {
    const xml =
      `<Observation ${NAMESPACE}><status value="final"/><code><text value="x"/></code>` +
      '<valueQuantity><value value="1.500"/></valueQuantity></Observation>';
    const answer = await server.send('POST /Observation', xml, { ...XML_BODY, ...XML });
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.text).toContain('<value value="1.500"/>');
  });

  it('may be a transaction, and its answer', async () => {
    const xml =
      `<Bundle ${NAMESPACE}><type value="transaction"/><entry><resource><Patient><active value="true"/></Patient></resource>` +
      '<request><method value="POST"/><url value="Patient"/></request></entry></Bundle>';
    const answer = await server.send('POST ', xml, { ...XML_BODY, ...XML });
    expect(answer.text).toContain('<type value="transaction-response"/>');
    expect(answer.text).toContain('<status value="201 Created"/>');
  });

  it.each([
    ['a document type', `<!DOCTYPE x><Patient ${NAMESPACE}/>`],
    [
      'an entity',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><Patient ${NAMESPACE}><language value="&e;"/></Patient>`,
    ],
    ['an element that R4 does not know', `<Patient ${NAMESPACE}><colour value="blue"/></Patient>`],
    ['a tag that is not closed', `<Patient ${NAMESPACE}><active value="true"/>`],
    ['another namespace', '<Patient xmlns="http://example.org"/>'],
  ])('with %s is refused with 400 and the place', async (_what, xml) => {
    const answer = await server.send('POST /Patient', xml, XML_BODY);
    expect(answer).toMatchObject({ status: 400, resource: { resourceType: 'OperationOutcome' } });
    expect(answer.text).toMatch(/line \d+/);
  });
});

describe('the format of an answer', () => {
  it('that cannot be met is refused with 406, in JSON', async () => {
    for (const answer of [
      await server.send('GET /Patient/a', undefined, { accept: 'text/turtle' }),
      await server.send('GET /Patient/a?_format=ttl'),
      await server.send('GET /Patient/a', undefined, { accept: 'application/fhir+json; fhirVersion=3.0' }),
    ]) {
      expect(answer).toMatchObject({ status: 406, resource: { resourceType: 'OperationOutcome' } });
    }
  });

  it('is indented where _pretty asks for it', async () => {
    expect((await server.send('GET /Patient/a?_pretty=true')).text).toMatch(/^\{\n {2}"resourceType"/);
    expect((await server.send('GET /Patient/a?_pretty=true&_format=xml')).text).toMatch(
      /\n {2}<id value="a"\/>/,
    );
  });
});

describe('the content type of a body', () => {
  it.each([
    'text/plain',
    'application/fhir+json; charset=iso-8859-1',
    'application/fhir+json; fhirVersion=5.0',
    'nonsense',
  ])('that is not taken is refused with 415: %s', async (type) => {
    const answer = await server.send('POST /Patient', '{"resourceType":"Patient"}', { 'content-type': type });
    expect(answer).toMatchObject({ status: 415, resource: { resourceType: 'OperationOutcome' } });
  });
});

describe('a Binary', () => {
  const bytes = Buffer.from('%PDF-made-up');
  let id: string | undefined;

  it('may be sent as it is', async () => {
    const answer = await server.send('POST /Binary', bytes, { 'content-type': 'application/pdf' });
    id = answer.resource.id;
    expect(answer.resource).toMatchObject({ contentType: 'application/pdf', data: bytes.toString('base64') });
  });

  it('is a resource for whoever leaves the choice to us, and a file to be saved for whoever asks for its type', async () => {
    const resource = await server.send(`GET /Binary/${id}`, undefined, { accept: '*/*' });
    expect(resource.resource).toMatchObject({ resourceType: 'Binary' });
    const file = await server.send(`GET /Binary/${id}`, undefined, { accept: 'application/pdf' });
    expect(file.text).toBe('%PDF-made-up');
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    });
    expect((await server.send(`GET /Binary/${id}`, undefined, { accept: 'image/png' })).status).toBe(406);
  });
});
