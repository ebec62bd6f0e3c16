import { Problem } from '@caecilia/kernel';
import { createTransport } from 'nodemailer';
import { mailAddress } from './mail-address.ts';
import type { MailSettings } from './mail-settings.ts';

/** Why mail could not be given to the server, as something that can be tried again or that a person has to put right. */
export type MailFailure = 'unreachable' | 'slow' | 'certificate' | 'refused' | 'address-refused' | 'broken';

/** Mail did not go. No address and no word of it is in the message. */
export class MailFailed extends Error {
  override readonly name = 'MailFailed';
  readonly failure: MailFailure;

  constructor(failure: MailFailure, options: { readonly cause?: unknown } = {}) {
    super(`the mail was not taken: ${failure}`, options);
    this.failure = failure;
  }
}

/** One mail to one person: plain text, so that nothing in it is fetched or followed by itself. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
}

/** What sends mail. */
export interface Mailer {
  /** Gives it to the server; taken is not arrived. Throws `MailFailed`, and `Problem('value')` for what is no address. */
  send(mail: Mail): Promise<void>;
}

/** How long a server may take for each step, milliseconds. */
const PATIENCE_MS = 15_000;
const MOST_SUBJECT = 200;

/** Sends by one SMTP server. A connection for each mail: there are few, and none is left open. */
export function openMailer(settings: MailSettings): Mailer {
  const { host, port, security, login, from, ca } = settings;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    // Nothing in a mail may name a file of this server or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, language }) {
      const [address, sender, title] = [mailAddress(to), mailAddress(from), oneLine(subject)];
      try {
        await transport.sendMail({
          from: { name: 'Caecilia Care', address: sender },
          to: { name: '', address },
          envelope: { from: sender, to: address },
          subject: title,
          text,
          textEncoding: 'quoted-printable',
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': language,
            'X-Auto-Response-Suppress': 'All',
          },
        });
      } catch (error) {
        throw new MailFailed(failureOf(error), { cause: error });
      }
    },
  };
}

/** A line end in a subject would begin another header. Throws for one, rather than to send something else than was meant. */
function oneLine(subject: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(subject) || subject.length > MOST_SUBJECT)
    throw new Problem('value', 'A subject is one line of at most 200 characters.');
  return subject;
}

const NETWORK =
  /^(ECONNECTION|EDNS|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ECONNRESET|ESOCKET|EPROXY)$/;
const CERTIFICATE = /CERT|SELF.SIGNED|UNABLE.TO.VERIFY|ALTNAME/i;

/** What went wrong, by the codes of the library and of Node. An answer of 4xx of the server may pass, one of 5xx does not. */
function failureOf(error: unknown): MailFailure {
  const { code, responseCode, cause } = (error ?? {}) as {
    readonly code?: unknown;
    readonly responseCode?: unknown;
    readonly cause?: unknown;
  };
  const codes = `${String(code)} ${String((cause as { code?: unknown } | undefined)?.code)} ${String(error)}`;
  if (CERTIFICATE.test(codes)) return 'certificate';
  if (code === 'ETIMEDOUT') return 'slow';
  if (code === 'ETLS') return 'certificate';
  if (typeof responseCode === 'number' && responseCode >= 400 && responseCode < 500) return 'broken';
  if (code === 'EENVELOPE') return 'address-refused';
  if (NETWORK.test(String(code))) return 'unreachable';
  return 'refused';
}
