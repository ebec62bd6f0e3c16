import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasShared, SHARED } from '../../packages/fhir/testing/shared-data.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DEFINITIONS = 'data/pzp/definitions';
const OURS = [
  '*.md',
  '{apps,bench,care,docs,e2e,packages,packs,platform,tools}/**/*.{ts,tsx,js,mjs,json,md,css,sql,html,txt,yml,csv,xml}',
];
/** Names of codes are short ("opname in ziekenhuis"), and everybody who uses a code names it. */
const LONG = 32;
const SHORT = 20;
/** Names of codes and roles that the packs need to recognise what others write. */
const NAMES = 12;

type Element = { readonly [name: string]: unknown };

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null;

/** Letters and digits of words, so that another line break or quotation mark does not hide a copy. */
const wordsIn = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9\u00df-\uffff]+/g, ' ')
    .trim();

/** Every text for people in a definition: questions, answers, explanations, terms of use. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isElement(value)) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'string' ? (PROSE.has(name) ? [each] : []) : textsIn(each),
  );
}

const PROSE = new Set([
  'copyright',
  'definition',
  'description',
  'display',
  'prefix',
  'purpose',
  'short',
  'text',
  'title',
  'valueMarkdown',
  'valueString',
]);

function published(kind: RegExp): readonly string[] {
  const folder = join(SHARED, DEFINITIONS, 'pzp-0.1.3-beta3');
  const texts = readdirSync(folder)
    .filter((file) => kind.test(file))
    .flatMap((file) => textsIn(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  return [...new Set(texts.map(wordsIn))];
}

/** Files of the repository that hold one of the texts, by text. */
function copied(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const files = globSync(OURS, {
    cwd: ROOT,
    exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
  });
  expect(files.length).toBeGreaterThan(1000);
  const found = new Map<string, string[]>();
  for (const file of files) {
    const words = wordsIn(readFileSync(join(ROOT, file), 'utf8'));
    for (const text of texts) if (words.includes(text)) found.set(text, [...(found.get(text) ?? []), file]);
  }
  return found;
}

describe.skipIf(!hasShared(DEFINITIONS))(
  'the wording of the publisher (test data beside the repository)',
  () => {
    it('is not in this repository: the form is its publisher’s, and comes with an installed pack (trap 7)', () => {
      const texts = published(/^Questionnaire-/).filter((text) => text.length >= SHORT);
      expect(texts.filter((text) => text.length >= LONG).length).toBeGreaterThan(40);
      const found = copied(texts);
      expect([...found].filter(([text]) => text.length >= LONG)).toEqual([]);
      expect(found.size, [...found.keys()].join('; ')).toBeLessThanOrEqual(NAMES);
    });
  },
);
