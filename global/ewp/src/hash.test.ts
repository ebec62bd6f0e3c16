import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementsIn, hashAgrees, iiaHash, isValidForApproval, textToHash } from './hash.ts';
import type { Iia } from './iia.ts';
import { EXAMPLES, example, hasExamples } from './testing/examples.ts';
import { invented, rewritten, studies } from './testing/invented.ts';
import { writeGetResponse } from './write-iia.ts';
import { attribute, childrenNamed, readXml, type XmlElement } from './xml/tree.ts';

const only = (xml: string): XmlElement => {
  const [iia] = agreementsIn(readXml(xml));
  if (iia === undefined) throw new Error('no agreement');
  return iia;
};

describe.skipIf(!hasExamples)(`the hash of ${EXAMPLES}`, () => {
  it.each([
    ['get-response-v7.xml', 7, '87b33170d7a6c6d894215641f39e7b7de36501265479e5ab3922f32d5b225033'],
    ['get-response-v6.xml', 6, '87b33170d7a6c6d894215641f39e7b7de36501265479e5ab3922f32d5b225033'],
    ['get-response-example.xml', 7, 'e950faa83a799cf45839e7915db88ed51575babe7845c1219dfde54ce30a61e4'],
  ] as const)('of %s is the published one', (file, version, hash) => {
    expect(iiaHash(only(example(file)), { version })).toBe(hash);
  });

  it('is the one that each document of version 7 states about itself', () => {
    for (const file of ['get-response-v7.xml', 'get-response-example.xml']) {
      const iia = only(example(file));
      expect(hashAgrees(iia, childrenNamed(iia, 'iia-hash')[0]?.text ?? '')).toBe(true);
    }
  });
});

/** Each field of an agreement, by its path below `iia`, and whether the hash changes with it. */
const IN_HASH: Readonly<Record<string, boolean>> = {
  'partner.hei-id': false,
  'partner.ounit-id': false,
  'partner.iia-id': true,
  'partner.iia-code': false,
  'partner.signing-date': false,
  'in-effect': false,
  'iia-hash': false,
  'pdf-file': false,
  'mobility.sending-hei-id': true,
  'mobility.sending-ounit-id': true,
  'mobility.receiving-hei-id': true,
  'mobility.receiving-ounit-id': true,
  'mobility.receiving-first-academic-year-id': true,
  'mobility.receiving-last-academic-year-id': true,
  'mobility.mobilities-per-year': true,
  'mobility.recommended-language-skill.language': true,
  'mobility.recommended-language-skill.cefr-level': true,
  'mobility.recommended-language-skill.subject-area.isced-f-code': true,
  'mobility.recommended-language-skill.subject-area.isced-clarification': true,
  'mobility.subject-area.isced-f-code': true,
  'mobility.subject-area.isced-clarification': true,
  'mobility.other-info-terms': true,
  'mobility.total-months-per-year': true,
  'mobility.blended': true,
  'mobility.eqf-level': true,
  'mobility.total-days-per-year': true,
  ...Object.fromEntries(
    [
      'partner.signing-contact',
      'partner.contact',
      'mobility.sending-contact',
      'mobility.receiving-contact',
    ].flatMap((contact) =>
      [
        'contact-name',
        'person-given-names',
        'person-family-name',
        'phone-number.e164',
        'phone-number.other-format',
        'phone-number.ext',
        'email',
        'role-description',
      ].map((field) => [`${contact}.${field}`, false]),
    ),
  ),
};

const pathOf = (element: XmlElement): string => {
  if (element.name === 'iia') return '';
  const above = element.parent === undefined ? '' : pathOf(element.parent);
  if (element.name === 'cooperation-conditions') return '';
  const name = element.name.endsWith('-mobility-spec') ? 'mobility' : element.name;
  return above === '' ? name : `${above}.${name}`;
};

const leavesOf = (element: XmlElement): XmlElement[] =>
  element.children.length === 0 ? [element] : element.children.flatMap(leavesOf);

describe('the hash of an agreement', () => {
  const root = readXml(writeGetResponse(invented).xml);
  const leaves = leavesOf(root);
  const hash = (xml: string) => iiaHash(only(xml));
  const before = iiaHash(agreementsIn(root)[0] ?? root);

  it('has each field of the model listed as in or out', () => {
    expect([...new Set(leaves.map(pathOf))].sort()).toEqual(Object.keys(IN_HASH).sort());
  });

  it('changes with each field that is a condition or an identifier, and with no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves), fc.string({ unit: 'binary', maxLength: 20 }), (at, typed) => {
        const value = typed.replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/g, 'x');
        fc.pre(value !== at.text);
        const changed = hash(rewritten(root, { at, value })) !== before;
        expect({ path: pathOf(at), changed }).toEqual({ path: pathOf(at), changed: IN_HASH[pathOf(at)] });
      }),
      { numRuns: 60 },
    );
  });

  it('tells apart every single leaf: none stands in for another', () => {
    for (const at of leaves) {
      expect({ path: pathOf(at), in: hash(rewritten(root, { at, value: 'another' })) !== before }).toEqual({
        path: pathOf(at),
        in: IN_HASH[pathOf(at)],
      });
    }
  });

  it('changes with a condition more, with one less, and with their order', () => {
    const hashOf = (iia: Iia) => writeGetResponse(iia).hash;
    const more = { ...invented, conditions: [...invented.conditions, { ...studies, mobilitiesPerYear: 9 }] };
    const turned = { ...more, conditions: more.conditions.toReversed() };
    const less = { ...invented, conditions: invented.conditions.slice(1) };
    expect(new Set([invented, more, turned, less].map(hashOf)).size).toBe(4);
  });

  it('changes when both end the agreement, and says so first', () => {
    const ended = writeGetResponse({ ...invented, terminatedAsAWhole: true });
    expect(ended.hash).not.toBe(before);
    expect(textToHash(only(ended.xml))).toMatch(/^_@terminated-as-a-whole@__iia-id_1=/);
  });

  it('of an agreement on its own is not that of another that came beside it', () => {
    const ended = writeGetResponse({ ...invented, terminatedAsAWhole: true }).xml;
    const both = `<iias-get-response>${[writeGetResponse(invented).xml, ended]
      .map((xml) => xml.slice(xml.indexOf('<iia>'), xml.indexOf('</iias-get-response>')))
      .join('')}</iias-get-response>`.replaceAll(/<(\/?)[cp]:/g, '<$1');
    const [first] = agreementsIn(readXml(both));
    if (first === undefined) throw new Error('no agreement');
    expect(iiaHash(first)).toBe(before);
    expect(iiaHash(first, { scope: 'response' })).not.toBe(before);
    expect(hashAgrees(first, before)).toBe(true);
  });

  it('leaves out what is not defined yet, and counts the code of version 6 instead of its replacement', () => {
    const open = writeGetResponse({
      ...invented,
      conditions: [
        {
          ...studies,
          mobilitiesNotYetDefined: true,
          languages: [{ language: 'en', cefr: 'B1', notYetDefined: true }],
          subjectAreas: [{ iscedF: '0912', v6Value: '091' }],
        },
      ],
    });
    const text = textToHash(only(open.xml));
    expect(text).not.toContain('mobilities-per-year');
    expect(text).not.toContain('recommended-language-skill');
    expect(text).toContain('_student-studies-mobility-spec.subject-area.isced-f-code=091_');
    expect(isValidForApproval(only(open.xml))).toBe(false);
    expect(isValidForApproval(only(writeGetResponse(invented).xml))).toBe(true);
  });

  it('counts an attribute that nobody foresaw, with the three names above it', () => {
    const xml = writeGetResponse(invented).xml.replace(
      '<total-days-per-year>',
      '<total-days-per-year x="y">',
    );
    expect(textToHash(only(xml))).toContain(
      '_@cooperation-conditions.staff-teacher-mobility-spec.total-days-per-year.x=y@_',
    );
  });

  it('counts an identifier that is not known yet as an empty one', () => {
    const [own, { iiaId: _, ...other }] = invented.partners;
    const text = textToHash(only(writeGetResponse({ ...invented, partners: [own, other] }).xml));
    expect(text).toMatch(/^_iia-id_1=c0ffee00-0000-4000-8000-000000000001__iia-id_2=_/);
    expect(attribute(root, 'xmlns')).toBeUndefined();
  });
});
