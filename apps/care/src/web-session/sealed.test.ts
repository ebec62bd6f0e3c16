import { describe, expect, it } from 'vitest';
import { keyFor, seal, unseal } from './sealed.ts';

describe('what is sealed', () => {
  const key = keyFor('an invented secret', 'test');

  it('is read with its key', () => {
    expect(unseal(key, seal(key, 'tokens ✓'))).toBe('tokens ✓');
  });

  it('is not read with the key of another purpose or another secret', () => {
    expect(unseal(keyFor('an invented secret', 'other'), seal(key, 'text'))).toBeUndefined();
    expect(unseal(keyFor('another secret', 'test'), seal(key, 'text'))).toBeUndefined();
  });

  it('is not read when a single bit of it was changed', () => {
    const sealed = seal(key, 'text');
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(unseal(key, changed)).toBeUndefined();
    }
    expect(unseal(key, sealed.subarray(0, 10))).toBeUndefined();
  });
});
