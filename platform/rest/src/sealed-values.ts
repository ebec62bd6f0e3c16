import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Problem } from '@caecilia/kernel';

const MARK = '~sealed~';
const NONCE = 12;
const TAG = 16;

/**
 * Values of a search that may not stand in an address, in a form that only this server reads: a link to the next page
 * of a search by BSN goes through browsers, proxies and their logs. AES-256-GCM with a key of this process, so that a
 * link ends with it.
 */
export class SealedValues {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array = randomBytes(32)) {
    this.#key = key;
  }

  seal(name: string, value: string): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(name));
    const sealed = Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${MARK}${sealed.toString('base64url')}`;
  }

  /** The value as it was sealed for this parameter; any other value as it is. Throws 400 for one that is not ours. */
  open(name: string, value: string): string {
    if (!value.startsWith(MARK)) return value;
    const sealed = Buffer.from(value.slice(MARK.length), 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE), {
        authTagLength: TAG,
      })
        .setAAD(Buffer.from(name))
        .setAuthTag(sealed.subarray(-TAG));
      const text = decipher.update(sealed.subarray(NONCE, -TAG));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new Problem(
        'value',
        'this link is no longer known here; send the search again by POST to _search',
        {
          expression: name,
          cause,
        },
      );
    }
  }
}
