import type { LogSpool, SpooledBatch } from '@caecilia/kernel';

/** A spool whose disk can be full, and which can die between handing over and forgetting. */
export class MemorySpool implements LogSpool {
  entries: readonly string[] = [];
  full = false;
  whole = true;
  keepsAfterTaking = false;
  #batches = 0;
  #id = 'batch 0';

  append(entries: readonly string[]): Promise<void> {
    if (this.full) return Promise.reject(new Error('no room on this disk either'));
    this.entries = [...this.entries, ...entries];
    return Promise.resolve();
  }

  async deliver(take: (batch: SpooledBatch) => Promise<void>): Promise<number> {
    const { entries, whole } = this;
    if (entries.length === 0) return 0;
    await take({ id: this.#id, entries, whole });
    if (this.keepsAfterTaking) return entries.length;
    this.entries = [];
    this.#batches += 1;
    this.#id = `batch ${this.#batches}`;
    return entries.length;
  }
}
