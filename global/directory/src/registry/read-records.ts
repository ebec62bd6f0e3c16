import { Problem } from '@caecilia/kernel';
import { type RorRecord, RorRecordError, readRorRecord } from '@caecilia/matching';
import { BrokenFile, jsonRecords } from './json-records.ts';

/** A record that could not be read: where it is, and what is wrong with which field. */
export interface BrokenRecord {
  readonly line: number;
  /** Path of the field, for instance `names[0].value`; empty where the record is no JSON, or none of ROR. */
  readonly field: string;
  readonly sentence: string;
  /** The id as it stands there, where there is one. */
  readonly id?: string;
}

/** One record of a file of ROR: read, or broken. */
export type ReadRecord =
  | { readonly line: number; readonly record: RorRecord; readonly release?: string }
  | { readonly line: number; readonly broken: BrokenRecord };

/** Records that are looked at before a file without a single right one is refused as something else. */
const FIRST_LOOK = 50;

/**
 * The records of a file of ROR, of schema 1 or 2. A broken record is told with its line and field, and the next is read.
 * Throws `Problem('invalid')` for a file that is none of ROR, before anything of it was given, and for one that breaks
 * off, after all that is before the break.
 */
export async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRecord> {
  const held: ReadRecord[] = [];
  let isOfRor = false;
  try {
    for await (const { line, bytes } of jsonRecords(chunks)) {
      const read = readOne(line, bytes);
      isOfRor ||= 'record' in read;
      if (!isOfRor) {
        held.push(read);
        if (held.length >= FIRST_LOOK) throw noRor(held);
        continue;
      }
      yield* held.splice(0);
      yield read;
    }
  } catch (error) {
    if (error instanceof BrokenFile)
      throw new Problem('invalid', `This is no whole file of ROR. Line ${error.line}: ${error.message}`, {
        cause: error,
      });
    throw error;
  }
  if (held.length > 0) throw noRor(held);
}

function noRor(held: readonly ReadRecord[]): Problem {
  const [first] = held;
  const why = first !== undefined && 'broken' in first ? first.broken : undefined;
  return new Problem(
    'invalid',
    `This is no file of ROR. Line ${why?.line ?? 1}: ${why?.sentence ?? 'it is empty'}.`,
  );
}

function readOne(line: number, bytes: Uint8Array): ReadRecord {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const sentence = error instanceof SyntaxError ? 'it is no JSON' : 'its characters are not UTF-8';
    return { line, broken: { line, field: '', sentence } };
  }
  try {
    const release = releaseOf(json);
    return { line, record: readRorRecord(json), ...(release === undefined ? {} : { release }) };
  } catch (error) {
    if (!(error instanceof RorRecordError)) throw error;
    const id = textOf(json, 'id');
    const broken = { line, field: error.path, sentence: error.message };
    return { line, broken: id === undefined ? broken : { ...broken, id: id.slice(0, 60) } };
  }
}

/** The release that a record says it is from; files of several releases put together say so. */
function releaseOf(json: unknown): string | undefined {
  const provenance = fieldOf(json, '_provenance');
  return textOf(provenance, 'release')?.slice(0, 40);
}

function fieldOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, name)
    ? (json as Record<string, unknown>)[name]
    : undefined;
}

function textOf(json: unknown, name: string): string | undefined {
  const value = fieldOf(json, name);
  return typeof value === 'string' ? value : undefined;
}
