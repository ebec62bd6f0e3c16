import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import unbzip2 from 'unbzip2-stream';

/** How the records stand in a file. */
export type Format = 'json' | 'ndjson' | 'xml';

/** A file to import, recognised by its name: `.json`, `.ndjson`, `.xml`, each also with `.gz` or `.bz2`. */
export interface Source {
  readonly path: string;
  readonly format: Format;
  readonly compression: 'none' | 'gzip' | 'bzip2';
  /** Bytes on disk, for the time left. */
  readonly bytes: number;
  /** Changes when the file changes, so that a journal of another file is not taken for this one's. */
  readonly fingerprint: string;
}

/** A path that cannot be imported: which one, and what would do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

const NAME = /\.(json|ndjson|xml)(?:\.(gz|bz2))?$/;

/** Finds the files under the given paths; folders are walked in name order, and what is no record file there is left out. */
export async function findSources(paths: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const path of paths) found.push(...(await sourcesAt(path)));
  if (found.length === 0)
    throw new SourceError(
      'nothing to import: no .json, .ndjson or .xml file (plain, .gz or .bz2) at the given paths',
    );
  return found;
}

async function sourcesAt(path: string): Promise<Source[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new SourceError(`${path}: cannot be read; give a file or a folder that exists`, { cause });
  });
  if (!info.isDirectory()) {
    const source = describe(path, info.size, info.mtimeMs);
    if (!source) throw new SourceError(`${path}: not a .json, .ndjson or .xml file (plain, .gz or .bz2)`);
    return [source];
  }
  const entries = (await readdir(path, { withFileTypes: true })).sort(byName);
  const below: Source[] = [];
  for (const entry of entries)
    if (entry.isDirectory() || NAME.test(entry.name))
      below.push(...(await sourcesAt(join(path, entry.name))));
  return below;
}

const byName = (a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1);

function describe(path: string, bytes: number, changed: number): Source | undefined {
  const [, format, packed] = NAME.exec(path) ?? [];
  if (format !== 'json' && format !== 'ndjson' && format !== 'xml') return undefined;
  const compression = packed === 'gz' ? 'gzip' : packed === 'bz2' ? 'bzip2' : 'none';
  return { path, format, compression, bytes, fingerprint: `${path}|${bytes}|${changed}` };
}

/** Opens a file as bytes, decompressed on the way. `onBytes` hears how many bytes were read from disk. */
export function openSource(source: Source, onBytes: (count: number) => void): Readable {
  const file = createReadStream(source.path);
  file.on('data', (chunk) => onBytes(chunk.length));
  if (source.compression === 'none') return file;
  const plain =
    source.compression === 'gzip' ? file.pipe(createGunzip()) : new Readable().wrap(file.pipe(unbzip2()));
  file.on('error', (error) => plain.destroy(error));
  return plain;
}
