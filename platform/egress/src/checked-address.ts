import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Problem } from '@caecilia/kernel';
import type { Target } from './allowed-target.ts';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** Turns a name into addresses. The machine's own resolver by default. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export const resolveByDns: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * The one address that will be connected to. The name is resolved once; every address it has must be one of the open
 * internet, so that neither a mixed answer nor a second one (rebinding) leads inside.
 */
export async function checkedAddress(
  { url, allowed }: Target,
  mode: 'development' | 'production',
  resolve: Resolve,
): Promise<string> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(name) > 0 ? [name] : await resolved(name, resolve);
  const takesLoopback = allowed.test === true && mode === 'development';
  const usable = (address: string) => isPublicAddress(address) || (takesLoopback && isLoopback(address));
  const [first] = addresses;
  if (first === undefined || !addresses.every(usable))
    throw new Problem(
      'forbidden',
      'the host of this outbound address leads to a machine that may not be called',
    );
  return first;
}

async function resolved(name: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(name);
  } catch (cause) {
    throw new Problem('transient', 'the host of an outbound address is not known to the name server', {
      cause,
    });
  }
}
