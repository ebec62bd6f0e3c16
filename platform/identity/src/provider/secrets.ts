import { timingSafeEqual } from 'node:crypto';
import type { Provider } from 'oidc-provider';
import { sha256 } from '../keys/installation-secret.ts';

/** Lets the protocol library compare the hashes of client secrets; the secrets themselves are kept nowhere. */
export function compareSecrets(provider: Provider): void {
  provider.Client.prototype.compareClientSecret = function compare(
    this: { readonly clientSecret?: string | undefined },
    actual: string,
  ) {
    const expected = Buffer.from(this.clientSecret ?? '');
    const given = Buffer.from(sha256(actual));
    return expected.length === given.length && timingSafeEqual(expected, given);
  };
}
