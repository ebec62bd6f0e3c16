import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedAt, withAllAbove } from './hierarchy.ts';

const above = (parents: Record<string, string[]>) => (id: string) => parents[id] ?? [];

describe('what counts at the level of a parent', () => {
  it('is an agreement with two of its faculties, once', () => {
    const parents = above({ medicine: ['university'], law: ['university'], university: ['league'] });
    const counted = countedAt([{ id: 'agreement', organisations: ['medicine', 'law'] }], parents);
    expect(counted.get('university')?.size).toBe(1);
    expect(counted.get('league')?.size).toBe(1);
    expect(counted.get('medicine')?.size).toBe(1);
  });

  it('ends where the registry goes in a circle', () => {
    expect(withAllAbove('a', above({ a: ['b'], b: ['a'] }))).toEqual(['a', 'b']);
  });

  it('is never more than there is, and never less than at a child', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const parents = fc.dictionary(ids, fc.array(ids, { maxLength: 2 }));
    const items = fc.array(fc.array(ids, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(parents, items, (tree, lists) => {
        const up = above(tree);
        const counted = countedAt(
          lists.map((organisations, at) => ({ id: `item ${at}`, organisations })),
          up,
        );
        for (const [id, here] of counted) {
          expect(here.size).toBeLessThanOrEqual(lists.length);
          for (const parent of up(id))
            expect([...(counted.get(parent) ?? [])]).toEqual(expect.arrayContaining([...here]));
        }
      }),
      { numRuns: 100 },
    );
  });
});
