import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256-GCM. Bytes of what is sealed: nonce, tag, text. */
const NONCE = 12;
const TAG = 16;

/** Encrypts and authenticates a text with a key of 32 bytes; `about` must be the same to open it. */
export function sealText(key: Uint8Array, text: string, about = ''): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws where it was sealed with another key or about something else, or was changed. */
export function openSealedText(key: Uint8Array, sealed: Uint8Array, about = ''): string {
  const [nonce, tag] = [sealed.subarray(0, NONCE), sealed.subarray(NONCE, NONCE + TAG)];
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
    .setAAD(Buffer.from(about))
    .setAuthTag(tag);
  return decipher.update(sealed.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
}
