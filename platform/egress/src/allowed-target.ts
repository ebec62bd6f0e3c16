import { Problem } from '@caecilia/kernel';

/** A host that may be called. */
export interface AllowedHost {
  /** The whole name in lower case, as it stands in addresses: `login.hospital.example`. Never a part of a name. */
  readonly host: string;
  /** By default 443 alone. */
  readonly ports?: readonly number[];
  /** A host of a test on this machine: plain http and the loopback address are taken, in development mode only. */
  readonly test?: boolean;
}

/** An address that may be called, and by which entry of the list. */
export interface Target {
  readonly url: URL;
  readonly allowed: AllowedHost;
  readonly port: number;
}

const refused = (sentence: string) => new Problem('forbidden', sentence);

/**
 * Holds an address against the list. The name is compared as it was written, before any reading of numbers as
 * addresses. Throws `Problem('forbidden')` that does not repeat the address: it may come from outside.
 */
export function allowedTarget(
  text: string,
  allow: readonly AllowedHost[],
  mode: 'development' | 'production',
): Target {
  const written = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?(?=[/?#]|$)/i.exec(text);
  if (written === null || !URL.canParse(text))
    throw refused('an outbound address is https:// with a plain host name, without user name or password');
  const url = new URL(text);
  const host = (written[2] ?? '').toLowerCase();
  if (url.hostname !== host)
    throw refused('the host of an outbound address is written as a name, not as a number');
  const allowed = allow.find((entry) => entry.host === host);
  if (allowed === undefined)
    throw refused('the host of this outbound address is not on the list of hosts that may be called');
  const isTest = allowed.test === true && mode === 'development';
  if (url.protocol !== 'https:' && !isTest) throw refused('outbound calls go by https only');
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  if (!(allowed.ports ?? [443]).includes(port))
    throw refused('the port of this outbound address is not on the list for its host');
  return { url, allowed, port };
}
