import { hkdfSync } from 'node:crypto';
import { openSealedText } from '@caecilia/identity';

export { sealText as seal } from '@caecilia/identity';

/** A key for one purpose, made from a secret; the same secret gives another key for another purpose. */
export function keyFor(secret: Uint8Array | string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'caecilia', purpose, 32));
}

/** The text, or undefined where the bytes were made with another key or were changed. */
export function unseal(key: Uint8Array, bytes: Uint8Array): string | undefined {
  try {
    return openSealedText(key, bytes);
  } catch {
    // A wrong tag is what this function is for: it says that these bytes are not ours.
    return undefined;
  }
}
