import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it came over the wire. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they were sent. */
  readonly raw: string;
  /** Came over an encrypted connection. */
  readonly secure: boolean;
}

/** A real mail server of a test, on a port of its own on this machine: it keeps what it takes. */
export interface MailSink {
  readonly port: number;
  readonly received: readonly Received[];
  /** What it does with the next mails: takes them, refuses each recipient, or says that it is busy. */
  trouble: 'none' | 'refuses' | 'busy';
  close(): Promise<void>;
}

/** Opens it; with `tls` it offers STARTTLS by that certificate. */
export async function openMailSink(
  options: { readonly tls?: { readonly key: string; readonly cert: string } } = {},
): Promise<MailSink> {
  const received: Received[] = [];
  const sink = { trouble: 'none' as MailSink['trouble'] };
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    ...(options.tls === undefined ? { disabledCommands: ['STARTTLS', 'AUTH'] } : options.tls),
    onRcptTo(_address, _session, done) {
      if (sink.trouble === 'none') return done();
      const isBusy = sink.trouble === 'busy';
      const error = new Error(isBusy ? 'try again later' : 'no such person here');
      return done(Object.assign(error, { responseCode: isBusy ? 451 : 550 }));
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
          secure: session.secure,
        });
        done();
      });
    },
  });
  // A client that breaks off is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    get trouble() {
      return sink.trouble;
    },
    set trouble(trouble) {
      sink.trouble = trouble;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The text of a mail, out of quoted-printable. */
export function textOf({ raw }: Received): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}
