import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeSettings, readSettings, SETTINGS } from './configuration.ts';

const PRODUCTION = {
  CAECILIA_MODE: 'production',
  CAECILIA_GLOBAL_DATABASE_URL: 'postgresql://global@db.example/global',
  CAECILIA_GLOBAL_ORIGIN: 'https://global.hospital.example',
};

describe('the settings of Global', () => {
  it('need nothing to try it: port 8090, embedded in data-global, with the demo', () => {
    expect(readSettings({}, '/here')).toMatchObject({
      CAECILIA_GLOBAL_PORT: 8090,
      CAECILIA_GLOBAL_HOST: '127.0.0.1',
      CAECILIA_GLOBAL_DATA_DIR: '/here/data-global',
      demo: true,
      provider: undefined,
    });
  });

  it.each([
    ['the embedded database', { CAECILIA_GLOBAL_DATABASE_URL: undefined }, 'CAECILIA_GLOBAL_DATABASE_URL'],
    ['an address without TLS', { CAECILIA_GLOBAL_ORIGIN: 'http://global.example' }, 'CAECILIA_GLOBAL_ORIGIN'],
    ['no address at all', { CAECILIA_GLOBAL_ORIGIN: undefined }, 'CAECILIA_GLOBAL_ORIGIN'],
    [
      'a provider without TLS',
      { CAECILIA_GLOBAL_OIDC_ISSUER: 'http://login.example' },
      'CAECILIA_GLOBAL_OIDC_ISSUER',
    ],
    ['the demo', { CAECILIA_GLOBAL_DEMO: 'on' }, 'CAECILIA_GLOBAL_DEMO'],
  ])('refuse %s in production', (_what, other, named) => {
    expect(readSettings(PRODUCTION, '/').demo).toBe(false);
    expect(() => readSettings({ ...PRODUCTION, ...other }, '/')).toThrow(named);
  });

  it('take the secret at the provider from a file, and refuse a provider without one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'caecilia-secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'a-secret-that-is-invented\n');
    const issuer = { CAECILIA_GLOBAL_OIDC_ISSUER: 'https://login.example' };
    expect(readSettings({ ...issuer, CAECILIA_GLOBAL_OIDC_CLIENT_SECRET_FILE: file }, '/').provider).toEqual({
      issuer: 'https://login.example',
      clientId: 'caecilia-global',
      clientSecret: 'a-secret-that-is-invented',
    });
    expect(() => readSettings(issuer, '/')).toThrow('CAECILIA_GLOBAL_OIDC_CLIENT_SECRET');
    rmSync(folder, { recursive: true });
    expect(() => readSettings({ ...issuer, CAECILIA_GLOBAL_OIDC_CLIENT_SECRET_FILE: file }, '/')).toThrow(
      'cannot be read',
    );
  });

  it('are named one by one where they are wrong, and each is described', () => {
    expect(() => readSettings({ CAECILIA_GLOBAL_PORT: 'x', CAECILIA_GLOBAL_ORIGIN: 'x' }, '/')).toThrow(
      /CAECILIA_GLOBAL_PORT: .*\nCAECILIA_GLOBAL_ORIGIN: must be scheme/,
    );
    for (const name of Object.keys(SETTINGS.shape))
      expect(describeSettings()).toMatch(new RegExp(`^${name}.*\\n +\\w`, 'm'));
  });
});
