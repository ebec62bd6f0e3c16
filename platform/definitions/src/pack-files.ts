import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PackError } from '@caecilia/fhir';
import { extract } from 'tar-stream';

/** How much a pack may ask for; what is larger is refused as a whole. */
export interface PackLimits {
  /** Bytes of one JSON file. */
  readonly maxFileBytes: number;
  /** Bytes of all of them, after unpacking. */
  readonly maxTotalBytes: number;
  readonly maxFiles: number;
}

/** Room for the largest published packages, some hundred megabytes of JSON. */
export const PACK_LIMITS: PackLimits = {
  maxFileBytes: 64 * 1024 * 1024,
  maxTotalBytes: 512 * 1024 * 1024,
  maxFiles: 20_000,
};

/** One JSON file of a pack, by its name inside the pack. */
export interface PackFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Counts what is read, so that a pack cannot take all memory. */
class Allowance {
  readonly #limits: PackLimits;
  #files = 0;
  #bytes = 0;

  constructor(limits: PackLimits) {
    this.#limits = limits;
  }

  take(name: string, bytes: number): void {
    const { maxFileBytes, maxFiles, maxTotalBytes } = this.#limits;
    this.#files += 1;
    this.#bytes += bytes;
    if (bytes > maxFileBytes) throw new PackError(`a file is larger than ${maxFileBytes} bytes`, name);
    if (this.#files > maxFiles) throw new PackError(`there are more than ${maxFiles} files`, name);
    if (this.#bytes > maxTotalBytes)
      throw new PackError(`together the files are larger than ${maxTotalBytes} bytes`, name);
  }
}

/**
 * The JSON files of a folder and of the folders in it, by their path from it. Links are not followed, and hidden
 * folders and `node_modules` are passed over.
 */
export async function filesOfFolder(folder: string, limits: PackLimits): Promise<readonly PackFile[]> {
  const allowance = new Allowance(limits);
  const files: PackFile[] = [];
  for (const entry of await jsonEntries(folder)) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    allowance.take(name, (await lstat(path)).size);
    files.push({ name, bytes: await readFile(path) });
  }
  return files;
}

async function jsonEntries(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: Dirent[] = [];
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    const isHidden = entry.name.startsWith('.') || entry.name === 'node_modules';
    if (entry.isDirectory() && !isHidden) found.push(...(await jsonEntries(join(folder, entry.name))));
    else if (entry.isFile() && !isHidden && entry.name.endsWith('.json')) found.push(entry);
  }
  return found;
}

/**
 * The JSON files of a FHIR package (a gzipped tar with a folder `package`), read in memory: nothing is unpacked to
 * disk, so no name in the archive can point anywhere. Files elsewhere in it (examples, `other`) are passed over.
 * Throws `PackError` for what is no such archive, or larger than the limits.
 */
export async function filesOfPackage(path: string, limits: PackLimits): Promise<readonly PackFile[]> {
  const archive = await unzipped(path, limits);
  const allowance = new Allowance(limits);
  const files: PackFile[] = [];
  const reader = extract();
  reader.end(archive);
  try {
    for await (const entry of reader) {
      const name = /^(?:\.\/)?package\/([^/\\]+\.json)$/.exec(entry.header.name)?.[1];
      if (name === undefined || entry.header.type !== 'file' || name.startsWith('.')) {
        entry.resume();
        continue;
      }
      allowance.take(name, entry.header.size);
      files.push({ name, bytes: await bytesOf(entry) });
    }
  } catch (error) {
    if (error instanceof PackError) throw error;
    throw new PackError('the file is not a FHIR package: its archive cannot be read', basename(path), {
      cause: error,
    });
  }
  return files;
}

async function bytesOf(entry: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const unzip = promisify(gunzip);

async function unzipped(path: string, limits: PackLimits): Promise<Buffer> {
  const { size } = await lstat(path);
  if (size > limits.maxTotalBytes)
    throw new PackError(`the file is larger than ${limits.maxTotalBytes} bytes`, basename(path));
  try {
    return await unzip(await readFile(path), { maxOutputLength: limits.maxTotalBytes });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    const sentence = isTooLarge
      ? `unpacked the file is larger than ${limits.maxTotalBytes} bytes`
      : 'the file is not a FHIR package: it is not gzipped';
    throw new PackError(sentence, basename(path), { cause: error });
  }
}
