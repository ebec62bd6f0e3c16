import { z } from 'zod';
import { Problem } from './problem.ts';

/** A key of a list: what the rows are ordered by, ending with what is unique (an id). */
export type KeysetKey = readonly (string | number | null)[];

/** What is asked of a list, for the query of an endpoint: `?limit=50&after=…`. */
export const PAGE_QUERY = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Most items of one page'),
  after: z
    .string()
    .max(1000)
    .optional()
    .describe('The `next` of the page before; nothing for the first page'),
});

/** One page of a list, for the answer of an endpoint. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Where the next page begins; null on the last one'),
  });
}

/** A key as a text that goes through addresses as it is. */
export function cursorOf(key: KeysetKey): string {
  return encodeURIComponent(JSON.stringify(key)).replaceAll('.', '%2E').replaceAll('%', '.');
}

/** The key of a cursor with this many parts. Throws `Problem('invalid')` for one that this house did not make. */
export function keyOf(cursor: string, parts: number): KeysetKey {
  const key = readKey(cursor);
  if (key?.length !== parts)
    throw new Problem('invalid', 'this is no place in the list; begin at its first page');
  return key;
}

function readKey(cursor: string): KeysetKey | undefined {
  try {
    return KEY.parse(JSON.parse(decodeURIComponent(cursor.replaceAll('.', '%'))));
  } catch {
    // Whatever it is, it is not one of ours; the caller says so.
    return undefined;
  }
}

const KEY = z.array(z.union([z.string(), z.number(), z.null()]));

/** A page out of rows that were asked for with one more than the limit. */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => KeysetKey,
): { readonly items: readonly Row[]; readonly next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(key(last)) : null };
}
