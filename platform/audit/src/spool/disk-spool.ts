import { hash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogSpool, SpooledBatch } from '@caecilia/kernel';

/** What is written to. It belongs to one process at a time, and never to the next one. */
const WAITING = 'waiting.spool';
/** What is being handed over: `<id>.taking`. Left behind by a crash it is handed over again, under the same id. */
const TAKING = '.taking';

/**
 * Entries on a local disk, written through to it before anybody may count on them. Each line of a file ends with a hash
 * over itself and the line before it, so that what was changed, taken out or cut off shows. The folder is of one
 * process only, and only its user may look into it.
 */
export class DiskSpool implements LogSpool {
  readonly #folder: string;
  /** Of the file that is written to: its last hash and its length; undefined where there is none. */
  #end: { readonly hash: string; readonly bytes: number } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // What a process left that is no more: it is not added to, so that a line that was cut off stays at the end.
    this.#setAside();
  }

  append(entries: readonly string[]): Promise<void> {
    if (entries.some((entry) => /[\t\n]/.test(entry)))
      throw new Error('an entry is one line, without tabulators');
    return this.#oneByOne(() => this.#append(entries));
  }

  deliver(take: (batch: SpooledBatch) => Promise<void>): Promise<number> {
    return this.#oneByOne(async () => {
      this.#setAside();
      let delivered = 0;
      for (const name of this.#taking()) {
        const { entries, whole } = readSpool(readFileSync(join(this.#folder, name), 'utf8'));
        await take({ id: name.slice(0, -TAKING.length), entries, whole });
        rmSync(join(this.#folder, name));
        delivered += entries.length;
      }
      return delivered;
    });
  }

  async #append(entries: readonly string[]): Promise<void> {
    const before = this.#end ?? { hash: '', bytes: 0 };
    let { hash: last } = before;
    let text = '';
    for (const entry of entries) {
      last = linkOf(last, entry);
      text += `${entry}\t${last}\n`;
    }
    const file = await open(join(this.#folder, WAITING), 'a', 0o600);
    try {
      await written(file, text, before.bytes);
    } finally {
      await file.close();
    }
    if (this.#end === undefined) await this.#syncFolder();
    this.#end = { hash: last, bytes: before.bytes + Buffer.byteLength(text) };
  }

  /** The name of a new file is on the disk as well. */
  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  #setAside(): void {
    const waiting = join(this.#folder, WAITING);
    if (!existsSync(waiting)) return;
    // Numbered by time, so that they are handed over in their order.
    const name = `${String(Date.now()).padStart(15, '0')}-${randomUUID()}${TAKING}`;
    renameSync(waiting, join(this.#folder, name));
    this.#end = undefined;
  }

  #taking(): readonly string[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(TAKING))
      .sort();
  }

  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => {});
    return next;
  }
}

/** A write that failed half-way leaves nothing behind: the next one begins on a line of its own. */
async function written(file: FileHandle, text: string, bytesBefore: number): Promise<void> {
  try {
    await file.appendFile(text);
    await file.sync();
  } catch (error) {
    await file.truncate(bytesBefore);
    throw error;
  }
}

function linkOf(before: string, text: string): string {
  return hash('sha256', `${before}\n${text}`, 'hex');
}

/** Every line that can still be read; `whole` is false where one was changed, taken out or cut off. */
function readSpool(content: string): Omit<SpooledBatch, 'id'> {
  const entries: string[] = [];
  let [before, whole] = ['', content === '' || content.endsWith('\n')];
  for (const row of content.split('\n').filter((one) => one !== '')) {
    const [entry = '', link] = row.split('\t');
    if (link !== linkOf(before, entry)) whole = false;
    // Cut off while it was written: its access was never given, because the write did not return.
    if (link === undefined) continue;
    before = link;
    entries.push(entry);
  }
  return { entries, whole };
}
