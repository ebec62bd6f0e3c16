import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { InstallationSecret } from '../keys/installation-secret.ts';
import { openSealedText, sealText } from '../keys/sealed-text.ts';

/** Keeps secrets unreadable to whoever has the database only. */
export interface Sealing {
  /** AES-256-GCM; the purpose is bound to it, so that a sealed text cannot stand in for another one. */
  seal(purpose: string, text: string): string;
  /** Throws where the text was sealed for something else, with another key, or was changed. */
  open(purpose: string, sealed: string): string;
  /** A keyed digest, for what is looked up but never read back: codes, sign-in names, addresses. */
  digest(purpose: string, text: string): string;
}

/** With keys derived from the secret of this installation. */
export function sealingWith(secret: Pick<InstallationSecret, 'derive'>): Sealing {
  const [sealKey, digestKey] = [secret.derive('accounts: seal'), secret.derive('accounts: digest')];
  return {
    seal(purpose, text) {
      return sealText(sealKey, text, purpose).toString('base64url');
    },
    open(purpose, sealed) {
      return openSealedText(sealKey, Buffer.from(sealed, 'base64url'), purpose);
    },
    digest(purpose, text) {
      return createHmac('sha256', digestKey).update(`${purpose}\0${text}`).digest('base64url');
    },
  };
}

/** A secret that a browser holds: 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a random secret. It needs no key: nobody can try all of them. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
