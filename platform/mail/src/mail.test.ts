import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Mail, MailFailed, mailAddress, mailSettings, openMailer } from './index.ts';
import { type MailSink, openMailSink, textOf } from './testing/sink.ts';

const FROM = 'caecilia@verzonnen.example';
const MAIL: Mail = {
  to: 'b.verzonnen@praktijk.example',
  subject: 'Er ligt iets voor u klaar',
  text: 'Beste collega,\n\nEr is iets voor u: één regel met een é.\n',
  language: 'nl',
};
const here = (port: number, more: object = {}) =>
  openMailer({ host: '127.0.0.1', port, security: 'none', from: FROM, ...more });
const failureOf = async (sending: Promise<void>) =>
  await sending.then(
    () => 'taken',
    (error: unknown) => (error instanceof MailFailed ? error.failure : String(error)),
  );

describe('mail', () => {
  let sink: MailSink;
  beforeAll(async () => {
    sink = await openMailSink();
  });
  afterEach(() => {
    sink.trouble = 'none';
  });
  afterAll(async () => await sink?.close());

  it('goes to one person as plain text, and says that a machine sent it', async () => {
    await here(sink.port).send(MAIL);
    const mail = sink.received.at(-1);
    expect([mail?.from, mail?.to]).toEqual([FROM, [MAIL.to]]);
    expect(mail === undefined ? '' : textOf(mail)).toBe(MAIL.text);
    expect(mail?.raw).toMatch(/^Content-Type: text\/plain/m);
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(mail?.raw).not.toMatch(/text\/html|<img|multipart/i);
  });

  it.each([
    'b@praktijk.example\r\nBcc: c@elders.example',
    'b@praktijk.example\nBcc: c@elders.example',
    'b@praktijk.example, c@elders.example',
    'B <b@praktijk.example>',
    '"b\r\n"@praktijk.example',
    'b@praktijk.example>',
    'b@[127.0.0.1]',
    'b@praktijk',
    '@praktijk.example',
    `${'b'.repeat(65)}@praktijk.example`,
    '',
  ])('is not sent to what is no one address: %j', async (to) => {
    const before = sink.received.length;
    await expect(here(sink.port).send({ ...MAIL, to })).rejects.toThrow('no e-mail address');
    expect(sink.received.length).toBe(before);
    expect(() => mailAddress(to)).toThrow('no e-mail address');
  });

  it.each(['x\r\nBcc: c@elders.example', 'x\nX-Other: y', 'x\u2028y', 'x\u0000', 'x'.repeat(201)])(
    'takes no header by its subject: %j',
    async (subject) => {
      const before = sink.received.length;
      await expect(here(sink.port).send({ ...MAIL, subject })).rejects.toThrow('one line');
      expect(sink.received.length).toBe(before);
    },
  );

  it('keeps in its text what looks like a header or an end of a mail', async () => {
    const text = 'Bcc: c@elders.example\n.\nQUIT\n';
    await here(sink.port).send({ ...MAIL, text });
    const mail = sink.received.at(-1);
    expect(mail?.to).toEqual([MAIL.to]);
    expect(mail === undefined ? '' : textOf(mail)).toBe(text);
  });

  it('that is refused says why: the address, a server that is busy, and one that is not there', async () => {
    sink.trouble = 'refuses';
    expect(await failureOf(here(sink.port).send(MAIL))).toBe('address-refused');
    sink.trouble = 'busy';
    expect(await failureOf(here(sink.port).send(MAIL))).toBe('broken');
    const gone = await openMailSink();
    await gone.close();
    expect(await failureOf(here(gone.port).send(MAIL))).toBe('unreachable');
  });

  it('that should be encrypted is not sent to a server that cannot', async () => {
    const before = sink.received.length;
    expect(await failureOf(here(sink.port, { security: 'starttls' }).send(MAIL))).not.toBe('taken');
    expect(sink.received.length).toBe(before);
  });
});

describe('encrypted mail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'caecilia-mail-'));
  let sink: MailSink;
  let cert = '';
  beforeAll(async () => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const words =
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1';
    execFileSync('openssl', [...words.split(' '), '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    cert = readFileSync(certificate, 'utf8');
    sink = await openMailSink({ tls: { key: readFileSync(key, 'utf8'), cert } });
  });
  afterAll(async () => {
    await sink?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes to a server whose certificate is trusted, and to no other', async () => {
    const before = sink.received.length;
    expect(await failureOf(here(sink.port, { security: 'starttls' }).send(MAIL))).toBe('certificate');
    expect(sink.received.length).toBe(before);
    await here(sink.port, { security: 'starttls', ca: cert }).send(MAIL);
    expect(sink.received.at(-1)?.secure).toBe(true);
  });
});

describe('settings of mail', () => {
  it('are none at all, or whole', () => {
    expect(mailSettings({})).toBeUndefined();
    expect(mailSettings({ host: 'mail.verzonnen.example', from: FROM })).toEqual({
      host: 'mail.verzonnen.example',
      port: 587,
      security: 'starttls',
      from: FROM,
    });
    expect(mailSettings({ host: 'mail.verzonnen.example' })).toMatch(/half set up/);
    expect(mailSettings({ from: FROM })).toMatch(/half set up/);
    expect(mailSettings({ host: 'mail.verzonnen.example', from: FROM, user: 'x' })).toMatch(/go together/);
  });

  it('leave TLS away on this machine only', () => {
    const without = (host: string) => mailSettings({ host, from: FROM, security: 'none' });
    expect(without('127.0.0.1')).toMatchObject({ security: 'none' });
    for (const host of [
      'mail.verzonnen.example',
      '10.0.0.1',
      '127.0.0.1.elders.example',
      'localhost.elders.example',
    ])
      expect(without(host)).toMatch(/on this machine only/);
  });
});
