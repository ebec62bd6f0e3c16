import { createHash, type Hash } from 'node:crypto';
import { hashOfLine, seedOf } from '../log/line.ts';
import type { KeptLine } from './log-lines.ts';

/** The end of a lane as the database notes it. */
export interface LaneHead {
  readonly lane: number;
  /** Number of the last line. */
  readonly lines: number;
  /** sha-256 in hex. */
  readonly hash: string;
}

/** The lines of one statement, as far as they were read. */
interface Link {
  readonly after: string;
  readonly first: number;
  readonly hash: Hash;
}

/**
 * Follows one lane, line by line. A line proves itself by its own hash; the lines of one statement (a link) together
 * lead from the hash of the lane that each of them names to the one that the lines of the next link name.
 */
export class LaneWalk {
  readonly #head: LaneHead;
  #state: Buffer;
  #link: Link | undefined;
  #n = 0;

  constructor(head: LaneHead) {
    this.#head = head;
    this.#state = seedOf(head.lane);
  }

  /** Number of the line that was read last. */
  get n(): number {
    return this.#n;
  }

  /** What is wrong with the next line, or undefined. `who` is the proved digest of whoever it is about. */
  line(line: KeptLine, who: string): string | undefined {
    const reason = this.#order(line) ?? this.#content(line, who) ?? this.#follows(line);
    this.#n = line.n;
    this.#link?.hash.update(line.hash);
    return reason;
  }

  /** What is wrong with the end of the lane, or undefined. */
  end(): string | undefined {
    const { lines, hash } = this.#head;
    if (this.#n < lines) return `the last ${lines - this.#n} lines of the lane are missing`;
    const before = this.#between();
    this.#close();
    if (this.#state.toString('hex') === hash) return undefined;
    return `the end of the lane is not what was noted of it: ${before}`;
  }

  #order(line: KeptLine): string | undefined {
    if (line.n === this.#n) return 'there is another line with its number: one of the two was inserted';
    if (line.n > this.#n + 1) return missing(this.#n + 1, line.n - 1);
    if (line.n > this.#head.lines) return 'it was inserted: the lane ends before it';
    return undefined;
  }

  #content(line: KeptLine, who: string): string | undefined {
    return hashOfLine(line.headWith(who), line.tail).equals(line.hash) ? undefined : 'it was changed';
  }

  #follows(line: KeptLine): string | undefined {
    if (this.#link?.after === line.after) return undefined;
    const before = this.#between();
    this.#close();
    this.#link = { after: line.after, first: line.n, hash: createHash('sha256').update(this.#state) };
    if (this.#state.toString('hex', 0, 8) === line.after) return undefined;
    return `it does not follow from what is before it: ${before}`;
  }

  #between(): string {
    const first = this.#link?.first ?? 1;
    if (first > this.#n) return 'the beginning of the lane is another one';
    return first === this.#n
      ? `line ${first} was changed together with its hash`
      : `one of the lines ${first} to ${this.#n} was changed together with its hash`;
  }

  #close(): void {
    if (this.#link !== undefined) this.#state = this.#link.hash.digest();
    this.#link = undefined;
  }
}

function missing(first: number, last: number): string {
  return first === last
    ? `line ${first} before it is missing`
    : `lines ${first} to ${last} before it are missing`;
}
