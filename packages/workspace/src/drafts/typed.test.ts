import { describe, expect, it } from 'vitest';
import { isTypedOf } from './typed.ts';

describe('what was typed into a dialog', () => {
  const isDraft = isTypedOf({ to: '', why: '' });

  it('is found again where it is of the same fields', () => {
    expect(isDraft({ why: 'ziek', to: 'PractitionerRole/a' })).toBe(true);
  });

  it('is not taken for another dialog, nor for one of an older release', () => {
    for (const other of [
      { why: 'ziek' },
      { why: 'ziek', to: 7 },
      { why: 'ziek', to: '', more: '' },
      null,
      'ziek',
    ])
      expect(isDraft(other)).toBe(false);
  });
});
