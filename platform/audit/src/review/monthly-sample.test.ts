import { describe, expect, it } from 'vitest';
import { monthlySample } from './monthly-sample.ts';
import { monthOf } from './testing/month.ts';

const { lines } = monthOf(3, { accesses: 10_000, odd: 10 });
const month = '2026-03';

describe('the monthly sample', () => {
  it('is the same for the same seed, whatever order the lines come in', () => {
    const order = { month, seed: 'review 2026-03', size: 50 };
    const ids = monthlySample(lines, order).map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(50);
    expect(monthlySample(lines.toReversed(), order).map(({ id }) => id)).toEqual(ids);
    expect(monthlySample(lines, { ...order, seed: 'another' }).map(({ id }) => id)).not.toEqual(ids);
  });

  it('has every role that occurs', () => {
    const roles = new Set(monthlySample(lines, { month, seed: 's', size: 2 }).map(({ role }) => role));
    expect(roles).toEqual(new Set(lines.map(({ role }) => role)));
  });

  it('is of the local month: its last hour in UTC belongs to the next', () => {
    const [first] = lines;
    if (first === undefined) throw new Error('no lines');
    const late = { ...first, at: '2026-03-31T22:30:00Z' };
    expect(monthlySample([late], { month, seed: 's', size: 5 })).toEqual([]);
    expect(monthlySample([late], { month: '2026-04', seed: 's', size: 5 })).toEqual([late]);
  });

  it('is fair: over many seeds each line is drawn about equally often', () => {
    const few = lines.filter(({ role, at }) => role === 'nurse' && at.startsWith(month)).slice(0, 100);
    const drawn = new Map<string, number>();
    for (let seed = 0; seed < 400; seed += 1)
      for (const { id } of monthlySample(few, { month, seed: String(seed), size: 20 }))
        drawn.set(id, (drawn.get(id) ?? 0) + 1);
    expect(drawn.size).toBe(few.length);
    expect(Math.max(...drawn.values())).toBeLessThan(125);
    expect(Math.min(...drawn.values())).toBeGreaterThan(45);
  });
});
