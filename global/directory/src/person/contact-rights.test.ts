import { describe, expect, it } from 'vitest';
import { type Consent, checkRights, isDue } from './contact-rights.ts';

const consent: Consent = {
  purpose: 'business-contact',
  basis: 'legitimate-interest',
  at: '2026-01-01T00:00:00Z',
  source: 'a visit of a delegation that never was',
};

describe('a contact', () => {
  it('is kept for a purpose, from a source and until a day, or not at all', () => {
    expect(() => checkRights({ consents: [], keep_until: '2030-01-01' })).toThrow('for what purpose');
    expect(() => checkRights({ consents: [consent], keep_until: null })).toThrow('until which day');
    expect(() => checkRights({ consents: [{ ...consent, source: ' ' }], keep_until: '2030-01-01' })).toThrow(
      'how we came by',
    );
    expect(() => checkRights({ consents: [consent], keep_until: '2030-01-01' })).not.toThrow();
  });

  it('is to be erased once its day has passed, or no purpose holds any more', () => {
    expect(isDue({ consents: [consent], keep_until: '2026-08-23' }, '2026-08-24')).toBe(true);
    expect(isDue({ consents: [consent], keep_until: '2026-08-24' }, '2026-08-24')).toBe(false);
    const ended = { ...consent, until: '2026-01-31' };
    expect(isDue({ consents: [ended], keep_until: '2030-01-01' }, '2026-08-24')).toBe(true);
    expect(isDue({ consents: [ended, consent], keep_until: '2030-01-01' }, '2026-08-24')).toBe(false);
  });
});
