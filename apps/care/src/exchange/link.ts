import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { exchangeWords, type HandOver, type HandOverEvent } from '@caecilia/exchange';
import { type Mailer, MailFailed } from '@caecilia/mail';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import { digestOf } from './push.ts';
import type { RecipientParts } from './recipients.ts';

/** Where a link leads; counted as strictly as sign-in. */
export const RECEIVED = '/received';

/** What sending a link stands on. */
export interface LinkParts {
  readonly mailer: Mailer;
  /** 32 bytes: what codes are made and kept with. Who reads the record cannot try codes without it. */
  readonly key: Uint8Array;
  /** Scheme, host and port by which browsers reach this house. */
  readonly origin: string;
  readonly timeZone: string;
}

/** Eight digits, told by telephone: with five tries one in twenty million. */
const CODE_DIGITS = 8;

/** A new code; the house keeps a digest of it only. */
export function newCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/**
 * The code of a form by its number: where the answer was lost and the form is sent again, the sender sees the same code
 * again, and nobody else can work it out without the key.
 */
export function codeOfForm(key: Uint8Array, clientId: string): string {
  const bytes = createHmac('sha256', key).update(`code\0${clientId}`).digest();
  return String(bytes.readBigUInt64BE() % BigInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/** What the record keeps of a code: of no use for trying codes without the key of the house. */
export function digestOfCode(
  key: Uint8Array,
  { patient, to }: Pick<HandOver, 'patient' | 'to'>,
  code: string,
): string {
  return createHmac('sha256', key).update(`kept\0${patient}\0${to.reference}\0${code}`).digest('hex');
}

/** Whether this is the code of this hand-over. Spaces and hyphens are how people write numbers down. */
export function isCodeOf(
  key: Uint8Array,
  handOver: Pick<HandOver, 'patient' | 'to' | 'code'>,
  given: string,
): boolean {
  const code = given.replace(/[\s-]/g, '');
  if (handOver.code === undefined || !/^\d{8}$/.test(code)) return false;
  const [one, other] = [digestOfCode(key, handOver, code), handOver.code.digest].map((each) =>
    Buffer.from(each),
  );
  return (
    one !== undefined && other !== undefined && one.length === other.length && timingSafeEqual(one, other)
  );
}

/**
 * Sends the link by e-mail. Each try has a secret of its own, because none is kept; the one before opens nothing any more.
 * How it went is written down; it never throws for what the mail server does.
 */
export async function sendLink(
  parts: LinkParts | undefined,
  { handOvers, now }: Pick<RecipientParts, 'handOvers' | 'now'>,
  handOver: HandOver,
): Promise<HandOver> {
  const record = (event: HandOverEvent) => handOvers.record(HAND_OVER_KEEPER, handOver.id, event);
  const at = () => now().getTime();
  const { person } = handOver;
  if (parts === undefined || person === undefined)
    return await record({ kind: 'failed', at: at(), cause: 'no-mail' });
  const secret = newSecret();
  await handOvers.renew(HAND_OVER_KEEPER, handOver.id, digestOf(secret));
  try {
    await parts.mailer.send({ to: person.email, ...mailOf(parts, handOver, person, secret) });
  } catch (error) {
    if (!(error instanceof MailFailed)) throw error;
    return await record({ kind: 'failed', at: at(), cause: error.failure });
  }
  return await record({ kind: 'notified', at: at() });
}

/** 256 random bits. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** The words of the mail: who sends, where it opens and until when. Nothing of the patient, and no code. */
function mailOf(
  { origin, timeZone }: LinkParts,
  { sender, until }: HandOver,
  { name, language }: NonNullable<HandOver['person']>,
  secret: string,
) {
  const t = exchangeWords(language);
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', timeZone });
  const values = {
    name,
    sender: sender.name,
    link: `${origin}${RECEIVED}/${secret}?lang=${language}`,
    until: when.format(until),
  };
  const parts = [
    'mail.hello',
    'mail.what',
    'mail.link',
    'mail.code',
    'mail.until',
    'mail.unexpected',
  ] as const;
  return {
    subject: t('mail.subject'),
    text: `${parts.map((each) => t(each, values)).join('\n\n')}\n`,
    language,
  };
}
