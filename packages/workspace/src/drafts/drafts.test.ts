import { describe, expect, it } from 'vitest';
import { Drafts } from './drafts.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/** Storage as browsers have it. */
class Kept implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  clear(): void {
    this.#items.clear();
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

describe('a draft', () => {
  it('is found again with the moment at which it was typed, until it is sent', () => {
    const kept = new Kept();
    new Drafts(kept, 'nurse').keep('note', 'half a sen', 42);
    const later = new Drafts(kept, 'nurse');
    expect(later.read('note', isText)).toEqual({ value: 'half a sen', at: 42 });
    later.drop('note');
    expect(later.read('note', isText)).toBeUndefined();
  });

  it('belongs to one person, and is removed when somebody else signs in at the same device', () => {
    const kept = new Kept();
    kept.setItem('something else', 'stays');
    new Drafts(kept, 'nurse').keep('note', 'mine', 1);
    const other = new Drafts(kept, 'nurse-2');
    expect(other.read('note', isText)).toBeUndefined();
    other.keep('note', 'theirs', 2);
    other.dropThoseOfOthers();
    expect(new Drafts(kept, 'nurse').read('note', isText)).toBeUndefined();
    expect(other.read('note', isText)?.value).toBe('theirs');
    expect(kept.getItem('something else')).toBe('stays');
  });

  it('of another form or release is dropped rather than half read', () => {
    const kept = new Kept();
    const drafts = new Drafts(kept, 'nurse');
    drafts.keep('note', { not: 'text' }, 1);
    expect(drafts.read('note', isText)).toBeUndefined();
    kept.setItem('caecilia-draft:nurse:note', '{"value": "half');
    expect(drafts.read('note', isText)).toBeUndefined();
    expect(kept.length).toBe(0);
  });
});
