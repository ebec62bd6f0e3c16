import { describe, expect, it } from 'vitest';
import { processorTime } from '../../testing/processor.ts';
import { Pattern } from './pattern.ts';

const TEXTS = [
  '',
  'a',
  'aa',
  'ab',
  'aab',
  'abc',
  'abcabc',
  'A1_b',
  'Patient.name',
  'Patient.name.given[x]',
  'value[x]',
  'a.b.c',
  '2020-01-01',
  '(SNOMED CT - 123456)',
  'beide: (SNOMED CT-4567890)',
  'x\ny',
  'é😀z',
  '😀',
  ' . ',
  '\\',
  'aaaaaaaaab',
];

describe('a pattern', () => {
  it.each([
    'a',
    'a*',
    '^a*$',
    '^(?:a|ab)(c|bcd)?$',
    '(a|b)*c',
    '(a*)*b',
    'a{2}',
    'a{2,}b',
    'a{0,3}?b',
    'a+?',
    '(a)(b)?',
    '[A-Z]([A-Za-z0-9_]){0,254}',
    '^[A-Za-z0-9\\/\\-_\\[\\]\\@]+$',
    '[A-Za-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*(\\[x])?)*',
    '\\..*',
    '\\(SNOMED CT\\s*-\\s*([0-9]{6,18})\\)',
    '^\\d{4}-\\d\\d-\\d\\d$',
    '[^a]',
    '^.$',
    'x.y',
    '\\u{1F600}',
    '\\p{L}+',
    '',
    '|a',
    '[\\s\\S]',
    '\\\\',
    '$',
    '^',
  ])('finds what the language finds: %s', (source) => {
    const pattern = new Pattern(source);
    const native = nativeOf(source);
    for (const text of TEXTS) {
      const expected = native.exec(text);
      const found = pattern.find(text);
      expect([text, found && [found.start, ...found.groups]]).toEqual([
        text,
        expected ? [expected.index, ...expected] : undefined,
      ]);
      expect(pattern.replaceAll(text, ({ groups: [whole] }) => `<${whole}>`)).toBe(
        text.replaceAll(new RegExp(native.source, `${native.flags}g`), '<$&>'),
      );
    }
  });

  it.each([
    '(a+)+$',
    '^(a|a)*$',
    '(a|aa)+$',
    '^([a-zA-Z]+)*$',
    '(.*a){12}$',
    '^(a*)*(a*)*(a*)*$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
  ])('that is made to take time without end takes little: %s', async (source) => {
    const { ms } = await processorTime(() =>
      expect(new Pattern(source).test(`${'a'.repeat(5_000)}!`)).toBe(false),
    );
    expect(ms).toBeLessThan(1_000);
  });

  it('tells of its work, and ends where it is told to', () => {
    let left = 1_000;
    const spend = (steps: number) => {
      left -= steps;
      if (left < 0) throw new Error('enough');
    };
    expect(() => new Pattern('(.*a){12}$').test('a'.repeat(100_000), spend)).toThrow('enough');
  });

  it.each([
    '(',
    ')',
    '[',
    'a**',
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '(?<name>a)',
    '(a)\\1',
    '\\bword',
    'a{3,2}',
    '((((a{999}){999}){999}))',
    '\\',
  ])('that is none, or of a kind that is not followed, is refused: %s', (source) => {
    expect(() => new Pattern(source)).toThrow(SyntaxError);
  });
});

function nativeOf(source: string): RegExp {
  try {
    return new RegExp(source, 'su');
  } catch {
    return new RegExp(source, 's');
  }
}
