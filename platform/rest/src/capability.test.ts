import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesIn, startTestServer, type TestServer } from './testing/fhir-server.ts';

const REASON_CODE = {
  resourceType: 'SearchParameter',
  url: 'http://example.org/SearchParameter/Communication-reason-code',
  code: 'reason-code',
  type: 'token',
  base: ['Communication'],
  expression: 'Communication.reasonCode',
} as const;
const PROFILE = 'http://example.org/StructureDefinition/made-up-patient';

const containing = (items: readonly unknown[]): unknown => expect.arrayContaining([...items]);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ installed: [REASON_CODE], profiles: new Map([['Patient', [PROFILE]]]) });
});
afterAll(() => server.close());

async function statement() {
  const { resource } = await server.send('GET /metadata');
  const rest: unknown = Array.isArray(resource.rest) ? resource.rest[0] : undefined;
  return { resource, rest: rest as { resource: { type: string; [element: string]: unknown }[] } };
}

describe('the CapabilityStatement', () => {
  it('is valid R4', async () => {
    const { resource } = await statement();
    const judged = await server.send('POST /CapabilityStatement/$validate', resource);
    expect(judged.resource.issue).toEqual([expect.objectContaining({ severity: 'information' })]);
  });

  it('tells of every type of R4 what can be done with it', async () => {
    const { rest } = await statement();
    expect(rest.resource).toHaveLength(146);
    expect(rest).toMatchObject({
      mode: 'server',
      interaction: [
        { code: 'transaction' },
        { code: 'batch' },
        { code: 'history-system' },
        { code: 'search-system' },
      ],
      compartment: ['http://hl7.org/fhir/CompartmentDefinition/patient'],
    });
  });

  it('names formats, patch formats and the version of FHIR', async () => {
    expect((await statement()).resource).toMatchObject({
      fhirVersion: '4.0.1',
      format: containing(['application/fhir+json', 'application/fhir+xml']),
      patchFormat: containing(['application/json-patch+json']),
      implementation: { url: 'http://localhost:80/fhir' },
    });
  });

  it('names the profiles, search parameters, includes and operations that are installed', async () => {
    const { rest } = await statement();
    const of = (type: string) => rest.resource.find((each) => each.type === type);
    expect(of('Patient')).toMatchObject({
      supportedProfile: [PROFILE],
      searchInclude: containing(['Patient:general-practitioner']),
      searchRevInclude: containing(['Consent:patient', 'Observation:subject']),
      operation: containing([
        { name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' },
        { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' },
      ]),
    });
    expect(of('Communication')?.searchParam).toEqual(
      containing([{ name: 'reason-code', definition: REASON_CODE.url, type: 'token' }]),
    );
    expect(of('Device')).not.toHaveProperty('supportedProfile');
  });

  it('promises nothing that is not answered: every search parameter can be searched by', async () => {
    const { rest } = await statement();
    const asked = rest.resource.flatMap(({ type, searchParam }) =>
      (Array.isArray(searchParam) ? searchParam : []).map(({ name }: { name: string }) => ({ type, name })),
    );
    expect(asked.length).toBeGreaterThan(1500);
    const sample = asked.filter((_each, index) => index % 40 === 0);
    for (const { type, name } of sample) {
      const answer = await server.send(`GET /${type}?${name}:missing=true&_count=1`, undefined, {
        prefer: 'handling=strict',
      });
      expect({ type, name, entries: entriesIn(answer.resource).length }).toEqual({ type, name, entries: 0 });
    }
  });
});
