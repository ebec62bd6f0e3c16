import { describe, expect, it } from 'vitest';
import { oddAccesses } from './odd-access.ts';
import { monthOf, scoreOf } from './testing/month.ts';

/** The rules were set on seeds 1 to 14; these were not looked at. */
const SEEDS = Array.from({ length: 24 }, (_, index) => 1001 + index);

describe('ten odd accesses among ten thousand (trust check L8)', () => {
  const scores = SEEDS.map((seed) => {
    const month = monthOf(seed, { accesses: 10_000, odd: 10 });
    return { month, score: scoreOf(month, oddAccesses(month.lines, month.facts)) };
  });
  const sum = (figure: (each: (typeof scores)[number]) => number) =>
    scores.reduce((total, each) => total + figure(each), 0);

  it.each(scores.map(({ score }, index) => [SEEDS[index], score] as const))(
    'are all found in month %i, with false findings on at most 0.05 % of the accesses',
    (_seed, score) => {
      expect(score.missed.map(({ kind }) => kind)).toEqual([]);
      expect(score.ofAccesses).toBeLessThanOrEqual(0.0005);
    },
  );

  it('are hidden in as many accesses as the check asks, in months of every kind', () => {
    expect(scores.every(({ month }) => month.lines.length >= 10_000)).toBe(true);
    expect(new Set(scores.flatMap(({ month }) => month.odd.map(({ kind }) => kind))).size).toBe(10);
  });

  it('come with at most 5 % false findings over all months', () => {
    const wrong = sum(({ score }) => score.wrong.length);
    const findings = wrong + sum(({ score }) => score.found);
    const perAccess = wrong / sum(({ month }) => month.lines.length);
    console.info(
      `L8: ${sum(({ score }) => score.found)} of ${10 * SEEDS.length} found; ${wrong} false of ${findings} findings (${((100 * wrong) / findings).toFixed(1)} %), ${(100 * perAccess).toFixed(4)} % of accesses; worst month ${(100 * Math.max(...scores.map(({ score }) => score.ofFindings))).toFixed(1)} % of its findings`,
    );
    expect(wrong / findings).toBeLessThanOrEqual(0.05);
  });
});
