import { type FileHandle, open } from 'node:fs/promises';
import { Problem } from '@caecilia/kernel';

/** A file in a zip. */
export interface ZipEntry {
  readonly name: string;
  /** Where its bytes begin, and how many they are. */
  readonly start: number;
  readonly packedBytes: number;
  /** By deflate; otherwise it is stored as it is. */
  readonly isPacked: boolean;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LARGEST_END = 22 + 0xffff;

/**
 * The files in a zip, from its directory at the end. Throws `Problem('invalid')` for a zip that is broken, encrypted, or
 * packed in another way than by deflate. Source: PKWARE APPNOTE 6.3, sections 4.3 and 4.4.
 */
export async function readZipEntries(path: string): Promise<readonly ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await bytesAt(file, Math.max(0, size - LARGEST_END), Math.min(size, LARGEST_END));
    const end = lastIndexOf(tail, END_OF_DIRECTORY);
    const directory = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    return await Promise.all(
      listed(directory, tail.readUInt16LE(end + 10)).map((entry) => withStart(file, entry)),
    );
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('invalid', 'This zip is broken: its directory cannot be read.', { cause });
  } finally {
    await file.close();
  }
}

function listed(directory: Buffer, count: number) {
  const entries = [];
  for (let at = 0, n = 0; n < count; n += 1) {
    if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError('no entry');
    const nameBytes = directory.readUInt16LE(at + 28);
    const method = directory.readUInt16LE(at + 10);
    const name = directory.toString('utf8', at + 46, at + 46 + nameBytes);
    if ((directory.readUInt16LE(at + 8) & 1) === 1 || (method !== 0 && method !== 8))
      throw new Problem(
        'not-supported',
        `The file ${name} in this zip is encrypted, or packed in an unusual way.`,
      );
    entries.push({
      name,
      header: directory.readUInt32LE(at + 42),
      packedBytes: directory.readUInt32LE(at + 20),
      isPacked: method === 8,
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** The bytes of a file begin behind a header of its own, whose length the directory does not tell. */
async function withStart(
  file: FileHandle,
  { header, ...entry }: ReturnType<typeof listed>[number],
): Promise<ZipEntry> {
  const own = await bytesAt(file, header, 30);
  return { ...entry, start: header + 30 + own.readUInt16LE(26) + own.readUInt16LE(28) };
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  for (let at = bytes.length - 22; at >= 0; at -= 1) if (bytes.readUInt32LE(at) === signature) return at;
  throw new Problem('invalid', 'This zip is broken: it has no directory.');
}
