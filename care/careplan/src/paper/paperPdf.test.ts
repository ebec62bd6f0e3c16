import { parseJson, stringify } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { emergencyPaperOf, pdfObjects } from '../testing/paper.ts';
import {
  advanceDirective,
  COMMENT,
  directive,
  observation,
  PATIENT_ID,
  patient,
  planOf,
} from '../testing/record.ts';
import { paperPdf } from './paperPdf.ts';
import { planBundle, resourcesIn } from './planBundle.ts';

const RECORD = [
  directive({
    id: 'cpr',
    type: 'deny',
    consent: { extension: [{ url: COMMENT, valueString: 'Ik wil rustig gaan: "genoeg" #geweest é €.' }] },
  }),
  directive({ id: 'vent', treatment: 'ventilation', specification: 'het met het masker kan' }),
  advanceDirective({ type: 'NR' }),
  observation('153851000146100', { valueString: 'Met de hond op bed.' }),
];
const BUNDLE = planBundle([patient, ...RECORD], {
  patientId: PATIENT_ID,
  at: '2026-11-21T01:40:00Z',
  baseUrl: 'https://care.example/fhir',
});
const ATTACHED = {
  name: 'plan.json',
  contentType: 'application/fhir+json',
  description: 'Het dossier waaruit dit plan is gemaakt.',
  relationship: 'source',
  text: stringify(BUNDLE),
} as const;
const printed = (language: 'nl' | 'en', attachments?: readonly (typeof ATTACHED)[]) =>
  paperPdf(emergencyPaperOf(RECORD, language), 'tekens als code', attachments);
const latin = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const metadataOf = (pdf: Uint8Array) =>
  pdfObjects(pdf)
    .filter(({ head }) => /\/Type\s*\/Metadata/.test(head))
    .map(({ stream }) => stream?.toString('utf8') ?? '')
    .join('');

describe('a plan as PDF', () => {
  it.each(['nl', 'en'] as const)(
    'to read aloud is PDF/UA-1 in %s: tagged, with a title and a language',
    (language) => {
      const pdf = printed(language);
      expect(latin(pdf)).toContain('/StructTreeRoot');
      expect(latin(pdf)).toContain(`/Lang (${language}`);
      expect(latin(pdf)).toMatch(/\/DisplayDocTitle true/);
      expect(metadataOf(pdf)).toMatch(/pdfuaid:part(="1"|>1<)/);
    },
  );

  it('to keep is PDF/A-3 at level A: tagged, its fonts inside, the record attached as its source', () => {
    const pdf = printed('nl', [ATTACHED]);
    const heads = pdfObjects(pdf).map(({ head }) => head);
    expect(metadataOf(pdf)).toMatch(/pdfaid:part(="3"|>3<)/);
    expect(metadataOf(pdf)).toMatch(/pdfaid:conformance(="A"|>A<)/);
    expect(latin(pdf)).toContain('/StructTreeRoot');
    expect(heads.some((head) => /\/OutputIntents?\b/.test(head))).toBe(true);
    expect(heads.some((head) => /\/AFRelationship\s*\/Source/.test(head))).toBe(true);
    expect(heads.some((head) => /\/AF\b/.test(head))).toBe(true);
    const fonts = heads.filter((head) => /\/Type\s*\/FontDescriptor/.test(head));
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/\/FontFile[23]? \d+ 0 R/);
    // Every font says which letters its glyphs are: its text can be taken out.
    const composed = heads.filter((head) => /\/Subtype\s*\/Type0/.test(head));
    for (const font of composed) expect(font).toContain('/ToUnicode');
  });

  it('carries the bundle byte for byte, and reading it gives the same plan again', () => {
    const files = pdfObjects(printed('nl', [ATTACHED])).filter(({ head }) =>
      /\/Type\s*\/EmbeddedFile/.test(head),
    );
    expect(files).toHaveLength(1);
    const text = files[0]?.stream?.toString('utf8') ?? '';
    expect(text).toBe(ATTACHED.text);
    const [who, ...again] = resourcesIn(parseJson(text) as typeof BUNDLE);
    expect(planOf(again, undefined, who)).toEqual(planOf(RECORD));
  });

  it('writes a character that no font here has as its code, and says so', () => {
    const odd = emergencyPaperOf([directive({ specification: 'met 𓀀 erbij' })]);
    expect(latin(paperPdf(odd, 'tekens als code', undefined)).startsWith('%PDF-')).toBe(true);
  });

  it('takes nothing that was recorded as markup', () => {
    const hostile = emergencyPaperOf([
      directive({ specification: '#panic("x") $x$ *b* [c] \\u{41} `d` <e> @f' }),
    ]);
    expect(latin(paperPdf(hostile, 'tekens als code', undefined)).startsWith('%PDF-')).toBe(true);
  });
});

describe('the bundle of a plan', () => {
  it('has the patient first and is the same whatever the order in which it was read', () => {
    const options = {
      patientId: PATIENT_ID,
      at: '2026-11-21T01:40:00Z',
      baseUrl: 'https://care.example/fhir',
    };
    expect(planBundle([...RECORD.toReversed(), patient], options)).toEqual(BUNDLE);
    expect(resourcesIn(BUNDLE)[0]).toEqual(patient);
  });
});
