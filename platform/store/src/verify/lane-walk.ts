import { hashOfLine } from '../log/line.ts';
import type { Anchor } from './anchors.ts';
import { LaneState } from './lane-state.ts';
import type { KeptLine } from './log-lines.ts';

/** The end of a lane as the database notes it. */
export interface LaneHead {
  readonly lane: number;
  /** Number of the last line. */
  readonly lines: number;
  /** sha-256 in hex. */
  readonly hash: string;
}

/**
 * Follows one lane, line by line. A line proves itself by its own hash; the lines of one statement (a link) together
 * lead from the hash of the lane that each of them names to the one that the lines of the next link name.
 */
export class LaneWalk {
  readonly #head: LaneHead;
  readonly #state: LaneState;
  readonly #anchors: Anchor[];
  #n = 0;

  /** `anchors`: those of this lane, in order. */
  constructor(head: LaneHead, anchors: readonly Anchor[] = []) {
    this.#head = head;
    this.#state = new LaneState(head.lane);
    this.#anchors = [...anchors];
  }

  /** Number of the line that was read last. */
  get n(): number {
    return this.#n;
  }

  /** What is wrong with the next line, or undefined. `who` is the proved digest of whoever it is about. */
  line(line: KeptLine, who: string): string | undefined {
    const reason = this.#skip(line.n) ?? this.#order(line) ?? this.#content(line, who) ?? this.#follows(line);
    this.#n = line.n;
    this.#state.add(line.hash);
    return reason;
  }

  /** What is wrong with the end of the lane, or undefined. */
  end(): string | undefined {
    const { lines, hash } = this.#head;
    const reason = this.#skip(lines + 1);
    if (reason !== undefined) return reason;
    if (this.#n < lines) return `the last ${lines - this.#n} lines of the lane are missing`;
    const before = this.#between();
    if (this.#state.close().toString('hex') === hash) return undefined;
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
    const before = this.#between();
    return this.#state.follows(line.after, line.n)
      ? undefined
      : `it does not follow from what is before it: ${before}`;
  }

  /** Goes on over lines that were taken out after their time, as far as line `next`. */
  #skip(next: number): string | undefined {
    for (let anchor = this.#anchors[0]; anchor?.first === this.#n + 1; anchor = this.#anchors[0]) {
      if (anchor.last >= next) return undefined;
      this.#anchors.shift();
      this.#n = anchor.last;
      if (!this.#state.skip(anchor)) return `what was taken out before line ${next} does not follow`;
    }
    return undefined;
  }

  #between(): string {
    const { first } = this.#state;
    if (first > this.#n) return 'the beginning of the lane is another one';
    return first === this.#n
      ? `line ${first} was changed together with its hash`
      : `one of the lines ${first} to ${this.#n} was changed together with its hash`;
  }
}

function missing(first: number, last: number): string {
  return first === last
    ? `line ${first} before it is missing`
    : `lines ${first} to ${last} before it are missing`;
}
