import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../commands/command.ts';

/** A line of a file, counted from 1, and how many bytes of the file have been read for it. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly bytes: number;
}

/** The size of a file in bytes; a file that is not there is told by its name. */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be read: ${reasonOf(cause)}`, { cause });
  });
  if (!found.isFile()) throw new UsageError(`${file} is no file`);
  return found.size;
}

/** The lines of a text file, of one that gzip packed too (its name ends in `.gz`); empty lines are passed over. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const packed = createReadStream(file);
  const plain = file.endsWith('.gz') ? packed.pipe(createGunzip()) : packed;
  let failed: Error | undefined;
  // An error of the file on disk does not reach the stream that unpacks it by itself.
  packed.once('error', (error: Error) => {
    failed = error;
    plain.destroy();
  });
  let number = 0;
  try {
    for await (const text of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (text.trim() !== '') yield { number, text, bytes: packed.bytesRead };
    }
    if (failed !== undefined) throw failed;
  } catch (cause) {
    if (!isOfFile(cause)) throw cause;
    throw new UsageError(`${file} cannot be read beyond line ${number}: ${reasonOf(failed ?? cause)}`, {
      cause,
    });
  }
}

/** An error of the system or of unpacking; what the reader of the lines throws is none. */
function isOfFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(E[A-Z]+|Z_\w+)$/.test(String(error.code));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
