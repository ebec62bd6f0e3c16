import { ExactNumber } from '@caecilia/fhir';
import { processorTime } from '@caecilia/fhir/testing/processor';
import { describe, expect, it } from 'vitest';
import { formatOf } from './formats.ts';

const good: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [0, -2147483648, 2147483647],
  unsignedInt: [0, 2147483647],
  positiveInt: [1],
  decimal: [0, -1.5, 1e3, new ExactNumber('1.00'), new ExactNumber('1e400')],
  string: ['x', 'two\nlines\tand a tab', 'héé 👋', ' '],
  markdown: ['* item'],
  uri: ['urn:oid:1.2.3', 'http://example.org/a#b', 'relative/path', '#anchor'],
  url: ['https://example.org'],
  canonical: ['http://example.org/ValueSet/x|1.0'],
  oid: ['urn:oid:2.16.840.1.113883', 'urn:oid:0.1'],
  uuid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
  code: ['final', 'a code with single spaces', 'text/plain'],
  id: ['a', 'A-1.b', 'x'.repeat(64)],
  base64Binary: ['AAAA', 'AA==', 'AAA=', 'AAAA AAAA\nAAAA'],
  date: ['2020', '2020-02', '2020-02-29', '0001-01-01'],
  dateTime: ['2020', '2020-02', '2020-02-29', '2020-02-29T23:59:60Z', '2020-02-29T10:00:00.123456+14:00'],
  instant: ['2020-02-29T10:00:00Z', '2020-02-29T10:00:00.1-05:30'],
  time: ['00:00:00', '23:59:59.999'],
};

const bad: Readonly<Record<string, readonly unknown[]>> = {
  boolean: ['true', 1, null],
  integer: [1.5, '1', 2147483648, new ExactNumber('1.0'), Number.NaN],
  unsignedInt: [-1],
  positiveInt: [0, -1],
  decimal: ['1.0', Number.NaN, Number.POSITIVE_INFINITY, {}],
  string: ['', 'a\u0000b', 'a\u0007b', 'x'.repeat(1024 * 1024 + 1), 1, {}, []],
  markdown: ['', '\u001b'],
  uri: ['', 'with space', 'tab\tin it', 'a\u0001'],
  url: ['with space'],
  canonical: ['with space'],
  oid: ['1.2.3', 'urn:oid:3.1', 'urn:oid:1.02', 'urn:oid:1.'],
  uuid: ['c757873d-ec9a-4326-a141-556f43239520', 'urn:uuid:C757873D-EC9A-4326-A141-556F43239520'],
  code: ['', ' final', 'final ', 'two  spaces', 'a\u0002'],
  id: ['', 'x'.repeat(65), 'under_score', 'a b', 'é'],
  base64Binary: ['', 'A', 'AAA', 'A===', 'AA=A', '????', '    '],
  date: [
    '',
    '20',
    '2020-2',
    '2020-13',
    '2020-00',
    '2021-02-29',
    '2020-01-32',
    '2020-01-01T00:00:00Z',
    '0000',
    '01-01-2020',
  ],
  dateTime: [
    '2020-01-01T10:00:00',
    '2020-01-01T10:00Z',
    '2020-01-01T24:00:00Z',
    '2020-01-01 10:00:00Z',
    '2021-02-29',
    '2020-01-01T10:00:00+15:00',
    '2020-01-01T10:00:00.Z',
  ],
  instant: ['2020', '2020-02-29', '2020-02-29T10:00:00', '2020-02-29T10:00:00Zx'],
  time: ['24:00:00', '10:00', '10:00:00Z', '10:60:00', '10:00:61'],
};

describe('the format of a primitive', () => {
  it.each(Object.keys(good))('%s accepts what R4 allows and nothing else', (type) => {
    const { accepts } = formatOf(type);
    expect(good[type]?.filter((each) => !accepts(each))).toEqual([]);
    expect(bad[type]?.filter((each) => accepts(each))).toEqual([]);
  });

  it('is judged in time that grows with the length only', async () => {
    const long = `${' '.repeat(400_000)}x${' '.repeat(400_000)}`;
    const { ms } = await processorTime(() => {
      for (const type of Object.keys(good)) {
        formatOf(type).accepts(long);
        formatOf(type).accepts('A'.repeat(800_001));
      }
    });
    expect(ms).toBeLessThan(2_000);
  });
});
