import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { Problem } from '@caecilia/kernel';
import { readZipEntries, type ZipEntry } from './zip-entries.ts';

/** A file that is read from its beginning to its end, unpacked. */
export interface OpenedFile {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes on the disk, and how many of them were read by now. */
  readonly bytes: number;
  bytesRead(): number;
  /** Name of the file, or of the one inside a zip. */
  readonly name: string;
}

/**
 * Opens a file of ROR as it is handed out: JSON or lines of JSON, plain, by gzip or in a zip. What it is packed with is
 * seen from its first bytes. Throws `Problem('not-found')` for a file that is not there, and `Problem('invalid')` for a
 * zip without a file of JSON.
 */
export async function openRegistryFile(path: string): Promise<OpenedFile> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new Problem('not-found', `There is no file ${path} that can be read.`, { cause });
  });
  const start = await firstBytes(path);
  if (start[0] === 0x50 && start[1] === 0x4b) return await openZip(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const isPacked = start[0] === 0x1f && start[1] === 0x8b;
  return opened(file, isPacked ? unpacked(file, createGunzip({ chunkSize: 256 * 1024 })) : file, size, path);
}

async function openZip(path: string): Promise<OpenedFile> {
  const entry = recordsIn(await readZipEntries(path));
  const file = createReadStream(path, { start: entry.start, end: entry.start + entry.packedBytes - 1 });
  const chunks = entry.isPacked ? unpacked(file, createInflateRaw({ chunkSize: 256 * 1024 })) : file;
  return opened(file, chunks, entry.packedBytes, entry.name);
}

/** The file of a release that has the records: of several schemas the newest, and never a table as CSV. */
function recordsIn(entries: readonly ZipEntry[]): ZipEntry {
  const files = entries.filter(({ name }) => name.endsWith('.json'));
  const chosen = files.find(({ name }) => name.includes('schema_v2')) ?? files[0];
  if (chosen === undefined) throw new Problem('invalid', 'There is no file of JSON in this zip.');
  return chosen;
}

function opened(
  file: ReadStream,
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
  name: string,
): OpenedFile {
  return { chunks, bytes, name, bytesRead: () => file.bytesRead };
}

/** Both ends with one error: a file that cannot be read, and one that is broken inside. */
function unpacked(file: ReadStream, unpack: ReturnType<typeof createGunzip>): AsyncIterable<Uint8Array> {
  file.on('error', (error) => unpack.destroy(error));
  return file.pipe(unpack);
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
