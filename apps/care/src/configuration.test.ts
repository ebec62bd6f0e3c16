import { describe, expect, it } from 'vitest';
import { describeSettings, readSettings, SETTINGS, SettingsError } from './configuration.ts';

describe('the settings', () => {
  it('are complete without any variable: development, embedded database, demo, port 8080', () => {
    const settings = readSettings({}, '/somewhere');
    expect(settings).toMatchObject({
      CAECILIA_MODE: 'development',
      CAECILIA_CARE_PORT: 8080,
      CAECILIA_DATA_DIR: '/somewhere/data',
      demo: true,
    });
    expect(settings.CAECILIA_CLINICAL_DATABASE_URL).toBeUndefined();
  });

  it('name every variable that cannot be used', () => {
    expect(() => readSettings({ CAECILIA_CARE_PORT: 'eighty', CAECILIA_MODE: 'prod' }, '/')).toThrow(
      /CAECILIA_MODE[\s\S]*CAECILIA_CARE_PORT/,
    );
  });

  it('refuse the embedded database in production mode', () => {
    expect(() => readSettings({ CAECILIA_MODE: 'production' }, '/')).toThrow(/does not sync to disk/);
  });

  it('refuse demo data in production mode, and leave it out by default there', () => {
    const production = {
      CAECILIA_MODE: 'production',
      CAECILIA_CLINICAL_DATABASE_URL: 'postgresql://caecilia@db.example/clinical',
      CAECILIA_CARE_ORIGIN: 'https://care.hospital.example',
    };
    for (const demo of ['on', 'small'])
      expect(() => readSettings({ ...production, CAECILIA_DEMO: demo }, '/')).toThrow(SettingsError);
    expect(readSettings(production, '/')).toMatchObject({ demo: false, demoNetwork: false });
  });

  it('refuse production mode without an https address, except on the machine itself', () => {
    const production = {
      CAECILIA_MODE: 'production',
      CAECILIA_CLINICAL_DATABASE_URL: 'postgresql://caecilia@db.example/clinical',
    };
    for (const origin of [undefined, 'http://care.hospital.example'])
      expect(() => readSettings({ ...production, CAECILIA_CARE_ORIGIN: origin }, '/')).toThrow(/https/);
    const local = readSettings({ ...production, CAECILIA_CARE_ORIGIN: 'http://localhost:8080/' }, '/');
    expect(local.CAECILIA_CARE_ORIGIN).toBe('http://localhost:8080');
  });

  it.each([
    'care.hospital.example',
    'https://care.example/path',
    'ftp://care.example',
    'https://u@care.example',
  ])('refuse an origin that is none: %s', (origin) =>
    expect(() => readSettings({ CAECILIA_CARE_ORIGIN: origin }, '/')).toThrow(/scheme, host/),
  );

  it('refuse e-mail that is half set up, or that would go over a network without TLS', () => {
    const mail = { CAECILIA_SMTP_HOST: 'mail.verzonnen.example', CAECILIA_MAIL_FROM: 'a@verzonnen.example' };
    expect(readSettings({}, '/').mail).toBeUndefined();
    expect(readSettings(mail, '/').mail).toMatchObject({ port: 587, security: 'starttls' });
    for (const name of Object.keys(mail))
      expect(() => readSettings({ ...mail, [name]: '' }, '/')).toThrow(/half set up/);
    expect(() => readSettings({ ...mail, CAECILIA_SMTP_SECURITY: 'none' }, '/')).toThrow(SettingsError);
  });

  it('are each described with their default', () => {
    const text = describeSettings();
    for (const name of Object.keys(SETTINGS.shape)) expect(text).toContain(name);
    expect(text).toContain('CAECILIA_LIMIT_DEPTH (default 64)');
  });
});
