import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

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

/** The 712 official R4 examples, as the texts that were published; empty where the shared data are absent. */
export function officialExamples(): readonly NamedText[] {
  const path = 'data/fhir-r4/examples.tgz';
  if (!hasShared(path)) return [];
  return readTar(gunzipSync(readFileSync(join(SHARED, path)))).filter(
    ({ name }) => name.endsWith('.json') && !name.endsWith('package.json'),
  );
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
