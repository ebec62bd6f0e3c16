import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@caecilia/kernel';
import { openSealedText, sealText } from './sealed-text.ts';

const FILE = 'identity-secret';
const LEAST_CHARACTERS = 32;

/** SHA-256 of a text, base64url. For ids and secrets of at least 128 random bits; never for passwords. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * The secret of this installation, from which every key that must not lie open in the database is derived. All servers
 * of one house must have the same.
 */
export class InstallationSecret {
  readonly #secret: Buffer;

  private constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /**
   * From the setting, else from the file `identity-secret` in the data folder, which is made at the first start and
   * readable by its owner only. Throws `Problem('business-rule')` for a secret that is too short to be one.
   */
  static open({ dataDir, setting }: { dataDir: string; setting?: string }): InstallationSecret {
    const text = setting ?? secretIn(dataDir);
    if (text.length < LEAST_CHARACTERS) {
      throw new Problem(
        'business-rule',
        `the identity secret has fewer than ${LEAST_CHARACTERS} characters; make one with: openssl rand -base64 32`,
      );
    }
    return new InstallationSecret(createHash('sha256').update(text).digest());
  }

  /** 32 bytes for one purpose; they say nothing about those of another. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#secret, 'caecilia-identity', purpose, 32));
  }

  /** Encrypts and authenticates a text; `about` must be the same to open it. */
  seal(text: string, about: string): string {
    return sealText(this.derive('seal'), text, about).toString('base64url');
  }

  /** Throws `Problem('business-rule')` when it was sealed with another secret, or changed. */
  unseal(sealed: string, about: string): string {
    try {
      return openSealedText(this.derive('seal'), Buffer.from(sealed, 'base64url'), about);
    } catch (cause) {
      throw new Problem(
        'business-rule',
        'the signing keys in the database were sealed with another identity secret; give the server the secret it had, or replace the keys',
        { cause },
      );
    }
  }
}

function secretIn(dataDir: string): string {
  const file = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  try {
    // Fails when it is there already, so that two servers that start at once agree on one.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
