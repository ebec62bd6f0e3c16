import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Tokens for local tools, in development mode only: who holds one may do everything. Signed with a key that never
 * leaves the data folder; sign-in and roles replace them.
 */
export interface DevelopmentTokens {
  issue(now: Date, validMinutes: number): string;
  /** True for a token that was issued here and has not expired. */
  accepts(token: string, now: Date): boolean;
}

const PREFIX = 'caecilia-dev';

/** Opens the key of the data folder, making it (readable by its owner only) when it is not there. */
export function openDevelopmentTokens(dataDir: string): DevelopmentTokens {
  const key = readOrMakeKey(dataDir);
  const sign = (claims: string) => createHmac('sha256', key).update(claims).digest('base64url');
  // A tool sends the same token with every request; the signature of the one last seen is not computed again.
  let lastGenuine = '';
  return {
    issue(now, validMinutes) {
      const claims = `${PREFIX}.${(now.getTime() + validMinutes * 60_000).toString(36)}`;
      return `${claims}.${sign(claims)}`;
    },
    accepts(token, now) {
      const end = token.lastIndexOf('.');
      const claims = token.slice(0, Math.max(end, 0));
      const [prefix, expires = ''] = claims.split('.');
      const genuine =
        token === lastGenuine || (prefix === PREFIX && equal(token.slice(end + 1), sign(claims)));
      if (genuine) lastGenuine = token;
      return genuine && Number.parseInt(expires, 36) > now.getTime();
    },
  };
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function readOrMakeKey(dataDir: string): Buffer {
  const file = join(dataDir, 'development-token.key');
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(32), { mode: 0o600 });
  try {
    // A link is made whole or not at all: two processes that start together end with one and the same key.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file);
}
