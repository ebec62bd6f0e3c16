import { describe, expect, it } from 'vitest';
import { cursorOf, keyOf, pageFrom } from './keyset.ts';

describe('a place in a list', () => {
  it('goes through an address and comes back', () => {
    const key = ['Universiteit „Ë" 🙂 100% v1.2', 3, null];
    const cursor = cursorOf(key);
    expect(cursor).toBe(encodeURIComponent(cursor));
    expect(keyOf(cursor, 3)).toEqual(key);
  });

  it.each(['', 'x', '%', '.', cursorOf(['one']), '.7B.7D', '.5B.7B.7D.2C1.5D'])(
    'is refused where this house did not make it: %j',
    (cursor) => expect(() => keyOf(cursor, 2)).toThrow('no place in the list'),
  );

  it('follows the last row of a page, and there is none on the last page', () => {
    const rows = ['a', 'b', 'c'];
    const first = pageFrom(rows, 2, (row) => [row]);
    expect(first.items).toEqual(['a', 'b']);
    expect(keyOf(first.next ?? '', 1)).toEqual(['b']);
    expect(pageFrom(rows, 3, (row) => [row]).next).toBeNull();
    expect(pageFrom([], 3, () => ['x'])).toEqual({ items: [], next: null });
  });
});
