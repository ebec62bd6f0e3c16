import { Problem } from '@caecilia/kernel';

/** Most characters of an address (RFC 5321, 4.5.3.1.3), and of its part before the `@`. */
const MOST = 254;
const MOST_LOCAL = 64;

/**
 * One address, and nothing else: no list, no name around it, no comment, no quoted part, no character that ends a line.
 * What it lets through can stand in a header and in an envelope as it is.
 */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** An e-mail address as it was typed, without the space around it; undefined for anything else. */
export function readMailAddress(text: string): string | undefined {
  const address = text.trim();
  const local = address.slice(0, address.indexOf('@'));
  return ADDRESS.test(address) && address.length <= MOST && local.length <= MOST_LOCAL ? address : undefined;
}

/** The same, for what must be one. Throws `Problem('value')`. */
export function mailAddress(text: string): string {
  const address = readMailAddress(text);
  if (address === undefined) throw new Problem('value', 'This is no e-mail address.');
  return address;
}
