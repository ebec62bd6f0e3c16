import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Batcher, type Settled } from './batcher.ts';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Answers each number with its double, and remembers the batches. */
function doubling(
  lanes: number,
  size: number,
  more: { readonly key?: (item: number) => string; readonly least?: number } = {},
) {
  const batches: (readonly number[])[] = [];
  let [busy, busiest] = [0, 0];
  const batcher = new Batcher<number, number>({
    lanes,
    size,
    ...more,
    run: async (items) => {
      batches.push(items);
      busy += 1;
      busiest = Math.max(busiest, busy);
      await wait(5);
      busy -= 1;
      return items.map(
        (item): Settled<number> =>
          item === 13 ? { ok: false, error: new Error('unlucky') } : { ok: true, value: item * 2 },
      );
    },
  });
  return { batcher, batches, busiest: () => busiest };
}

describe('natural batching', () => {
  it('sends a lonely item at once', async () => {
    const { batcher, batches } = doubling(2, 10);
    expect(await batcher.add(4)).toBe(8);
    expect(batches).toEqual([[4]]);
  });

  it('sends together what waits, and answers each with its own result', async () => {
    const { batcher, batches, busiest } = doubling(2, 100);
    const numbers = times(200).filter((n) => n !== 13);
    const answers = await Promise.all(numbers.map((n) => batcher.add(n)));
    expect(answers).toEqual(numbers.map((n) => n * 2));
    expect(batches.length).toBeLessThanOrEqual(4);
    expect(busiest()).toBe(2);
    expect(batcher.counts).toMatchObject({ items: 199, batches: batches.length });
  });

  it('lets few wait for the batch under way, where that is asked for, and many not', async () => {
    const { batcher, batches, busiest } = doubling(3, 100, { least: 4 });
    const first = batcher.add(1);
    await wait(1);
    const few = [batcher.add(2), batcher.add(3)];
    await first;
    expect(batches).toEqual([[1]]);
    expect(await Promise.all(few)).toEqual([4, 6]);
    expect(busiest()).toBe(1);
    const again = batcher.add(5);
    await wait(1);
    await Promise.all([again, ...times(4).map((n) => batcher.add(n))]);
    expect(batches).toEqual([[1], [2, 3], [5], [0, 1, 2, 3]]);
    expect(busiest()).toBe(2);
  });

  it('never makes a batch larger than it may be', async () => {
    const { batcher, batches } = doubling(1, 7);
    await Promise.all(times(50).map((n) => batcher.add(n === 13 ? 0 : n)));
    expect(Math.max(...batches.map((batch) => batch.length))).toBe(7);
  });

  it('fails one item without its neighbours', async () => {
    const { batcher } = doubling(1, 100);
    const settled = await Promise.allSettled([12, 13, 14].map((n) => batcher.add(n)));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('keeps items with the same key apart and in order', async () => {
    const { batcher, batches } = doubling(1, 100, { key: (item) => String(item % 3) });
    await Promise.all([0, 3, 1, 6, 2, 4].map((n) => batcher.add(n)));
    expect(batches).toEqual([[0, 1, 2], [3, 4], [6]]);
  });

  it('fails every item of a batch that could not be run, and goes on with the next', async () => {
    let broken = true;
    const batcher = new Batcher<number, number>({
      lanes: 1,
      size: 10,
      run: (items) =>
        broken
          ? Promise.reject(new Error('away'))
          : Promise.resolve(items.map((value): Settled<number> => ({ ok: true, value }))),
    });
    const settled = await Promise.allSettled([batcher.add(1), batcher.add(2)]);
    expect(settled.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await batcher.add(3)).toBe(3);
  });

  it('says so when a batch leaves an item without an answer', async () => {
    const batcher = new Batcher<number, number>({ lanes: 1, size: 10, run: () => Promise.resolve([]) });
    await expect(batcher.add(1)).rejects.toThrow('without an answer');
  });
});
