import { describe, expect, it } from 'vitest';
import { adviceRows, answerRows, percentOf } from './countRows.ts';

const RESPONSES = {
  asked: 20,
  met: 9,
  missed: 3,
  sameDay: 5,
  nextDay: 4,
  later: 2,
  late: 1,
  waiting: 3,
  redirected: 1,
  declined: 2,
  withdrawn: 2,
};

describe('the rows of counts', () => {
  it('have parts that add up to the whole, and a share with its numerator and denominator', () => {
    const answers = answerRows(RESPONSES);
    const parts = answers.filter(({ isPart }) => isPart);
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(RESPONSES.asked);
    expect(answers.at(-1)).toEqual({ words: 'counts.met', count: 9, of: 12, isPart: false });
    const advice = adviceRows({ given: 10, open: 2, adopted: 5, changed: 2, declined: 1, rate: 0.625 });
    expect(advice.filter(({ isPart }) => isPart).reduce((sum, { count }) => sum + count, 0)).toBe(10);
    expect(advice.at(-1)).toEqual({ words: 'counts.rate', count: 5, of: 8, isPart: false });
  });

  it('have no share of nothing: not nought, and not a hundred', () => {
    expect([percentOf({ count: 0, of: 0 }), percentOf({ count: 3 }), percentOf({ count: 0, of: 4 })]).toEqual(
      [undefined, undefined, 0],
    );
    expect(percentOf({ count: 9, of: 12 })).toBe(75);
  });
});
