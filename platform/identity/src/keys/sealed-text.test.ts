import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openSealedText, sealText } from './sealed-text.ts';

const KEY = randomBytes(32);

describe('a sealed text', () => {
  it('is opened with its key, about the same, and never looks the same twice', () => {
    const sealed = sealText(KEY, 'geheim ✓', 'a');
    expect(openSealedText(KEY, sealed, 'a')).toBe('geheim ✓');
    expect(sealText(KEY, 'geheim ✓', 'a').equals(sealed)).toBe(false);
    expect(openSealedText(KEY, sealText(KEY, ''))).toBe('');
  });

  it('is not opened with another key, about something else, or about nothing', () => {
    const sealed = sealText(KEY, 'geheim', 'a');
    expect(() => openSealedText(randomBytes(32), sealed, 'a')).toThrow();
    for (const about of ['b', '', undefined]) expect(() => openSealedText(KEY, sealed, about)).toThrow();
  });

  it('is not opened when a bit of it was changed or its end is missing', () => {
    const sealed = sealText(KEY, 'geheim', 'a');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => openSealedText(KEY, changed, 'a')).toThrow();
      expect(() => openSealedText(KEY, sealed.subarray(0, index), 'a')).toThrow();
    }
  });

  it('is opened as earlier releases sealed it: nonce, tag, text', () => {
    const key = Buffer.alloc(32, 7);
    const earlier = Buffer.from(EARLIER, 'base64url');
    expect(openSealedText(key, earlier, 'totp')).toBe('JBSWY3DPEHPK3PXP');
    expect(openSealedText(key, Buffer.from(EARLIER_UNBOUND, 'base64url'))).toBe('tokens');
  });
});

/** Made with the code before this one, with 32 times the byte 7 for a key. */
const EARLIER = '9RZJD9gKtYalKHXTd1cT-NqAtdIVgzZeTo-jB9sDf6MkOCuuE2PEuHzuwzo';
const EARLIER_UNBOUND = 'e6SY-XQvwF__C4kgQ_ilsXRSm5i6y1h28NOTjzCxM3GBTQ';
