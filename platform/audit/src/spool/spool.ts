import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccessLog, LogEntry } from '@caecilia/kernel';

/** Where the spool lies and which log takes it in. */
export interface SpoolOptions {
  /** A folder on a local disk that only this process writes to. */
  readonly folder: string;
  readonly log: AccessLog;
  readonly now: () => Date;
}

const WAITING = 'break-glass.spool';
/** What is being taken into the log; left behind by a crash, it is taken in again. */
const TAKING = 'break-glass.taking';

interface Spooled {
  readonly at: string;
  readonly entry: LogEntry;
}

/**
 * Lines about emergency access that the log could not take: written to a local file, to the disk, before the access is
 * given, and taken into the log at the next opportunity. For nothing else: any other access fails without its line.
 *
 * Each line of the file ends with a hash over itself and the line before it. A line may come into the log twice, when
 * the process dies while it takes them in; it never gets lost.
 */
export class BreakGlassSpool {
  readonly #options: SpoolOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SpoolOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  }

  /** Returns when the line is in the log, or on the disk. Throws where it is in neither: no access then. */
  async write(entry: LogEntry): Promise<'logged' | 'spooled'> {
    if (entry.event !== 'break-glass') throw new Error('only emergency access is spooled');
    try {
      await this.#options.log.write(entry);
      return 'logged';
    } catch {
      // Why the log cannot be written is told by whoever watches it; here only the line counts.
      await this.#oneByOne(() => this.#append(entry));
      return 'spooled';
    }
  }

  /** True while lines wait. */
  get waits(): boolean {
    return [WAITING, TAKING].some((name) => existsSync(this.#path(name)));
  }

  /** Takes what waits into the log, and gives how many lines; throws where the log still cannot be written. */
  takeIn(): Promise<number> {
    return this.#oneByOne(async () => {
      let taken = await this.#takeFile();
      if (existsSync(this.#path(WAITING))) {
        renameSync(this.#path(WAITING), this.#path(TAKING));
        taken += await this.#takeFile();
      }
      return taken;
    });
  }

  async #takeFile(): Promise<number> {
    const path = this.#path(TAKING);
    if (!existsSync(path)) return 0;
    const { lines, whole } = readSpool(readFileSync(path, 'utf8'));
    for (const { at, entry } of lines) {
      await this.#options.log.write({ ...entry, detail: `${entry.detail ?? ''} (spooled ${at})`.trim() });
    }
    if (!whole) await this.#options.log.write(DAMAGED);
    rmSync(path);
    return lines.length;
  }

  async #append(entry: LogEntry): Promise<void> {
    const path = this.#path(WAITING);
    const before = existsSync(path) ? lastHash(readFileSync(path, 'utf8')) : '';
    const text = JSON.stringify({ at: this.#options.now().toISOString(), entry } satisfies Spooled);
    const file = await open(path, 'a', 0o600);
    try {
      await file.appendFile(`${text}\t${linkOf(before, text)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    const folder = await open(this.#options.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  #path(name: string): string {
    return join(this.#options.folder, name);
  }

  #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next;
    return next;
  }
}

const DAMAGED: LogEntry = {
  event: 'log-change',
  action: 'E',
  outcome: 8,
  caller: { id: 'system:spool', role: 'system', scope: { kind: 'nothing' } },
  detail: 'lines of the emergency spool were changed or cut off',
};

function linkOf(before: string, text: string): string {
  return hash('sha256', `${before}\n${text}`, 'hex');
}

function lastHash(content: string): string {
  return content.trimEnd().split('\n').at(-1)?.split('\t').at(-1) ?? '';
}

/** Every line that can still be read; `whole` is false where one was changed, taken out or cut off. */
function readSpool(content: string): { readonly lines: readonly Spooled[]; readonly whole: boolean } {
  const lines: Spooled[] = [];
  let [before, whole] = ['', content.endsWith('\n')];
  for (const row of content.split('\n').filter((one) => one !== '')) {
    const [text = '', link = ''] = row.split('\t');
    if (linkOf(before, text) !== link) whole = false;
    before = link;
    const line = spooledIn(text);
    if (line === undefined) whole = false;
    else lines.push(line);
  }
  return { lines, whole };
}

function spooledIn(text: string): Spooled | undefined {
  try {
    return JSON.parse(text) as Spooled;
  } catch {
    // Cut off while it was written: its access was never given, because the write did not return.
    return undefined;
  }
}
