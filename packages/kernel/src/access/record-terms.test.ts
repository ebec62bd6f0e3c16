import { describe, expect, it } from 'vitest';
import { isConditional } from './record-terms.ts';

describe('a permission to share', () => {
  it('sets no condition by who, how long and whether', () => {
    expect(isConditional({ type: 'permit', period: { end: '2026-12-31' }, actor: [{}] })).toBe(false);
    expect(isConditional(undefined)).toBe(false);
  });

  it.each(['action', 'class', 'code', 'data', 'dataPeriod', 'provision', 'purpose', 'securityLabel'])(
    'sets a condition that cannot be kept by %s',
    (name) => {
      expect(isConditional({ type: 'permit', [name]: [{}] })).toBe(true);
    },
  );

  it('sets one by an extension that changes its meaning', () => {
    expect(isConditional({ type: 'permit', modifierExtension: [{ url: 'http://example.org/x' }] })).toBe(
      true,
    );
  });
});
