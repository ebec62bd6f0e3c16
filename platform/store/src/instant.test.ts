import { expect, test } from 'vitest';
import { fhirInstant } from './instant.ts';

test.each([
  ['2026-03-01 09:30:00+00', '2026-03-01T09:30:00.000Z'],
  ['2026-03-01 09:30:00.5+00', '2026-03-01T09:30:00.500Z'],
  ['2026-03-01 09:30:00.123+00', '2026-03-01T09:30:00.123Z'],
  ['2026-03-01 09:30:00.123456+00', '2026-03-01T09:30:00.123Z'],
])('what the database prints, %s, is the instant %s', (printed, instant) => {
  expect(fhirInstant(printed)).toBe(instant);
});

test.each([
  '2026-03-01 10:30:00+01',
  '2026-03-01',
  '2026-03-01T09:30:00+00',
  '12026-03-01 09:30:00+00',
  'infinity',
  '',
])('what is not an instant in UTC, %s, is refused', (printed) => {
  expect(() => fhirInstant(printed)).toThrow('not in UTC');
});
