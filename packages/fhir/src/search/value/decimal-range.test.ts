import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalRange, nextUp, pointRange } from './decimal-range.ts';

describe('a number that is searched for', () => {
  it('stands for everything its digits can mean', () => {
    expect(decimalRange('100', 'eq')).toEqual({ low: 99.5, high: 100.5 });
    expect(decimalRange('100.00', 'eq')).toEqual({ low: 99.995, high: 100.005 });
    expect(decimalRange('1.00e2', 'eq')).toEqual({ low: 99.5, high: 100.5 });
    expect(decimalRange('1e2', 'eq')).toEqual({ low: 95, high: 105 });
    expect(decimalRange('5.4', 'eq')).toEqual({ low: 5.35, high: 5.45 });
    expect(decimalRange('5.40e-3', 'eq')).toEqual({ low: 0.005395, high: 0.005405 });
    expect(decimalRange('8e-1', 'ne')).toEqual({ low: 0.75, high: 0.85 });
    expect(decimalRange('-5.4', 'eq')).toEqual({ low: -5.45, high: -5.35 });
    expect(decimalRange('0', 'eq')).toEqual({ low: -0.5, high: 0.5 });
  });

  it.each(['gt', 'lt', 'ge', 'le', 'sa', 'eb'] as const)('is the number itself with %s', (prefix) => {
    expect(decimalRange('100', prefix)).toEqual({ low: 100, high: nextUp(100) });
  });

  it('is ten percent to both sides with ap', () => {
    expect(decimalRange('5', 'ap')?.low).toBe(4.5);
    expect(decimalRange('-5', 'ap')).toEqual({ low: -5.5, high: nextUp(-4.5) });
  });

  it.each(['', 'abc', '1,5', '1.', '.5', '0x10', '1e', 'NaN', 'Infinity', '1e999', '9'.repeat(41), '--1'])(
    'is refused where it is not a decimal: %s',
    (text) => {
      expect(decimalRange(text, 'eq')).toBeUndefined();
    },
  );
});

describe('a single number', () => {
  it('is the narrowest range that a double can tell from its neighbours', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e300 }), (value) => {
        const { low, high } = pointRange(value);
        expect(low).toBe(value);
        expect(high).toBeGreaterThan(value);
        const between = low + (high - low) / 2;
        expect(between === low || between === high).toBe(true);
      }),
    );
  });

  it('lies within what a search for its own digits looks for', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 4 }), (digits, places) => {
        const text = (digits / 10 ** places).toFixed(places);
        const asked = decimalRange(text, 'eq');
        const { low, high } = pointRange(Number(text));
        expect(asked?.low).toBeLessThanOrEqual(low);
        expect(asked?.high).toBeGreaterThanOrEqual(high);
      }),
    );
  });
});
