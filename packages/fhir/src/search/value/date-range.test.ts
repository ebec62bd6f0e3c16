import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approximateDateRange, dateRange } from './date-range.ts';

const iso = (text: string) => Date.parse(text);

describe('a FHIR date', () => {
  it('stands for all the time that its precision leaves open, up to but not including what comes after', () => {
    expect(dateRange('2015')).toEqual({ low: iso('2015-01-01T00:00Z'), high: iso('2016-01-01T00:00Z') });
    expect(dateRange('2016-02')).toEqual({ low: iso('2016-02-01T00:00Z'), high: iso('2016-03-01T00:00Z') });
    expect(dateRange('2015-12-31')).toEqual({
      low: iso('2015-12-31T00:00Z'),
      high: iso('2016-01-01T00:00Z'),
    });
    expect(dateRange('2015-08-12T05:23')).toEqual({
      low: iso('2015-08-12T05:23Z'),
      high: iso('2015-08-12T05:24Z'),
    });
    expect(dateRange('2015-08-12T05:23:45')).toEqual({
      low: iso('2015-08-12T05:23:45Z'),
      high: iso('2015-08-12T05:23:46Z'),
    });
    expect(dateRange('2015-08-12T05:23:45.5Z')).toEqual({
      low: iso('2015-08-12T05:23:45.500Z'),
      high: iso('2015-08-12T05:23:45.600Z'),
    });
    expect(dateRange('2015-08-12T05:23:45.1234567Z')).toEqual({
      low: iso('2015-08-12T05:23:45.123Z'),
      high: iso('2015-08-12T05:23:45.124Z'),
    });
  });

  it('is UTC without an offset, and moved by its offset with one', () => {
    expect(dateRange('2020-03-01T00:30:00+02:00')?.low).toBe(iso('2020-02-29T22:30:00Z'));
    expect(dateRange('2020-03-01T00:30:00-11:30')?.low).toBe(iso('2020-03-01T12:00:00Z'));
    expect(dateRange('2020-03-01T00:30:00')?.low).toBe(iso('2020-03-01T00:30:00Z'));
  });

  it('may have lost the plus of its offset to an address that was not encoded', () => {
    expect(dateRange('2020-03-01T00:30:00 02:00')).toEqual(dateRange('2020-03-01T00:30:00+02:00'));
  });

  it('reads the first centuries as they are written', () => {
    expect(dateRange('0050')?.low).toBe(new Date('0050-01-01T00:00:00Z').getTime());
    expect(dateRange('0099')?.high).toBe(new Date('0100-01-01T00:00:00Z').getTime());
  });

  it.each([
    '2015-02-29',
    '2015-13',
    '2015-00',
    '2015-01-00',
    '2015-04-31',
    '2015-01-01T24:00:00',
    '2016-12-31T23:59:60Z',
    '2015-01-01T10',
    '2015-01-01T10:60',
    '2015-01-01T10:00+15:00',
    '2015-01-01T10:00+02:60',
    '2015-01-01Z',
    '0000',
    '15-01-01',
    '2015-1-1',
    '23 May 2009',
    '',
  ])('is refused where it is not on the calendar or the clock: %s', (text) => {
    expect(dateRange(text)).toBeUndefined();
  });

  it('holds every moment of its day and no other, for every day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
        (at) => {
          const text = at.toISOString();
          const day = dateRange(text.slice(0, 10));
          const moment = dateRange(text);
          expect(moment).toEqual({ low: at.getTime(), high: at.getTime() + 1 });
          expect(day?.low).toBeLessThanOrEqual(at.getTime());
          expect(day?.high).toBeGreaterThan(at.getTime());
          expect((day?.high ?? 0) - (day?.low ?? 0)).toBe(86_400_000);
        },
      ),
    );
  });

  it('is approximately any time within a tenth of the gap between now and the date', () => {
    const range = { low: 1000, high: 2000 };
    expect(approximateDateRange(range, 12_000)).toEqual({ low: 0, high: 3000 });
    expect(approximateDateRange(range, 1500)).toEqual(range);
    expect(approximateDateRange(range, 0)).toEqual({ low: 900, high: 2100 });
  });
});
