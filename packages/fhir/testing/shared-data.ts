import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { elementOf, elementsOf } from '../src/json/element.ts';
import { parseJson, stringify } from '../src/json/json.ts';

const REPOSITORY = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Where the test data lie that are read but never copied: beside the repository, or where CAECILIA_SHARED says. */
export const SHARED = process.env.CAECILIA_SHARED ?? join(REPOSITORY, '..', 'shared');

/** Whether a file or folder of the shared test data is there; a test that needs it is skipped where it is not. */
export function hasShared(path: string): boolean {
  return existsSync(join(SHARED, path));
}

/** A named text out of the shared data. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

const EXAMPLES = 'data/fhir-r4/examples.tgz';
/** Entries of a bundle in `officialExamples`, at the most; those of the specification hold thousands of definitions. */
const MOST_ENTRIES = 60;
/** Whether each example is looked at whole, as `npm run official-examples` does. */
export const wholeExamples = process.env.CAECILIA_EXAMPLES === 'whole';

/**
 * The 712 official R4 examples, digit for digit as they were published; empty where the shared data are absent. Of a
 * bundle with more than sixty entries there are sixty, spread over all, unless each is asked for whole: a dozen bundles
 * of definitions are nine tenths of the text.
 */
export function officialExamples({ whole = wholeExamples } = {}): readonly NamedText[] {
  if (!hasShared(EXAMPLES)) return [];
  if (whole) return published();
  // Reading all of them takes seconds of processor: what is left of them is kept for other test files, and runs.
  const { size, mtimeMs } = statSync(join(SHARED, EXAMPLES));
  const kept = join(
    tmpdir(),
    'caecilia-test',
    `examples-${size}-${Math.round(mtimeMs)}-${MOST_ENTRIES}.json`,
  );
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(published().map(thinned)));
    renameSync(draft, kept);
  }
  return JSON.parse(readFileSync(kept, 'utf8')) as NamedText[];
}

function published(): readonly NamedText[] {
  return readTar(gunzipSync(readFileSync(join(SHARED, EXAMPLES)))).filter(
    ({ name }) => name.endsWith('.json') && !name.endsWith('package.json'),
  );
}

function thinned({ name, text }: NamedText): NamedText {
  const example = parseJson(text);
  const entries = elementsOf(elementOf(example).entry);
  if (entries.length <= MOST_ENTRIES) return { name, text };
  const step = Math.ceil(entries.length / MOST_ENTRIES);
  const entry = entries.filter((_each, index) => index % step === 0);
  return { name, text: stringify({ ...elementOf(example), entry }) };
}

/** The resources of a folder of JSON files, folders inside it included; empty where the shared data are absent. */
export function jsonFiles(folder: string): readonly NamedText[] {
  if (!hasShared(folder)) return [];
  return readdirSync(join(SHARED, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(SHARED, folder, name), 'utf8') }));
}

/** The files of a plain ustar archive with short names. */
function readTar(archive: Buffer): NamedText[] {
  const files: NamedText[] = [];
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const field = (offset: number, length: number) =>
      archive.toString('utf8', at + offset, at + offset + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 12), 8);
    if (['0', ''].includes(field(156, 1))) {
      files.push({ name: field(0, 100), text: archive.toString('utf8', at + 512, at + 512 + size) });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
