/** Numbers that look like chance and are the same for the same words: a demo is made again byte for byte. */
export interface Random {
  /** From 0 up to, and not including, 1. */
  next(): number;
  /** A whole number from `least` up to and including `most`. */
  int(least: number, most: number): number;
  chance(share: number): boolean;
  /** One of a list. Throws for an empty one. */
  one<T>(list: readonly T[]): T;
  /** So many of a list, each once, in the order of the list. */
  some<T>(list: readonly T[], count: number): readonly T[];
}

/** Numbers of their own for these words: what one patient is given depends on no other patient. */
export function randomOf(...words: readonly (string | number)[]): Random {
  const next = mulberry32(fnv1a(words.join(' ')));
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    int,
    chance: (share) => next() < share,
    one(list) {
      const found = list.slice(int(0, list.length - 1)).slice(0, 1);
      for (const one of found) return one;
      throw new Error('nothing to choose from');
    },
    some(list, count) {
      const left = list.map((_, index) => index);
      const taken = Array.from({ length: Math.min(count, list.length) }, () =>
        Number(left.splice(int(0, left.length - 1), 1)[0]),
      );
      return list.filter((_, index) => taken.includes(index));
    },
  };
}

/** FNV-1a, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** Mulberry32, a generator of 32 bits in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
