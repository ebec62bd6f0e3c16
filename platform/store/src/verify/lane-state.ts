import { createHash, type Hash } from 'node:crypto';
import { seedOf } from '../log/line.ts';
import type { Anchor } from './anchors.ts';

/** Bytes of the hash of a lane that each line of the link behind it names. */
const NAMED = 8;

/**
 * The hash of a lane, carried forward link by link: the lines of one statement follow the same hash, and the sha-256
 * over that and the hashes of the lines is what the next link follows.
 */
export class LaneState {
  #state: Buffer;
  #link: { readonly after: string; readonly first: number; readonly hash: Hash } | undefined;

  constructor(lane: number) {
    this.#state = seedOf(lane);
  }

  /** Number of the first line of the link that was read last; 1 before there is any. */
  get first(): number {
    return this.#link?.first ?? 1;
  }

  /** The hash after the lines so far, which ends their link. */
  close(): Buffer {
    if (this.#link !== undefined) this.#state = this.#link.hash.digest();
    this.#link = undefined;
    return this.#state;
  }

  /** Whether line `n`, which names `after`, follows from what was read; it begins a link where `after` is another one. */
  follows(after: string, n: number): boolean {
    if (this.#link?.after === after) return true;
    const state = this.close();
    this.#link = { after, first: n, hash: createHash('sha256').update(state) };
    return state.toString('hex', 0, NAMED) === after;
  }

  add(hash: Uint8Array): void {
    this.#link?.hash.update(hash);
  }

  /** Goes on over lines that were taken out after their time; false where they do not follow. */
  skip({ whole, first, hash }: Anchor): boolean {
    if (whole) {
      this.close();
      this.#state = Buffer.from(hash);
      return true;
    }
    const follows = this.follows(Buffer.from(hash.subarray(0, NAMED)).toString('hex'), first);
    this.add(hash.subarray(NAMED));
    return follows;
  }
}
