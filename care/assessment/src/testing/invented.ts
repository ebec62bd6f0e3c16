import { ACTIVATABLE, INSTRUMENTS, instrumentRegistry } from '../instrument/registry.ts';

/** Invented people of the tests. */
export const PATIENT = 'test-patient';
export const NURSE = 'PractitionerRole/test-nurse';
export const HUSBAND = 'RelatedPerson/test-husband';
export const NOW = new Date('2026-11-22T09:00:00Z');

/** A house that uses everything it may. */
export const registry = instrumentRegistry(INSTRUMENTS, ACTIVATABLE);

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list. Throws for an empty one. */
export function oneOf<T>(random: () => number, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
