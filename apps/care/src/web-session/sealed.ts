import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Bytes of AES-256-GCM: nonce, tag, text. */
const NONCE = 12;
const TAG = 16;

/** A key for one purpose, made from a secret; the same secret gives another key for another purpose. */
export function keyFor(secret: Uint8Array | string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'caecilia', purpose, 32));
}

/** Encrypts a text so that only the holder of the key can read it, and nobody can change it. */
export function seal(key: Uint8Array, text: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The text, or undefined where the bytes were made with another key or were changed. */
export function unseal(key: Uint8Array, bytes: Uint8Array): string | undefined {
  if (bytes.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // A wrong tag is what this function is for: it says that these bytes are not ours.
    return undefined;
  }
}
