import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './sources.ts';

/** How far the import of one file came: the last portion that the server confirmed. */
export interface Journal {
  /** Portions up to and including this one are done. */
  readonly done: number;
  /** The whole file is done. */
  readonly finished: boolean;
}

/**
 * Remembers in the data folder what of a file has been imported, so that the same command goes on where it was
 * interrupted. A portion is noted after the server confirmed it; if the power fails in between, it is sent again.
 */
export class Journals {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'imports');
    mkdirSync(this.#folder, { recursive: true });
  }

  read(source: Source): Journal {
    try {
      const noted: unknown = JSON.parse(readFileSync(this.#file(source), 'utf8'));
      if (isJournal(noted)) return noted;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    return { done: 0, finished: false };
  }

  note(source: Source, journal: Journal): void {
    const file = this.#file(source);
    // Written beside and renamed, so that an interruption leaves the old or the new note, never half a note.
    writeFileSync(`${file}.new`, JSON.stringify({ path: source.path, ...journal }));
    renameSync(`${file}.new`, file);
  }

  #file(source: Source): string {
    return join(
      this.#folder,
      `${createHash('sha256').update(source.fingerprint).digest('hex').slice(0, 32)}.json`,
    );
  }
}

function isJournal(noted: unknown): noted is Journal {
  return (
    typeof noted === 'object' &&
    noted !== null &&
    'done' in noted &&
    typeof noted.done === 'number' &&
    'finished' in noted
  );
}
