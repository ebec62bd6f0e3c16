import { createHash } from 'node:crypto';
import { parseJson, stringify } from '@caecilia/fhir';
import { printPdf } from '@caecilia/ui/pdf';
import { printPdfAside } from '@caecilia/ui/pdf-aside';
import { qrCells } from '@caecilia/ui/qr-cells';
import { describe, expect, it } from 'vitest';
import { emergencyPaperOf } from '../testing/paper.ts';
import { readPdf } from '../testing/readPdf.ts';
import {
  advanceDirective,
  COMMENT,
  directive,
  observation,
  PATIENT_ID,
  patient,
  planOf,
} from '../testing/record.ts';
import type { PaperDocument } from './paperDocument.ts';
import { paperJob } from './paperPdf.ts';
import { planBundle, resourcesIn } from './planBundle.ts';

const CODES = 'tekens als code';
const CHECK = `https://care.example/paper/${'Ab3-_'.repeat(24)}`;
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
const OF = { patientId: PATIENT_ID, at: '2026-11-21T01:40:00Z', baseUrl: 'https://care.example/fhir' };
const BUNDLE = planBundle([patient, ...RECORD], OF);
const ATTACHED = {
  name: 'plan.json',
  contentType: 'application/fhir+json',
  description: 'Het dossier waaruit dit plan is gemaakt.',
  relationship: 'source',
  text: stringify(BUNDLE),
} as const;

const jobOf = (paper: PaperDocument, more: object = {}) => paperJob(paper, { codes: CODES, ...more });
const printed = (language: 'nl' | 'en', more: object = {}) =>
  readPdf(printPdf(jobOf(emergencyPaperOf(RECORD, language, { checkAt: CHECK, by: 'Verzonnen' }), more)));
const bare = (words: string) => words.replace(/\s+/g, '').replace(/[“”]/g, '');

describe('a plan as PDF', () => {
  it.each(['nl', 'en'] as const)(
    'to read aloud is PDF/UA-1 in %s: tagged, with a title and a language',
    (language) => {
      const { catalog, metadata, heads } = printed(language);
      expect(catalog).toMatch(new RegExp(`/Lang \\(${language}`));
      expect(catalog).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
      expect(catalog).toMatch(/\/DisplayDocTitle true/);
      expect(metadata).toMatch(/pdfuaid:part(="1"|>1<)/);
      expect(metadata).toMatch(/<dc:title>/);
      // Every page keeps the order of tags for the tabulator, and nothing is asked of who opens it.
      for (const page of heads.filter((head) => /\/Type\s*\/Page\b(?!s)/.test(head)))
        expect(page).toMatch(/\/Tabs \/S|\/StructParents/);
      expect(heads.some((head) => /\/JavaScript|\/Launch|\/Encrypt/.test(head))).toBe(false);
    },
  );

  it('says by its tags alone every word of the document, in its order, under headings that go down one by one', () => {
    const paper = emergencyPaperOf(RECORD, 'nl', { checkAt: CHECK, by: 'Verzonnen' });
    const { blocks } = printed('nl');
    const said = bare(blocks.map(({ text }) => text).join(''));
    let at = 0;
    for (const { title, items } of paper.sections)
      for (const words of [
        title,
        ...items.flatMap(({ name = '', lines }) => [
          name,
          ...lines.flatMap(({ text, quoted = '' }) => [text, quoted]),
        ]),
      ]) {
        const found = said.indexOf(bare(words), at);
        expect(found, words).toBeGreaterThanOrEqual(at);
        at = found + bare(words).length;
      }
    const levels = blocks.flatMap(({ kind }) => /^H(\d)$/.exec(kind)?.[1] ?? []).map(Number);
    expect(levels[0]).toBe(1);
    const deeper = levels.map((level, index) => level - (levels[index - 1] ?? 0));
    expect(Math.max(...deeper)).toBe(1);
    expect(blocks.find(({ kind }) => kind === 'Figure')?.alt).toContain('QR-code');
  });

  it('carries the code of the address at which anybody asks whether it still holds', () => {
    const wanted = qrCells(CHECK).flatMap((row, y) =>
      row.flatMap((dark, x) => (dark ? [`${x + 4} ${y + 4}`] : [])),
    );
    const { cells, links } = printed('nl');
    expect([...cells].toSorted()).toEqual(wanted.toSorted());
    expect(links).toEqual([CHECK]);
  });

  it('stands on one A4 where it can, and on more where the letters would be too small to read', () => {
    expect(printed('nl', { onePage: true }).pages).toBe(1);
    const long = Array.from({ length: 30 }, (_each, index) =>
      directive({
        id: `l${index}`,
        treatment: `x${index}`,
        specification: `alleen dit ${'en dat '.repeat(40)}`,
      }),
    );
    const made = readPdf(printPdf(jobOf(emergencyPaperOf(long), { onePage: true })));
    expect(made.pages).toBeGreaterThan(1);
  });

  it('to keep is PDF/A-3 at level A: tagged, its fonts inside, the record attached as its source', () => {
    const { heads, metadata, catalog } = printed('nl', { attachments: [ATTACHED] });
    expect(metadata).toMatch(/pdfaid:part(="3"|>3<)/);
    expect(metadata).toMatch(/pdfaid:conformance(="A"|>A<)/);
    expect(catalog).toContain('/StructTreeRoot');
    expect(catalog).toMatch(/\/AF\b/);
    expect(heads.some((head) => /\/OutputIntents?\b/.test(head))).toBe(true);
    const filespec = heads.find((head) => /\/Type\s*\/Filespec/.test(head)) ?? '';
    expect(filespec).toMatch(/\/AFRelationship\s*\/Source/);
    expect(filespec).toMatch(/\/UF\b/);
    const fonts = heads.filter((head) => /\/Type\s*\/FontDescriptor/.test(head));
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/\/FontFile[23]? \d+ 0 R/);
    // Every font says which letters its glyphs are: its text can be taken out.
    const composed = heads.filter((head) => /\/Subtype\s*\/Type0/.test(head));
    for (const font of composed) expect(font).toContain('/ToUnicode');
  });

  it('carries the bundle byte for byte, and reading it gives the same plan again', () => {
    const { files } = printed('nl', { attachments: [ATTACHED] });
    expect(files).toHaveLength(1);
    const [file] = files;
    const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(file?.bytes ?? '')).toBe(hash(ATTACHED.text));
    expect(file?.head).toMatch(
      /\/Subtype\s*\/application#2[Ff]fhir#2[Bb]json|\/Subtype\s*\/application#2[Ff]fhir\+json/,
    );
    const [who, ...again] = resourcesIn(parseJson(file?.bytes.toString('utf8') ?? '') as typeof BUNDLE);
    expect(planOf(again, undefined, who)).toEqual(planOf(RECORD));
  });

  it('writes a character that no font here has as its code, and says so', () => {
    const { blocks } = readPdf(
      printPdf(jobOf(emergencyPaperOf([directive({ specification: 'met 𓀀 erbij' })]))),
    );
    const said = blocks.map(({ text }) => text).join('\n');
    expect(said).toContain('met [U+13000] erbij');
    expect(said).toContain(CODES);
  });

  it('takes nothing that was recorded as markup', () => {
    const typed = '#panic("x") $x$ *b* [c] \\u{41} `d` <e> @f';
    const { blocks } = readPdf(printPdf(jobOf(emergencyPaperOf([directive({ specification: typed })]))));
    expect(blocks.some(({ text }) => text.includes(typed))).toBe(true);
  });

  it('is made in a thread of its own as well, several one after the other, and what fails there is told', async () => {
    const job = jobOf(emergencyPaperOf(RECORD));
    const [one, broken, other] = await Promise.allSettled([
      printPdfAside(job),
      printPdfAside({ ...job, template: '#panic("no")' }),
      printPdfAside(job),
    ]);
    expect(broken).toMatchObject({ status: 'rejected' });
    for (const made of [one, other])
      expect(made.status === 'fulfilled' ? readPdf(made.value).blocks.length : 0).toBeGreaterThan(20);
  });
});

describe('the bundle of a plan', () => {
  it('has the patient first and is the same whatever the order in which it was read', () => {
    expect(planBundle([...RECORD.toReversed(), patient], OF)).toEqual(BUNDLE);
    expect(resourcesIn(BUNDLE)[0]).toEqual(patient);
  });

  it('names what is not in it, and never refers to it', () => {
    const outside = directive({
      consent: { performer: [{ reference: 'Practitioner/elsewhere', display: 'dr. Elders' }] },
    });
    const [, consent] = resourcesIn(planBundle([patient, outside], OF));
    expect(consent?.performer).toEqual([
      {
        type: 'Practitioner',
        identifier: {
          system: 'urn:ietf:rfc:3986',
          value: 'https://care.example/fhir/Practitioner/elsewhere',
        },
        display: 'dr. Elders',
      },
    ]);
  });
});
