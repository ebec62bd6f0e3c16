import { Problem } from '@caecilia/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGetResponse } from './read-iia.ts';
import { invented } from './testing/invented.ts';
import { writeGetResponse } from './write-iia.ts';

const good = writeGetResponse(invented).xml;

const problemOf = (read: () => unknown): Problem => {
  try {
    read();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('a document from a partner', () => {
  it.each([
    ['a document type', `<!DOCTYPE x>${good}`, 'structure', /DOCTYPE/],
    [
      'a file of this machine as an entity',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><iias-get-response>&e;</iias-get-response>`,
      'structure',
      /DOCTYPE/,
    ],
    [
      'an unknown entity',
      good.replace('INV-4711', '&partner;'),
      'structure',
      /Only &amp;.* Line \d+, column \d+/,
    ],
    ['a tag that is not closed', good.replace('</partner>', ''), 'structure', /well-formed.* Line \d+/],
    ['nothing in it', '', 'structure', /well-formed|no element/],
    ['JSON', '{"iia": []}', 'structure', /well-formed/],
    ['a NUL', good.replace('INV', '\u0000'), 'structure', /well-formed/],
    ['another encoding', good.replace('UTF-8', 'ISO-8859-1'), 'structure', /UTF-8/],
    ['XML 1.1', good.replace('version="1.0"', 'version="1.1"'), 'structure', /XML 1.0|well-formed/],
    ['another first element', '<iias-index-response/>', 'structure', /iias-get-response/],
    ['an undeclared prefix', good.replace('<in-effect>', '<q:in-effect>'), 'structure', /prefix|well-formed/],
  ])('is refused with %s, with its place and a sentence', (_, xml, code, sentence) => {
    const problem = problemOf(() => readGetResponse(xml));
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(sentence);
  });

  it('is refused when it is too long, too deep or has too many elements', () => {
    const limits = { maxLength: 1000, maxDepth: 5, maxElements: 20 };
    expect(problemOf(() => readGetResponse(`<a>${' '.repeat(1000)}</a>`, limits)).code).toBe('too-long');
    expect(problemOf(() => readGetResponse('<a>'.repeat(6), limits)).code).toBe('too-costly');
    expect(problemOf(() => readGetResponse(`<a>${'<b/>'.repeat(20)}</a>`, limits)).code).toBe('too-costly');
  });

  it('never breaks off in another way, whatever is cut out of it or put in', () => {
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(60),
        fc.constantFrom('', '<', '>', '&', '"', ']]>', '<!--', '\u0000', '\uD800', '<x>', '</iia>', '&#0;'),
        (from, length, put) => {
          try {
            readGetResponse(good.slice(0, from) + put + good.slice(from + length));
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('an agreement in a response', () => {
  const two = good.replace(
    '</iias-get-response>',
    `${good.slice(good.indexOf('<iia>'), good.indexOf('</iias-get'))}</iias-get-response>`,
  );

  it('that is not right names line, column, path and what would be right; the other one is read', () => {
    const at = two.lastIndexOf('<eqf-level>');
    const [first, second] = readGetResponse(
      `${two.slice(0, at)}<eqf-level>9${two.slice(at + '<eqf-level>7'.length)}`,
    );
    expect(first?.issues).toEqual([]);
    expect(second?.iia).toBeUndefined();
    expect(second?.issues).toEqual([
      {
        line: two.slice(0, at).split('\n').length,
        column: 9,
        path: 'iia[2].cooperation-conditions.student-studies-mobility-spec.eqf-level[2]',
        sentence: 'eqf-level has to be a number from 1 to 8.',
      },
    ]);
  });

  it.each([
    ['<in-effect>true</in-effect>', '', /in-effect is missing/],
    ['<in-effect>true<', '<in-effect>perhaps<', /true or false/],
    ['<hei-id>invented.example<', '<hei-id>verzonnen.example<', /same one/],
    ['<sending-hei-id>verzonnen.example<', '<sending-hei-id>elsewhere.example<', /one of the two partners/],
    ['<receiving-hei-id>invented.example<', '<receiving-hei-id>verzonnen.example<', /same institution/],
    ['>2026/2027<', '>2026/2028<', /academic year/],
    ['>2028/2029<', '>2020/2021<', /before the first/],
    ['<mobilities-per-year>4<', '<mobilities-per-year>four<', /whole number/],
    ['<total-months-per-year>20.5<', '<total-months-per-year>20.555<', /two decimals/],
    ['<isced-f-code>0912<', '<isced-f-code>9912x<', /ISCED-F/],
    ['<isced-f-code>0912<', '<isced-f-code>4212<', /ISCED-F/],
    ['<cefr-level>B2<', '<cefr-level>D2<', /A1, A2/],
    ['<language>en<', '<language>English language<', /code of a language/],
    ['<signing-date>2026-09-15<', '<signing-date>2026-02-30<', /a day/],
    ['<iia-id>4711<', '<iia-id>47 11<', /printable/],
    ['<blended>true</blended>', '<blended>true</blended><nonsense/>', /no element nonsense/],
    ['<blended>true</blended>', '<blended xmlns="urn:x">true</blended>', /another namespace/],
    ['<in-effect>true</in-effect>', '<in-effect>true</in-effect><in-effect>true</in-effect>', /once/],
    ['<cooperation-conditions>', '<cooperation-conditions terminated-as-a-whole="maybe">', /true or false/],
  ])('is not taken when %s becomes %s', (from, to, sentence) => {
    const changed = good.replace(from, to);
    expect(changed).not.toBe(good);
    const [read] = readGetResponse(changed);
    expect(read?.iia).toBeUndefined();
    expect(read?.issues.map((issue) => issue.sentence).join(' ')).toMatch(sentence);
  });

  it('without namespaces, as the abridged scenarios have it, is not taken, and its sentence says why', () => {
    const [read] = readGetResponse(
      '<iias-get-response><iia><partner><hei-id>A</hei-id></partner></iia></iias-get-response>',
    );
    expect(read?.iia).toBeUndefined();
    expect(read?.issues.map(({ sentence }) => sentence).join(' ')).toMatch(/namespace/);
  });

  it('whose conditions were changed on the way does not have the hash that it states', () => {
    const [read] = readGetResponse(good.replace('<mobilities-per-year>4<', '<mobilities-per-year>40<'));
    expect(read).toMatchObject({ issues: [], hashAgrees: false });
  });
});
