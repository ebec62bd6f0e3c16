import { createHash } from 'node:crypto';
import type { Statement } from '@caecilia/engine';

/** Every connection keeps what it has prepared, so there may not be any number of names. */
const MOST = 300;

/** Names under which a database keeps statements prepared. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #cameOnce = new Set<string>();

  /** The statement of a text: a text that comes a second time gets a name, as long as there are names. */
  prepared(text: string): Statement {
    const name = this.#names.get(text);
    if (name !== undefined) return { text, name };
    if (this.#names.size >= MOST) return { text };
    if (!this.#cameOnce.has(text)) {
      if (this.#cameOnce.size >= MOST) this.#cameOnce = new Set();
      this.#cameOnce.add(text);
      return { text };
    }
    const made = `search_${createHash('md5').update(text).digest('hex').slice(0, 16)}`;
    this.#names.set(text, made);
    return { text, name: made };
  }
}

const names = new StatementNames();

/**
 * The statement of a text. A text that comes a second time gets a name, under which the database keeps it prepared;
 * what comes once is not worth that. The texts of searches differ by what is asked, not by the values.
 */
export const prepared = (text: string): Statement => names.prepared(text);
