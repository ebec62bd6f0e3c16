import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  faultsIn,
  hostileRecord,
  linesOf,
  parsePage,
  planOf,
  type Rendering,
  rowsIn,
  verdictsOn,
  withClass,
} from '@caecilia/careplan/testing/hostile';
import type { FhirResource } from '@caecilia/fhir';
import { signedLetter, type WrittenLetter, writtenLetter } from '@caecilia/letter';
import { LetterText } from '@caecilia/letter/ui';
import { LANGUAGES, type Language } from '@caecilia/ui';
import fc from 'fast-check';
import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { letterFacts } from './letter-facts.ts';

/** How many directives are tried: a sample with the other tests, 10,000 with `npm run safe-rendering`. */
const WANTED = Number(process.env.CAECILIA_HOSTILE_DIRECTIVES ?? 300);
const SEED = Number(process.env.CAECILIA_HOSTILE_SEED ?? 20261122);
const AT = '2026-11-21T01:40:00.000Z';

/** A signed letter about a record, in words; who wrote it says beside the limits what is no limit. */
function letterOn(resources: readonly FhirResource[], language: Language): WrittenLetter {
  const facts = letterFacts(planOf(resources), {
    language,
    now: '2026-11-21T02:40:00.000',
    others: { symptoms: [], medication: [], supply: [] },
  });
  const letter = signedLetter({
    patient: 'test-patient',
    clientId: '0b1f6d3e-0000-4000-8000-000000000001',
    facts,
    to: { reference: 'Organization/practice', name: 'Huisartsenpraktijk Verzonnen' },
    words: { language, to: 'Organization/practice', words: { why: 'x', asked: 'y' }, leftOut: [] },
    signed: { by: 'Practitioner/x', name: 'A. Verzonnen', at: AT },
  });
  return writtenLetter(letter, { civil: () => '2026-11-21T02:40', now: '2026-11-21T02:40' });
}

/** What is read on the screen, and what is printed: in the PDF the words themselves. */
function renderings(letter: WrittenLetter): readonly Rendering[] {
  const page = parsePage(renderToStaticMarkup(h(LetterText, { letter })));
  const limits = withClass(page, 'letter__part--limits').flatMap((part) => withClass(part, 'letter__item'));
  const rows = (['screen', 'print'] as const).map((medium) => ({
    name: `letter, ${medium}`,
    language: letter.lang,
    rows: rowsIn(
      limits.map((item) => {
        const [name = '', ...lines] = linesOf(item, medium);
        return [name, lines];
      }),
    ),
  }));
  const items = letter.sections.find(({ kind }) => kind === 'limits')?.items ?? [];
  const words = items.map(
    ({ name = '', lines }) =>
      [name, lines.map(({ text, quoted = '' }) => `${text} ${quoted}`.trim())] as const,
  );
  return [...rows, { name: 'letter, PDF', language: letter.lang, rows: rowsIn(words) }];
}

describe('a letter', () => {
  it('shows no hostile directive as more certain than it was recorded', () => {
    let tried = 0;
    let certain = 0;
    while (tried < WANTED) {
      fc.assert(
        fc.property(hostileRecord, (resources) => {
          tried += resources.length;
          const verdicts = verdictsOn(resources);
          certain += [...verdicts.values()].filter(({ kind }) => kind === 'certain').length;
          const language = LANGUAGES[tried % 2] ?? 'nl';
          const faults = renderings(letterOn(resources, language)).flatMap((each) =>
            faultsIn(each, verdicts),
          );
          expect(faults).toEqual([]);
        }),
        { numRuns: 10, seed: SEED + tried },
      );
    }
    expect(certain).toBeGreaterThan(WANTED / 20);
  });

  it('is hidden by no rule of its stylesheet', () => {
    const css = readFileSync(join(import.meta.dirname, '../../../../care/letter/src/ui/letter.css'), 'utf8');
    expect(
      [...css.matchAll(/([^{};]+)\{[^{}]*(?:display:\s*none|visibility:|clip)[^{}]*\}/g)].map(
        ([, rule = '']) => rule.trim(),
      ),
    ).toEqual([]);
  });
});
