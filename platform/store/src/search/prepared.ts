import { createHash } from 'node:crypto';
import type { Statement } from '../sql.ts';

/** Every connection keeps what it has prepared, so there may not be any number of names. */
const MOST = 300;
const names = new Map<string, string>();
let cameOnce = new Set<string>();

/**
 * The statement of a text. A text that comes a second time gets a name, under which the database keeps it prepared;
 * what comes once is not worth that. The texts of searches differ by what is asked, not by the values.
 */
export function prepared(text: string): Statement {
  const name = names.get(text);
  if (name !== undefined) return { text, name };
  if (names.size >= MOST) return { text };
  if (!cameOnce.has(text)) {
    if (cameOnce.size >= MOST) cameOnce = new Set();
    cameOnce.add(text);
    return { text };
  }
  const made = `search_${createHash('md5').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, made);
  return { text, name: made };
}
