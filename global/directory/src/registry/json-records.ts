/** One record of a file as it stands there, and the line on which it begins (the first line is 1). */
export interface RecordBytes {
  readonly line: number;
  readonly bytes: Uint8Array;
}

/** Bytes beyond which something is no record of an organisation: the largest of ROR has some tens of thousands. */
const MOST_BYTES = 4 * 1024 * 1024;

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** A file that cannot be taken apart: it is something else, or it breaks off. `line` is where. */
export class BrokenFile extends Error {
  readonly line: number;

  constructor(line: number, sentence: string) {
    super(sentence);
    this.name = 'BrokenFile';
    this.line = line;
  }
}

/**
 * The records of a file, as they come: objects in one JSON list, or one object on each line. Nothing but the record at
 * hand is held. Throws `BrokenFile` where the file begins with neither, or breaks off inside a record.
 */
export async function* jsonRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RecordBytes> {
  let cut: RecordCutter | undefined;
  let lead: Uint8Array = new Uint8Array();
  for await (const part of chunks) {
    const chunk = cut === undefined ? Buffer.concat([lead, part]) : part;
    cut ??= cutterFor(chunk);
    if (cut === undefined) lead = chunk;
    else yield* cut.take(chunk);
  }
  if (cut === undefined) throw new BrokenFile(1, 'The file is empty.');
  yield* cut.end();
}

interface RecordCutter {
  take(chunk: Uint8Array): Iterable<RecordBytes>;
  end(): Iterable<RecordBytes>;
}

/** What a file is taken apart by, from the first byte that says something; undefined where there is none yet. */
function cutterFor(chunk: Uint8Array): RecordCutter | undefined {
  const first = chunk.find((byte, at) => !isSpace(byte) && BYTE_ORDER_MARK[at] !== byte);
  if (first === undefined) return;
  if (first === OPEN_LIST) return new ListCutter();
  if (first === OPEN) return new LineCutter();
  throw new BrokenFile(1, 'It begins with neither a list nor an object of JSON.');
}

/** One object on each line: a broken line ends with its line, and the next is read as if nothing were. */
class LineCutter implements RecordCutter {
  #line = 1;
  #rest: Uint8Array[] = [];

  *take(chunk: Uint8Array): Iterable<RecordBytes> {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      yield* this.#lineOf(chunk.subarray(from, to));
      this.#line += 1;
      from = to + 1;
    }
    this.#rest.push(chunk.subarray(from));
  }

  end(): Iterable<RecordBytes> {
    return this.#lineOf(new Uint8Array());
  }

  *#lineOf(last: Uint8Array): Iterable<RecordBytes> {
    const bytes = this.#rest.length === 0 ? last : Buffer.concat([...this.#rest, last]);
    this.#rest = [];
    if (bytes.some((byte) => !isSpace(byte))) yield { line: this.#line, bytes };
  }
}

/** Objects in one list: each is cut out by its braces, so that it need not stand on a line of its own. */
class ListCutter implements RecordCutter {
  #line = 1;
  #begins = 1;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  *take(chunk: Uint8Array): Iterable<RecordBytes> {
    let from = this.#depth > 0 ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const change = this.#step(chunk[at] ?? 0);
      if (change === 'opened') from = at;
      if (change !== 'closed') continue;
      yield { line: this.#begins, bytes: this.#whole(chunk.subarray(Math.max(from, 0), at + 1)) };
      from = -1;
    }
    if (from >= 0) this.#hold(chunk.subarray(from));
  }

  end(): Iterable<RecordBytes> {
    if (this.#depth > 0)
      throw new BrokenFile(this.#begins, `It breaks off in the record that begins on line ${this.#begins}.`);
    return [];
  }

  #step(byte: number): 'opened' | 'closed' | undefined {
    if (byte === NEWLINE) this.#line += 1;
    if (this.#inText) return this.#stepInText(byte);
    if (byte === QUOTE) this.#inText = true;
    else if (byte === OPEN) return this.#open();
    else if (byte === CLOSE && this.#depth > 0) {
      this.#depth -= 1;
      if (this.#depth === 0) return 'closed';
    }
    return undefined;
  }

  #stepInText(byte: number): undefined {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inText = false;
  }

  #open(): 'opened' | undefined {
    this.#depth += 1;
    if (this.#depth > 1) return;
    this.#begins = this.#line;
    return 'opened';
  }

  #hold(part: Uint8Array): void {
    this.#held.push(part);
    this.#heldBytes += part.length;
    if (this.#heldBytes > MOST_BYTES)
      throw new BrokenFile(this.#begins, `The record that begins on line ${this.#begins} does not end.`);
  }

  #whole(last: Uint8Array): Uint8Array {
    const bytes = this.#held.length === 0 ? last : Buffer.concat([...this.#held, last]);
    this.#held = [];
    this.#heldBytes = 0;
    return bytes;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === NEWLINE || byte === 0x0d || byte === 0x09;
}
