/** Numbers of chance that are the same for the same seed (mulberry32). */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    /** A whole number from 0, less than `most`. */
    below,
    happens: (share: number) => next() < share,
    of: <T>(all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0],
  };
}

export type Chance = ReturnType<typeof chance>;
