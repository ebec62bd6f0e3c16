import { setImmediate as immediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Batcher, type Settled } from './batcher.ts';

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Lets begin what may begin: batches start in the turn of the loop after the one that gave the reason. */
const turn = async () => {
  await immediate();
  await immediate();
};

/** Answers each number with its double when the test ends the batch; none ends by itself. */
function doubling(
  lanes: number,
  size: number,
  more: { readonly key?: (item: number) => string; readonly least?: number } = {},
) {
  const batches: (readonly number[])[] = [];
  const underWay: (() => void)[] = [];
  const batcher = new Batcher<number, number>({
    lanes,
    size,
    ...more,
    run: async (items) => {
      batches.push(items);
      await new Promise<void>((end) => underWay.push(end));
      return items.map(
        (item): Settled<number> =>
          item === 13 ? { ok: false, error: new Error('unlucky') } : { ok: true, value: item * 2 },
      );
    },
  });
  const endFirst = async () => {
    underWay.shift()?.();
    await turn();
  };
  /** Ends one batch after the other until none is left, and gives what was waited for. */
  const ended = async <Answers>(answers: Promise<Answers>): Promise<Answers> => {
    await turn();
    while (underWay.length > 0) await endFirst();
    return await answers;
  };
  return { batcher, batches, underWay, endFirst, ended };
}

describe('natural batching', () => {
  it('sends a lonely item at once', async () => {
    const { batcher, batches, ended } = doubling(2, 10);
    expect(await ended(batcher.add(4))).toBe(8);
    expect(batches).toEqual([[4]]);
  });

  it('sends together what waits, on every lane, and answers each with its own result', async () => {
    const { batcher, batches, underWay, ended } = doubling(2, 100);
    const numbers = times(200).filter((n) => n !== 13);
    const answers = Promise.all(numbers.map((n) => batcher.add(n)));
    await turn();
    expect(underWay.length).toBe(2);
    expect(await ended(answers)).toEqual(numbers.map((n) => n * 2));
    expect(batches.map(({ length }) => length)).toEqual([100, 99]);
    expect(batcher.counts).toMatchObject({ items: 199, batches: 2 });
  });

  it('lets wait what comes while every lane is busy, and sends it together when one is free', async () => {
    const { batcher, batches, underWay, endFirst, ended } = doubling(1, 100);
    const first = batcher.add(1);
    await turn();
    const later = Promise.all([batcher.add(2), batcher.add(3)]);
    await turn();
    expect(batches).toEqual([[1]]);
    await endFirst();
    expect(await first).toBe(2);
    expect(batches).toEqual([[1], [2, 3]]);
    expect(underWay.length).toBe(1);
    expect(await ended(later)).toEqual([4, 6]);
  });

  it('lets few wait for the batch under way, where that is asked for, and many not', async () => {
    const { batcher, batches, underWay, endFirst, ended } = doubling(3, 100, { least: 4 });
    const first = batcher.add(1);
    await turn();
    const few = Promise.all([batcher.add(2), batcher.add(3), batcher.add(4)]);
    await turn();
    expect(batches).toEqual([[1]]);
    await endFirst();
    expect(await first).toBe(2);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    expect(await ended(few)).toEqual([4, 6, 8]);
    const again = batcher.add(5);
    await turn();
    const many = Promise.all(times(4).map((n) => batcher.add(n)));
    await turn();
    expect(batches.slice(2)).toEqual([[5], [0, 1, 2, 3]]);
    expect(underWay.length).toBe(2);
    expect(await ended(Promise.all([again, many]))).toEqual([10, [0, 2, 4, 6]]);
  });

  it('never makes a batch larger than it may be', async () => {
    const { batcher, batches, ended } = doubling(1, 7);
    await ended(Promise.all(times(50).map((n) => batcher.add(n === 13 ? 0 : n))));
    expect(batches.map(({ length }) => length)).toEqual([7, 7, 7, 7, 7, 7, 7, 1]);
  });

  it('fails one item without its neighbours', async () => {
    const { batcher, ended } = doubling(1, 100);
    const settled = await ended(Promise.allSettled([12, 13, 14].map((n) => batcher.add(n))));
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('keeps items with the same key apart and in order', async () => {
    const { batcher, batches, ended } = doubling(1, 100, { key: (item) => String(item % 3) });
    await ended(Promise.all([0, 3, 1, 6, 2, 4].map((n) => batcher.add(n))));
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
