import { describe, expect, it } from 'vitest';
import { fhirDateOf } from './pages.ts';

describe('a birth date that somebody types', () => {
  it.each([
    ['14-02-1948', '1948-02-14'],
    ['14/2/1948', '1948-02-14'],
    [' 1.12.1948 ', '1948-12-01'],
    ['02-1948', '1948-02'],
    ['1948', '1948'],
    ['1948-02-14', '1948-02-14'],
  ])('as "%s" is %s', (typed, expected) => {
    expect(fhirDateOf(typed)).toBe(expected);
  });

  it.each(['31-02-1948', '14-02-48', 'gisteren', '1948-02-14T10:00:00Z', ''])(
    'as "%s" is not understood',
    (typed) => {
      expect(fhirDateOf(typed)).toBeUndefined();
    },
  );
});
