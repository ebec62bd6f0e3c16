import type { RecordSession } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { keepTasks } from './task-upkeep.ts';

describe('the upkeep of tasks', () => {
  const told: string[] = [];
  const log = {
    info: (_facts: object, sentence: string) => void told.push(sentence),
    error: (_facts: object, sentence: string) => void told.push(sentence),
  };
  const upkeepOf = (search: RecordSession['search'], refused: () => Date | undefined = () => undefined) =>
    keepTasks({
      // The upkeep asks for the teams first; this record answers nothing else.
      store: { session: () => ({ search }) as unknown as RecordSession, logRefusedSince: refused },
      readSearch: () => ({ types: [] }) as never,
      now: () => new Date('2026-11-23T08:00:00Z'),
      log,
    });

  it('reads and writes nothing while the house is read-only', async () => {
    let asked = 0;
    const search: RecordSession['search'] = async () => {
      asked += 1;
      return { matches: [], includes: [] };
    };
    let since: Date | undefined = new Date('2026-11-23T07:00:00Z');
    const upkeep = upkeepOf(search, () => since);
    await upkeep.now();
    expect(asked).toBe(0);
    since = undefined;
    await upkeep.now();
    expect(asked).toBe(1);
    expect(told).toEqual([]);
    await upkeep.stop();
  });

  it('tells the operator once that it does not work, and again after it worked', async () => {
    let broken = true;
    const search: RecordSession['search'] = async () => {
      if (broken) throw new Error('the database is away');
      return { matches: [], includes: [] };
    };
    const upkeep = upkeepOf(search);
    await upkeep.now();
    await upkeep.now();
    expect(told).toHaveLength(1);
    broken = false;
    await upkeep.now();
    broken = true;
    await upkeep.now();
    expect(told).toHaveLength(2);
    await upkeep.stop();
  });
});
