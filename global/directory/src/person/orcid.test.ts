import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrcid } from './orcid.ts';

describe('an ORCID iD', () => {
  it('is kept with hyphens, however it was written', () => {
    // The iD that ORCID itself uses as its example, of an invented researcher.
    for (const written of [
      '0000-0002-1825-0097',
      '0000000218250097',
      'https://orcid.org/0000-0002-1825-0097 ',
    ])
      expect(parseOrcid(written)).toBe('0000-0002-1825-0097');
  });

  it('may end in an X, which stands for ten', () => {
    expect(parseOrcid('0000-0002-1694-233x')).toBe('0000-0002-1694-233X');
  });

  it('is refused with a wrong check digit or another number of digits', () => {
    for (const wrong of ['0000-0002-1825-0098', '0000-0002-1825-009', '', 'orcid', '0000-0002-1694-2330'])
      expect(parseOrcid(wrong)).toBeUndefined();
  });

  it('has one right check digit for each number, and no single digit can be misread', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(numbers, fc.nat(14), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
        const body = digits.join('');
        const right = [...'0123456789X'].filter((check) => parseOrcid(body + check) !== undefined);
        expect(right).toHaveLength(1);
        const misread = digits.map((digit, at) => (at === place ? (digit + more) % 10 : digit)).join('');
        expect(parseOrcid(misread + right[0])).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});
