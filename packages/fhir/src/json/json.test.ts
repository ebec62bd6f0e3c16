import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHARED } from '../../testing/shared-data.ts';
import { ExactNumber, isExactNumber, numberOf } from './exact-number.ts';
import { decodeUtf8, parseJson, stringify } from './json.ts';
import { JsonError } from './json-error.ts';

const hostile = join(SHARED, 'data/hostile/json/test_parsing');

function refusal(text: string, maxDepth?: number): JsonError {
  try {
    parseJson(text, maxDepth === undefined ? {} : { maxDepth });
  } catch (error) {
    if (error instanceof JsonError) {
      return error;
    }
    throw error;
  }
  throw new Error('the text was accepted');
}

describe('reading JSON', () => {
  it.each(['1.00', '0.10', '1e400', '9007199254740993', '-0', '1E2', '1e-7', '100000000000000000000000'])(
    'keeps the digits of %s through reading and writing',
    (digits) => {
      const text = `{"value":${digits},"list":[${digits}]}`;
      expect(stringify(parseJson(text))).toBe(text);
    },
  );

  it('leaves numbers plain that JavaScript writes as they came', () => {
    expect(parseJson('[0,1,-7,2.5,999999999999999,1e-7]')).toEqual([
      0, 1, -7, 2.5, 999_999_999_999_999, 1e-7,
    ]);
    expect(parseJson('[1.00]')).toEqual([new ExactNumber('1.00')]);
  });

  it('gives the nearest JavaScript number of either form', () => {
    const [exact] = parseJson('[1.50]') as [unknown];
    expect(isExactNumber(exact)).toBe(true);
    expect(numberOf(exact)).toBe(1.5);
    expect(numberOf(3)).toBe(3);
    expect(numberOf('3')).toBeUndefined();
  });

  it('agrees with the native parser on everything that is written by it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(stringify(parseJson(text, { maxDepth: 1000 }))).toBe(text);
      }),
    );
  });

  it('answers every text with a value or a JsonError, and refuses for its grammar only what the native parser refuses', () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\u0e.-+1 truefalsn\n\t'.split(''),
      '"a"',
      'null',
      'true',
      '0.5',
    );
    const isPolicy = /twice|stored|surrogate/;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        try {
          parseJson(text);
        } catch (error) {
          expect(error).toBeInstanceOf(JsonError);
          if (error instanceof JsonError && !isPolicy.test(error.message)) {
            expect(() => void JSON.parse(text)).toThrow(SyntaxError);
          }
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('refusing JSON', () => {
  it('says the line and column of a fault, and quotes nothing of the text', () => {
    const error = refusal('{"name": "Fictief",\n  "secret" "x"}');
    expect(error).toMatchObject({ code: 'structure', line: 2, column: 12, offset: 31 });
    expect(error.message).toMatch(/colon/);
    expect(error.message).not.toMatch(/secret|Fictief/);
  });

  it('tells a text that nests too deep from one that is malformed', () => {
    expect(refusal('['.repeat(100_000)).code).toBe('too-deep');
    expect(refusal('[[[1]]]', 2).code).toBe('too-deep');
    expect(parseJson('[[1]]', { maxDepth: 2 })).toEqual([[1]]);
    expect(refusal('[[1]').code).toBe('structure');
  });

  it('refuses a property given twice, however its name is written', () => {
    expect(refusal('{"a":1,"a":2}').message).toMatch(/twice/);
    expect(refusal('{"a":1,"\\u0061":2}').message).toMatch(/twice/);
    expect(parseJson('{"a":{"a":1},"b":{"a":2}}')).toEqual({ a: { a: 1 }, b: { a: 2 } });
  });

  it('finds a property given twice among a hundred thousand', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `"n${index}":0`);
    expect(refusal(`{${[...names, '"n5":1'].join(',')}}`).message).toMatch(/twice/);
    expect(Object.keys(parseJson(`{${names.join(',')}}`) as object)).toHaveLength(100_000);
  });

  it('refuses U+0000, raw or escaped, and half a surrogate pair', () => {
    for (const text of [
      '"a\u0000"',
      '"\\u0000"',
      '{"\\u0000":1}',
      '"\\ud800"',
      '"\\udc00x"',
      '"\\ud83dx"',
      '"\ud83d"',
    ]) {
      expect(refusal(text).code).toBe('structure');
    }
    expect(parseJson('["\\ud83d\\ude00","😀"]')).toEqual(['😀', '😀']);
  });

  it('refuses a property called __proto__', () => {
    expect(refusal('{"__proto__":{"active":true}}').code).toBe('structure');
  });

  it('refuses bytes that are not UTF-8, and steps over a byte order mark', () => {
    expect(() => decodeUtf8(Uint8Array.of(0xff, 0x7b))).toThrow(JsonError);
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d))).toBe('{}');
  });
});

describe.skipIf(!existsSync(hostile))('the JSON parsing test suite', () => {
  /** Valid by the grammar, and refused by policy: names given twice, and U+0000. */
  const refusedByPolicy = new Set([
    'y_object_duplicated_key.json',
    'y_object_duplicated_key_and_value.json',
    'y_object_escaped_null_in_key.json',
    'y_string_null_escape.json',
  ]);
  const files = existsSync(hostile) ? readdirSync(hostile) : [];

  it.each(files.filter((each) => each.startsWith('n_')))('refuses %s', (file) => {
    expect(() => parseJson(decodeUtf8(readFileSync(join(hostile, file))))).toThrow(JsonError);
  });

  it.each(files.filter((each) => each.startsWith('y_')))('accepts %s, unless policy refuses it', (file) => {
    const text = decodeUtf8(readFileSync(join(hostile, file)));
    if (refusedByPolicy.has(file)) {
      expect(refusal(text).code).toBe('structure');
    } else {
      expect(JSON.parse(stringify(parseJson(text)))).toEqual(JSON.parse(text));
    }
  });

  it.each(files.filter((each) => each.startsWith('i_')))(
    'answers %s with a value or a refusal, never otherwise',
    (file) => {
      try {
        parseJson(decodeUtf8(readFileSync(join(hostile, file))));
      } catch (error) {
        expect(error).toBeInstanceOf(JsonError);
      }
    },
  );
});
