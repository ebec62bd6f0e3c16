import { describe, expect, it } from 'vitest';
import { model } from '../../testing/r4-model.ts';
import { ExactNumber } from '../json/exact-number.ts';
import { compilePath } from './path.ts';
import { PathError } from './path-error.ts';

function values(expression: string): unknown[] {
  return compilePath(expression, { model, trusted: true }).values({
    resourceType: 'Patient',
    birthDate: '1950-02-03',
  });
}

/** Each row: an expression and the values it gives. */
function holds(rows: readonly (readonly [string, ...unknown[]])[]): void {
  it.each(rows.map((row) => [row[0], row.slice(1)] as const))('%s gives %j', (expression, expected) => {
    expect(values(expression)).toEqual(expected);
  });
}

describe('truth has three values', () => {
  holds([
    ['true and {}'],
    ['false and {}', false],
    ['{} and false', false],
    ['true or {}', true],
    ['{} or true', true],
    ['false or {}'],
    ['true xor {}'],
    ['true xor false', true],
    ['{} implies true', true],
    ['{} implies false'],
    ['false implies {}', true],
    ['true implies {}'],
    ['{}.not()'],
    ["'a' and true", true],
  ]);
});

describe('operators bind as the grammar says', () => {
  holds([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-7 mod 2', -1],
    ['1 + 1 = 2 and 3 > 2', true],
    ['false and false or true', true],
    ['1 | 2 = 1', false],
    ['1 in (1 | 2) and true', true],
    ['2 - 1 - 1', 0],
    ['true or false implies false', false],
    ["'a' & 'b' = 'ab'", true],
  ]);
});

describe('equality', () => {
  holds([
    ['{} = {}'],
    ['1 = {}'],
    ['1 = 1.00', true],
    ["1 = '1'", false],
    ['(1 | 2) = (1 | 2)', true],
    ['(1 | 2) = (2 | 1)', false],
    ['(1 | 2) = 1', false],
    ['(1 | 2) ~ (2 | 1)', true],
    ['{} ~ {}', true],
    ['1.0 ~ 1.04', true],
    ['1.5 ~ 1.6', false],
    ["'A  b' ~ 'a B'", true],
    ["'a' != 'b'", true],
    ["'a' !~ 'A'", false],
    ['@2012-01 = @2012'],
    ['@2012-01 = @2013', false],
    ['@2012-01 ~ @2012', false],
    ['@2012-01-01T10:00:00+02:00 = @2012-01-01T08:00:00Z', true],
    ["birthDate = '1950-02-03'", true],
    ['9007199254740993 = 9007199254740992', false],
  ]);
});

describe('order', () => {
  holds([
    ['1 < 1.5', true],
    ["'a' < 'b'", true],
    ['@2012-02 > @2012-01-31', true],
    ['@2012-01 > @2012-01-31'],
    ['@2012-01-02T00:30:00+02:00 > @2012-01-01', true],
    ['@T10:00 < @T10:30', true],
    ["1 'g' < 2000 'mg'", true],
    ["1 'g' < 2 'cm'"],
    ['9007199254740993 > 9007199254740992', true],
    ['{} < 1'],
  ]);

  it('is refused for kinds that have none', () => {
    expect(() => values("true < 'a'")).toThrow(PathError);
    expect(() => values('(1 | 2) < 3')).toThrow(/single item/);
  });
});

describe('arithmetic is exact', () => {
  holds([
    ['0.1 + 0.2', 0.3],
    ['1.10 * 1.1', new ExactNumber('1.210')],
    ['7 / 2', 3.5],
    ['1 / 3', new ExactNumber('0.3333333333333333333333333333')],
    ['5 / 0'],
    ['5 div 0'],
    ['7.5 div 2', 3],
    ['7.5 mod 2', 1.5],
    ['2147483647 + 1'],
    ["'a' + {}"],
    ["'a' & {}", 'a'],
    ['-(3)', -3],
    ['-2.5', -2.5],
  ]);
});

describe('quantities', () => {
  holds([
    ["4 'g' = 4000 'mg'", true],
    ["4 'g' = 4 'cm'"],
    ['1 year = 12 months', true],
    ["1 year = 1 'a'"],
    ["1 year ~ 1 'a'", true],
    ['1 minute = 60 seconds', true],
    ["1 second = 1 's'", true],
    ["(2 'g' + 500 'mg') = 2.5 'g'", true],
    ["(10 'mg' / 2) = 5 'mg'", true],
    ['(4 days).toString()', '4 days'],
  ]);
});

describe('dates move through the calendar', () => {
  holds([
    ['@2012-01-31 + 1 month', '2012-02-29'],
    ['@2012-02-29 + 1 year', '2013-02-28'],
    ['@2012-03-01 - 1 day', '2012-02-29'],
    ['@2012 + 13 months', '2013'],
    ['@2012-01 - 1 month', '2011-12'],
    ['@2012-12-31T23:30:00+01:00 + 45 minutes', '2013-01-01T00:15:00+01:00'],
    ['@2012-01-01T00:00:00.250Z + 500 milliseconds', '2012-01-01T00:00:00.75Z'],
    ['@T23:30 + 1 hour', '00:30'],
    ['@0001-01-01 - 1 day'],
    ['birthDate + 75 years', '2025-02-03'],
  ]);

  it('only by units of time', () => {
    expect(() => values("@2012-01-01 + 1 'mg'")).toThrow(PathError);
  });
});

describe('membership', () => {
  holds([
    ["'a' in ('a' | 'b')", true],
    ["{} in ('a' | 'b')"],
    ["'a' in {}", false],
    ["('a' | 'b') contains 'b'", true],
    ['(1 | 1.0 | 2).count()', 2],
  ]);
});
