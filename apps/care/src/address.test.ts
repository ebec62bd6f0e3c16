import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressOf, refuseForeignHost, refuseOutside } from './address.ts';
import { readSettings } from './configuration.ts';

const HOUSE = {
  host: '0.0.0.0',
  port: 8080,
  origin: 'https://care.hospital.example',
  local: 'http://127.0.0.1:8080',
};

describe('the Host of a request', () => {
  it.each(['care.hospital.example', 'CARE.hospital.example', '127.0.0.1:8080', 'localhost', '[::1]:8080'])(
    'is taken where it is this house or this machine: %s',
    (host) => expect(() => refuseForeignHost(host, HOUSE)).not.toThrow(),
  );

  it.each([
    undefined,
    '',
    'evil.example',
    'care.hospital.example.evil.example',
    'care.hospital.example:8443',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8080',
    '10.0.0.1',
  ])('is refused where it is another name: %s', (host) =>
    expect(() => refuseForeignHost(host, HOUSE)).toThrow(/answers to care.hospital.example/),
  );
});

describe('what is of this machine alone', () => {
  it.each(['/metrics', '/admin/packs', '/admin?x=1'])(
    'is not there by the name that others know: %s',
    (url) => {
      expect(() => refuseOutside('care.hospital.example', url)).toThrow(/no page/);
      expect(() => refuseOutside(undefined, url)).toThrow(/no page/);
      expect(() => refuseOutside('127.0.0.1:8080', url)).not.toThrow();
    },
  );

  it('is nothing else', () => {
    for (const url of ['/', '/health/ready', '/fhir/metadata', '/administration'])
      expect(() => refuseOutside('care.hospital.example', url)).not.toThrow();
  });
});

describe('the address of the house', () => {
  it('is the loopback address and the port unless it is said', async () => {
    const settings = readSettings({ CAECILIA_CARE_PORT: '8181' }, '/');
    expect(await addressOf(settings)).toEqual({
      host: '127.0.0.1',
      port: 8181,
      origin: 'http://127.0.0.1:8181',
      local: 'http://127.0.0.1:8181',
    });
  });

  it('is a free port where any will do', async () => {
    const { port, host, origin } = await addressOf(readSettings({ CAECILIA_CARE_PORT: '0' }, '/'));
    expect(origin).toBe(`http://127.0.0.1:${port}`);
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it('is what the operator says browsers use', async () => {
    const settings = readSettings({ CAECILIA_CARE_ORIGIN: 'https://care.hospital.example/' }, '/');
    expect((await addressOf(settings)).origin).toBe('https://care.hospital.example');
  });
});
