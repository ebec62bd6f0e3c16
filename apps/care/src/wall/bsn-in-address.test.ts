import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../configuration.ts';
import { refuseBsnInAddress } from './bsn-in-address.ts';
import { buildWall } from './wall.ts';

describe('an address with a BSN', () => {
  it.each([
    '/fhir/Patient?identifier=http://fhir.nl/fhir/NamingSystem/bsn|999911120',
    '/fhir/Patient?identifier=http%3A%2F%2Ffhir.nl%2Ffhir%2FNamingSystem%2Fbsn%7C999911120',
    '/fhir/Patient?identifier=urn:oid:2.16.840.1.113883.2.4.6.3|999911120',
    '/fhir/Patient?%69dentifier=%39%39%39911120',
    '/fhir/Observation?patient.identifier=999911120&_count=1',
    '/fhir/Patient/_search?identifier=999911120',
    '/care/patients?identifier=999911120',
  ])('is refused, and says how to search: %s', (url) => {
    expect(() => refuseBsnInAddress(url)).toThrow(/POST to _search/);
    try {
      refuseBsnInAddress(url);
    } catch (error) {
      expect(String(error)).not.toMatch(/9999/);
    }
  });

  it.each([
    '/fhir/Patient/999911120',
    '/fhir/Patient?_id=999911120',
    '/fhir/Patient?identifier=http://fhir.nl/fhir/NamingSystem/agb-z|12345678',
    '/fhir/Patient?identifier=~sealed~abcdefgh',
    '/fhir/Patient',
  ])('is something else than %s', (url) => {
    expect(() => refuseBsnInAddress(url)).not.toThrow();
  });

  it('is refused in production and taken in development, where test tools still send it', async () => {
    const production = {
      CAECILIA_MODE: 'production',
      CAECILIA_CLINICAL_DATABASE_URL: 'postgresql://caecilia@db.example/clinical',
      CAECILIA_CARE_ORIGIN: 'https://care.hospital.example',
    };
    for (const [environment, status] of [
      [production, 400],
      [{}, 200],
      [{ CAECILIA_BSN_IN_ADDRESS: 'refuse' }, 400],
    ] as const) {
      const app = Fastify();
      const own = ['http://127.0.0.1:8080'];
      buildWall(app, { settings: readSettings(environment, '/'), own });
      app.setErrorHandler((error, _request, reply) =>
        reply.code((error as { status?: number }).status ?? 500).send(),
      );
      app.get('/fhir/Patient', () => ({}));
      expect((await app.inject('/fhir/Patient?identifier=999911120')).statusCode).toBe(status);
      await app.close();
    }
  });
});
