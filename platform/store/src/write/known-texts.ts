import { integerOf, type Sql, type Statement } from '@caecilia/engine';
import type { TextRow } from '../extraction.ts';

/** Within this time a process notices that another one took words out of the database. */
export const NOTICED_MS = 1_000;

/** Words go with a destruction only; each leaves a row that stays. */
const DESTRUCTIONS: Statement = {
  name: 'count_destructions',
  text: 'select count(*)::int as destructions from destruction',
};

/**
 * Remembers which distinct texts are surely in the database, so that a change does not offer them again. Two
 * generations: when the young one is full it becomes the old one, and what was not asked for since is forgotten.
 */
export class KnownTexts {
  #young = new Set<string>();
  #old = new Set<string>();
  readonly #size: number;
  readonly #clockMs: () => number;
  #noticedMs = Number.NEGATIVE_INFINITY;
  #destructions: number | undefined;

  constructor(size = 50_000, clockMs = () => performance.now()) {
    this.#size = size;
    this.#clockMs = clockMs;
  }

  /**
   * Forgets everything where another process took words out since this was asked last. To be called before what is known is
   * relied on; it asks the database once in `NOTICED_MS`.
   */
  async notice(sql: Sql): Promise<void> {
    const nowMs = this.#clockMs();
    if (nowMs - this.#noticedMs < NOTICED_MS) return;
    const [row] = await sql.query(DESTRUCTIONS, []);
    const destructions = integerOf(row?.destructions);
    if (destructions !== this.#destructions) this.forget();
    this.#destructions = destructions;
    this.#noticedMs = nowMs;
  }

  /** Only for texts whose transaction has been committed. */
  learn(texts: readonly TextRow[]): void {
    for (const { tok } of texts) this.#remember(tok);
  }

  /** After words were taken out of the database. */
  forget(): void {
    this.#young = new Set();
    this.#old = new Set();
  }

  /** Those that are not surely there, each once, in the order in which every writer takes them. */
  missing(texts: Iterable<TextRow>): readonly TextRow[] {
    const found = new Map<string, TextRow>();
    for (const text of texts) if (!this.#knows(text.tok)) found.set(text.tok, text);
    return [...found.values()].sort((a, b) => (a.tok < b.tok ? -1 : 1));
  }

  #knows(tok: string): boolean {
    if (this.#young.has(tok)) return true;
    if (!this.#old.has(tok)) return false;
    this.#remember(tok);
    return true;
  }

  #remember(tok: string): void {
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(tok);
  }
}
