import type { FhirResource } from '@caecilia/fhir';
import { LANGUAGES, type Language } from '@caecilia/ui';
import { printPdf } from '@caecilia/ui/pdf';
import fc from 'fast-check';
import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { glanceOf } from './glance/glance.ts';
import type { PaperDocument } from './paper/paperDocument.ts';
import { paperJob } from './paper/paperPdf.ts';
import {
  hostileRecord,
  TREATMENT_CODES,
  TREATMENT_KEYS,
  TWISTS,
  twisted,
} from './testing/hostile/directives.ts';
import { faultsIn, type Rendering, rowsIn, verdictsOn } from './testing/hostile/faults.ts';
import { hidingRules, linesOf, type Medium, parsePage, withClass } from './testing/hostile/visible.ts';
import { pageOf, plainPageOf } from './testing/page.ts';
import { emergencyPaperOf, plainPaperOf } from './testing/paper.ts';
import { readPdf, rowsUnder } from './testing/readPdf.ts';
import { directive, planOf } from './testing/record.ts';
import { LimitConditions, LimitStrip, LimitsInFull } from './ui/glance.ts';
import { messagesIn } from './ui/messages.ts';

/** How many directives are tried: a sample with the other tests, 10,000 with `npm run safe-rendering`. */
const WANTED = Number(process.env.CAECILIA_HOSTILE_DIRECTIVES ?? 300);
const SEED = Number(process.env.CAECILIA_HOSTILE_SEED ?? 20261122);

/** The page for the patient, on screen and on paper: each treatment under its name. */
function plainPage(resources: readonly FhirResource[], language: Language): readonly Rendering[] {
  const page = parsePage(plainPageOf(resources, language));
  return (['screen', 'print'] as const).map((medium) => ({
    name: `plain page, ${medium}`,
    language,
    plain: true,
    rows: rowsIn(
      withClass(page, 'plain__item').map((item) => {
        const [name = '', ...lines] = linesOf(item, medium);
        return [name, lines];
      }),
    ),
  }));
}

/** The emergency page as a document to keep. */
function paper(resources: readonly FhirResource[], language: Language): readonly Rendering[] {
  const items = emergencyPaperOf(resources, language).sections.flatMap((section) => section.items);
  const rows = items.map(
    ({ name = '', lines }) =>
      [name, lines.map(({ text, quoted = '' }) => `${text} ${quoted}`.trim())] as const,
  );
  return [{ name: 'document', language, rows: rowsIn(rows) }];
}

/** The same documents as PDF, by what their tags give to who has them read aloud. */
function pdfs(resources: readonly FhirResource[], language: Language): readonly Rendering[] {
  const read = (paper: PaperDocument) =>
    rowsUnder(readPdf(printPdf(paperJob(paper, { codes: 'codes', onePage: true }))).blocks);
  return [
    { name: 'PDF', language, rows: read(emergencyPaperOf(resources, language)) },
    { name: 'plain PDF', language, plain: true, rows: read(plainPaperOf(resources, language)) },
  ];
}

function emergencyPage(resources: readonly FhirResource[], language: Language): readonly Rendering[] {
  const page = parsePage(pageOf(resources, { language }));
  return (['screen', 'phone', 'print'] as const satisfies readonly Medium[]).map((medium) => ({
    name: `emergency page, ${medium}`,
    language,
    rows: rowsIn(
      withClass(page, 'limit').map((row) => {
        const [treatment = ''] = withClass(row, 'limit__treatment').flatMap((each) => linesOf(each, medium));
        return [treatment, linesOf(row, medium)];
      }),
    ),
  }));
}

function glance(resources: readonly FhirResource[], language: Language): readonly Rendering[] {
  const { limits = [] } = glanceOf(planOf(resources), {
    maySeePlan: true,
    whereabouts: [],
    recordLanguage: 'nl',
    now: '2026-11-21T02:40:00.000',
  });
  const view = { t: messagesIn(language), language, recordLanguage: 'nl', patientId: 'p' };
  const itemsOf = (part: typeof LimitStrip | typeof LimitConditions) => {
    const page = parsePage(renderToStaticMarkup(h(part, { limits, view })));
    const [listed] = page.children;
    return typeof listed === 'object' ? listed.children.map((each) => linesOf(each, 'screen')) : [];
  };
  const named = limits.map(({ treatment }) => labelIn(treatment, language));
  // Several treatments in one state share a line of the strip.
  const inStrip = itemsOf(LimitStrip).flatMap((lines) =>
    named.filter((name) => names(lines, name, named)).map((name) => [name, lines] as const),
  );
  const before = (lines: readonly string[]) => (lines[0] ?? '').split(': ')[0] ?? '';
  return [
    { name: 'strip', language, abridged: true, rows: rowsIn(inStrip) },
    {
      name: 'limits in full',
      language,
      rows: rowsIn(itemsOf(LimitsInFull).map((each) => [before(each), each])),
    },
    {
      name: 'conditions',
      language,
      partial: true,
      rows: rowsIn(itemsOf(LimitConditions).map((each) => [before(each), each])),
    },
  ];
}

const labelIn = (treatment: { nl: string; en: string } | string | undefined, language: Language) =>
  treatment === undefined
    ? messagesIn(language)('limits.unnamed')
    : typeof treatment === 'string'
      ? treatment
      : treatment[language];

/** True when a line of the strip begins with this name, alone or in a row of names. */
function names([line = '']: readonly string[], name: string, all: readonly string[]): boolean {
  let rest = line;
  for (;;) {
    const next = all
      .filter((each) => rest.startsWith(each))
      .toSorted((left, right) => right.length - left.length)[0];
    if (next === undefined) return false;
    if (next === name) return true;
    rest = rest.slice(next.length).replace(/^, /, '');
  }
}

function faultsOf(resources: readonly FhirResource[], language: Language, asPdf = true): readonly string[] {
  const verdicts = verdictsOn(resources);
  return [
    ...emergencyPage(resources, language),
    ...glance(resources, language),
    ...plainPage(resources, language),
    ...paper(resources, language),
    ...(asPdf ? pdfs(resources, language) : []),
  ].flatMap((each) => faultsIn(each, verdicts));
}

/** Records in which each twist is done by itself to a directive, as many in one record as there are treatments. */
function eachTwist(said: { readonly type?: string; readonly specification?: string }) {
  const names = Object.keys(TWISTS);
  const size = TREATMENT_KEYS.length;
  return Array.from({ length: Math.ceil(names.length / size) }, (_each, group) =>
    names.slice(group * size, (group + 1) * size).flatMap((name, index) => {
      const key = TREATMENT_KEYS[index];
      const treatment = key === undefined ? '' : TREATMENT_CODES[key];
      return twisted(directive({ ...said, treatment, id: `t${index}` }), [name]);
    }),
  );
}

describe('a directive with one thing amiss', () => {
  it.each([
    ['permits', { type: 'permit' }],
    ['denies', { type: 'deny' }],
    ['has a condition', { specification: 'het verlichting geeft' }],
  ])('that %s is shown nowhere as more certain than it was recorded', (_sentence, said) => {
    expect(
      eachTwist(said).flatMap((resources, index) =>
        faultsOf(resources, index % 2 === 0 ? 'nl' : 'en', WANTED >= 10_000 || index < 2),
      ),
    ).toEqual([]);
  });
});

/** Both languages in full; in the sample they take turns. */
const languagesFor = (tried: number): readonly Language[] =>
  WANTED >= 10_000 ? LANGUAGES : LANGUAGES.filter((_each, index) => index === tried % 2);

describe('a hostile directive', () => {
  it('is shown nowhere as more certain than it was recorded', () => {
    let tried = 0;
    let certain = 0;
    const kinds = new Map<string, number>();
    while (tried < WANTED) {
      fc.assert(
        fc.property(hostileRecord, (resources) => {
          tried += resources.length;
          const verdicts = verdictsOn(resources);
          for (const { kind } of verdicts.values()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          certain += [...verdicts.values()].filter(({ kind }) => kind === 'certain').length;
          // In the sample every tenth record becomes a PDF as well: a PDF costs as much as all other renderings.
          const asPdf = WANTED >= 10_000 || tried % 10 < resources.length;
          expect(languagesFor(tried).flatMap((language) => faultsOf(resources, language, asPdf))).toEqual([]);
        }),
        { numRuns: 10, seed: SEED + tried },
      );
    }
    // A judge that never meets a certain record, or only such, judges nothing.
    expect(certain).toBeGreaterThan(WANTED / 20);
    expect([...kinds.keys()].toSorted()).toEqual([
      'certain',
      'clash',
      'condition',
      'doubtful',
      'nothing',
      'open',
      'past',
    ]);
  });
});

describe('the stylesheets of the plan', () => {
  it('hide nothing that the judge of certainty does not know of', () => {
    expect(hidingRules()).toMatchInlineSnapshot(`
      [
        "calls: .call-bar",
        "limits: .reasons-switch",
        "paper: .screen-only, .call-bar, .reasons-switch, .foot, .page-age, .banner a",
        "paper: .call .line-icon",
        "phone: .top-bar__moment, .top-bar .print-button",
        "phone: .limits:has(.reasons-switch input:not(:checked)) :is(.limit--do, .limit--do-not, .limit--only-if) .limit__why",
        "phone: .call-bar :is(small, .line-icon)",
        "plain: .plain .screen-only",
        "plan: .paper-only",
        "plan: .page-age[hidden]",
      ]
    `);
  });
});
