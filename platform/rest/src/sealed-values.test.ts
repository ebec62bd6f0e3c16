import { Problem } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SealedValues } from './sealed-values.ts';
import { idsIn, nextIn, startTestServer, type TestServer } from './testing/fhir-server.ts';

const SYSTEM = 'http://fhir.nl/fhir/NamingSystem/bsn';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a sealed value', () => {
  const values = new SealedValues();

  it('is read again for its own parameter, and shows nothing of itself', () => {
    const sealed = values.seal('identifier', `${SYSTEM}|999911120`);
    expect(sealed).not.toContain('9999');
    expect(sealed).toMatch(/^~sealed~[\w-]+$/);
    expect(values.open('identifier', sealed)).toBe(`${SYSTEM}|999911120`);
    expect(values.open('identifier', '999911120')).toBe('999911120');
  });

  it('is refused for another parameter, another server, and when it was changed', () => {
    const sealed = values.seal('identifier', '999911120');
    expect(() => values.open('name', sealed)).toThrow(Problem);
    expect(() => new SealedValues().open('identifier', sealed)).toThrow(Problem);
    for (const changed of [`${sealed.slice(0, -2)}AA`, '~sealed~', '~sealed~AAAA'])
      expect(() => values.open('identifier', changed)).toThrow(Problem);
  });
});

describe('a search by BSN', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.send('PUT /Patient/p', {
      resourceType: 'Patient',
      id: 'p',
      identifier: [{ system: SYSTEM, value: '999911120' }],
    });
    for (const id of ['a', 'b', 'c'])
      await server.send(`PUT /Observation/${id}`, {
        resourceType: 'Observation',
        id,
        status: 'final',
        code: { text: 'x' },
        subject: { reference: 'Patient/p' },
      });
  });
  afterAll(() => server.close());

  it.each([
    ['with its system', `patient.identifier=${encodeURIComponent(`${SYSTEM}|999911120`)}`],
    ['bare', 'patient.identifier=999911120'],
  ])('%s by POST is paged by links that do not hold it', async (_how, form) => {
    const first = await server.send('POST /Observation/_search', `${form}&_count=2&_sort=_id`, FORM);
    expect(first.status).toBe(200);
    expect(idsIn(first.resource)).toEqual(['a', 'b']);
    expect(JSON.stringify(first.resource.link)).not.toContain('999911120');
    const second = await server.send(`GET ${nextIn(first.resource)}`);
    expect(second.status).toBe(200);
    expect(idsIn(second.resource)).toEqual(['c']);
    expect(JSON.stringify(second.resource.link)).not.toContain('999911120');
  });
});
