import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGetResponse } from './read-iia.ts';
import { EXAMPLES, example, hasExamples } from './testing/examples.ts';
import { invented, partnersCopy, somebody, studies, teaching } from './testing/invented.ts';
import { openSchema } from './testing/schema.ts';
import { writeGetResponse } from './write-iia.ts';

describe('an agreement that is written', () => {
  it('is read back as it was, in the order of kinds, with the hash that stands in it', () => {
    const { xml, hash } = writeGetResponse({ ...invented, conditions: invented.conditions.toReversed() });
    const [read] = readGetResponse(xml);
    expect(read).toMatchObject({ iia: invented, issues: [], statedHash: hash, hash, hashAgrees: true });
  });

  it('is refused with each place that is not right, before anybody gets it', () => {
    const wrong = { ...studies, languages: [], firstYear: '2029/2030' };
    expect(() => writeGetResponse({ ...invented, conditions: [wrong] })).toThrow(
      /not ready.*last academic year is before the first.*at least one recommended language/s,
    );
    expect(() =>
      writeGetResponse({ ...invented, conditions: [{ ...teaching, otherInfoTerms: 'a\u0007b' }] }),
    ).toThrow('control character');
  });
});

describe.skipIf(!hasExamples)(`against the published schema, with ${EXAMPLES}`, () => {
  let schema: ReturnType<typeof openSchema>;
  beforeAll(() => {
    schema = openSchema();
  });
  afterAll(() => schema.close());

  it.each([
    ['with every field', invented],
    ['as the partner keeps it', partnersCopy(invented)],
    ['ended by both', { ...invented, terminatedAsAWhole: true }],
    ['with nothing that may be absent', { ...invented, conditions: [], pdfFile: '' }],
    [
      'out of version 6',
      {
        ...invented,
        conditions: [
          {
            ...studies,
            mobilitiesNotYetDefined: true,
            languages: [{ language: 'en', notYetDefined: true }],
            subjectAreas: [{ iscedF: '0912', v6Value: '91' }],
          },
        ],
      },
    ],
  ] as const)('an agreement %s is valid', (_, iia) => {
    expect(schema.faultOf(writeGetResponse(iia).xml)).toBeUndefined();
  });

  it.each(['get-response-v7.xml', 'get-response-example.xml'])(
    '%s is read, written again and valid, with the same hash',
    (file) => {
      const [read] = readGetResponse(example(file));
      if (read?.iia === undefined) throw new Error(JSON.stringify(read?.issues));
      const written = writeGetResponse(read.iia);
      expect(schema.faultOf(example(file))).toBeUndefined();
      expect(schema.faultOf(written.xml)).toBeUndefined();
      expect(written.hash).toBe(read.statedHash);
    },
  );

  it('refuses what our reader refuses: the check is not empty', () => {
    const { xml } = writeGetResponse(invented);
    for (const [from, to] of [
      ['<blended>true</blended>', ''],
      ['>0912<', '>912<'],
      ['<eqf-level>6<', '<eqf-level>9<'],
      ['<cefr-level>B2<', '<cefr-level>B3<'],
      ['<in-effect>true</in-effect>', ''],
      ['<mobilities-per-year>4<', '<mobilities-per-year>0<'],
      [
        `<c:contact-name xml:lang="en">${somebody.names[0]?.text}`,
        '<c:nonsense>x</c:nonsense><c:contact-name>',
      ],
    ] as const) {
      const broken = xml.replace(from, to);
      expect(broken).not.toBe(xml);
      expect({ from, fault: schema.faultOf(broken) === undefined }).toEqual({ from, fault: false });
      expect({ from, issues: readGetResponse(broken)[0]?.issues.length === 0 }).toEqual({
        from,
        issues: false,
      });
    }
  });
});
