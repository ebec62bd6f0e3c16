import { describe, expect, it } from 'vitest';
import { model } from '../../testing/r4-model.ts';
import { ExactNumber } from '../json/exact-number.ts';
import { compilePath } from './path.ts';
import { PathError } from './path-error.ts';

const questionnaire = {
  resourceType: 'Questionnaire',
  item: [
    {
      linkId: '1',
      type: 'group',
      item: [
        { linkId: '1.1', type: 'choice' },
        { linkId: '1.2', type: 'string' },
      ],
    },
    { linkId: '2', type: 'string' },
  ],
};

function values(expression: string): unknown[] {
  return compilePath(expression, { model, trusted: true }).values(questionnaire);
}

/** Each row: an expression and the values it gives. */
function holds(rows: readonly (readonly [string, ...unknown[]])[]): void {
  it.each(rows.map((row) => [row[0], row.slice(1)] as const))('%s gives %j', (expression, expected) => {
    expect(values(expression)).toEqual(expected);
  });
}

describe('functions that tell whether and how many', () => {
  holds([
    ['item.exists()', true],
    ["item.exists(type = 'choice')", false],
    ['item.empty()', false],
    ['item.all(linkId.exists())', true],
    ["item.all(type = 'group')", false],
    ['{}.all(false)', true],
    ['item.count()', 2],
    ['(true | false).allTrue()', false],
    ['(true | false).anyTrue()', true],
    ['(true | false).allFalse()', false],
    ['(true | false).anyFalse()', true],
    ['{}.allTrue()', true],
    ['item.type.isDistinct()', true],
    ["'a'.combine('a').isDistinct()", false],
    ["'a'.combine('a').distinct()", 'a'],
    ['(1 | 2).subsetOf(1 | 2 | 3)', true],
    ['(1 | 2).supersetOf(1 | 2 | 3)', false],
  ]);
});

describe('functions that choose and join', () => {
  holds([
    ["item.where(type = 'string').linkId", '2'],
    ['item.select(linkId & type)', '1group', '2string'],
    ['item.linkId.where($index = 1)', '2'],
    ['repeat(item).linkId', '1', '2', '1.1', '1.2'],
    ['item.linkId.first()', '1'],
    ['item.linkId.last()', '2'],
    ['item.linkId.tail()', '2'],
    ['item.linkId.skip(1)', '2'],
    ['item.linkId.take(1)', '1'],
    ['item.linkId.take(-1)'],
    ['item.linkId.first().single()', '1'],
    ['(1 | 2 | 3).intersect(2 | 3 | 4)', 2, 3],
    ['(1 | 2 | 3).exclude(2)', 1, 3],
    ['(1 | 2).union(2 | 3)', 1, 2, 3],
    ['(1 | 2).combine(2)', 1, 2, 2],
    ['(1 | 2 | 3).aggregate($total + $this, 0)', 6],
    ['(1 | 2 | 3).sum()', 6],
    ['(1 | 2 | 6).avg()', 3],
    ['(3 | 1 | 2).min()', 1],
    ['(3 | 1 | 2).max()', 3],
    ['{}.sum()'],
    ["iif(true, 'a', 'b')", 'a'],
    ["iif({}, 'a', 'b')", 'b'],
    ["iif(false, 'a')"],
    ["iif(true, 'a', (1 | 2).single())", 'a'],
    ['children().linkId', '1', '2'],
    ['descendants().linkId', '1', '2', '1.1', '1.2'],
    ['item.first().type().name', 'Questionnaire.item'],
  ]);

  it('single() is refused for several items', () => {
    expect(() => values('item.single()')).toThrow(PathError);
  });
});

describe('functions on strings', () => {
  holds([
    ["'abc'.startsWith('ab')", true],
    ["'abc'.endsWith('bc')", true],
    ["'abc'.contains('')", true],
    ["{}.contains('a')"],
    ["'abc'.indexOf('c')", 2],
    ["'abc'.indexOf('x')", -1],
    ["'abc'.substring(1)", 'bc'],
    ["'abc'.substring(1, 1)", 'b'],
    ["'abc'.substring(3)"],
    ["'abc'.substring(-1)"],
    ["'abc'.length()", 3],
    ["'aBc'.upper()", 'ABC'],
    ["'aBc'.lower()", 'abc'],
    ["' a '.trim()", 'a'],
    ["'abab'.replace('a', 'x')", 'xbxb'],
    ["'abc'.replace('', '-')", '-a-b-c-'],
    ["'a,b'.split(',')", 'a', 'b'],
    ["('a' | 'b').join('-')", 'a-b'],
    ["'ab'.toChars()", 'a', 'b'],
    ["'\\u00e9\\'\\n'", "é'\n"],
    ["'1950-02-03'.matches('^[0-9]{4}')", true],
    ["'abc'.matches('^b')", false],
    ["'abcd'.matchesFull('b')", false],
    ["'a.b'.replaceMatches('\\\\..*', '')", 'a'],
  ]);
});

describe('functions that convert', () => {
  holds([
    ["'12'.toInteger()", 12],
    ["'1.5'.toInteger()"],
    ['true.toInteger()', 1],
    ["'1.50'.toDecimal()", new ExactNumber('1.50')],
    ["'yes'.toBoolean()", true],
    ["'maybe'.toBoolean()"],
    ['1.50.toString()', '1.50'],
    ['@2012-01.toString()', '2012-01'],
    ["'2012-01-01T10:00:00Z'.toDate()", '2012-01-01'],
    ["'2012-13'.toDate()"],
    ["'2012-02-30'.convertsToDate()", false],
    ["'2012-02'.toDateTime()", '2012-02'],
    ["'10:30'.toTime()", '10:30'],
    ["'25:00'.convertsToTime()", false],
    ["'4 days'.toQuantity() = 4 days", true],
    ["'4 \\'mg\\''.toQuantity() = 4 'mg'", true],
    ["'4 apples'.convertsToQuantity()", false],
    ["'x'.convertsToDecimal()", false],
    ['{}.convertsToInteger()'],
  ]);
});

describe('functions on numbers', () => {
  holds([
    ['(-5.5).abs()', 5.5],
    ['1.1.ceiling()', 2],
    ['(-1.1).ceiling()', -1],
    ['1.9.floor()', 1],
    ['(-1.1).floor()', -2],
    ['(-1.9).truncate()', -1],
    ['2.45.round(1)', 2.5],
    ['2.power(10)', 1024],
    ['(-1).power(0.5)'],
    ['16.sqrt()', 4],
    ['(-1).sqrt()'],
    ['8.log(2)', 3],
    ['1.ln()', 0],
    ['0.exp()', 1],
  ]);
});
