import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDevelopmentTokens } from './token.ts';

const folder = mkdtempSync(join(tmpdir(), 'caecilia-token-'));
afterAll(() => rmSync(folder, { recursive: true }));
const now = new Date('2026-11-21T02:40:00Z');

describe('a token for local tools', () => {
  it('is accepted by every process that shares the data folder, until it expires', () => {
    const token = openDevelopmentTokens(folder).issue(now, 10);
    const server = openDevelopmentTokens(folder);
    expect(server.accepts(token, new Date(now.getTime() + 9 * 60_000))).toBe(true);
    expect(server.accepts(token, new Date(now.getTime() + 10 * 60_000))).toBe(false);
  });

  it('is refused when any part of it was changed', () => {
    const tokens = openDevelopmentTokens(folder);
    const [prefix, expires = '', signature = ''] = tokens.issue(now, 10).split('.');
    const later = (Number.parseInt(expires, 36) + 3_600_000).toString(36);
    for (const forged of [
      `${prefix}.${later}.${signature}`,
      `x.${expires}.${signature}`,
      `${prefix}.${expires}.`,
      '',
      '...',
    ])
      expect(tokens.accepts(forged, now)).toBe(false);
  });

  it('is signed with a key that only its owner may read', () => {
    openDevelopmentTokens(folder);
    expect(statSync(join(folder, 'development-token.key')).mode & 0o777).toBe(0o600);
  });
});
