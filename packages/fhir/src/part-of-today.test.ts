import { describe, expect, it } from 'vitest';
import { partOfToday } from '../testing/part-of-today.ts';

describe('the part of today', () => {
  const all = ['a', 'b', 'c', 'd', 'e'];

  it('is another one each day, and in as many days as there are parts all of it once', () => {
    const days = [20_779, 20_780, 20_781].map((day) => partOfToday(all, 3, day, false));
    expect(days.flat().sort()).toEqual(all);
  });

  it('is never nothing, also where there are fewer than parts', () => {
    for (const day of [20_779, 20_780, 20_781])
      expect(partOfToday(['a', 'b'], 3, day, false)).toHaveLength(1);
    expect(partOfToday([], 3, 20_779, false)).toEqual([]);
  });

  it('is everything where the whole is asked for', () => {
    expect(partOfToday(all, 3, 20_779, true)).toEqual(all);
  });
});
