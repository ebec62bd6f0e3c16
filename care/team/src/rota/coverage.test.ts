import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../instant.ts';
import { holderNamed } from '../testing/arbitraries.ts';
import { invented } from '../testing/minutes.ts';
import { areTheSame, coverage, type Duty, firstMeeting, gapsIn, onCallAt } from './coverage.ts';

const HOUR = 60 * MINUTE_MS;
const [anna, bram] = [holderNamed(0), holderNamed(1)];
const duty = (from: number, until: number, holder = anna): Duty => ({
  from: from * HOUR,
  until: until * HOUR,
  holder,
});
const day = { from: 0, until: 24 * HOUR };
const told = (duties: readonly Duty[], members = invented(2)) =>
  coverage(duties, members, day).map((each) => {
    const hours = `${each.from / HOUR}-${each.until / HOUR}`;
    return each.kind === 'member' ? `${hours} ${each.holder.slice(-1)}` : `${hours} gap: ${each.because}`;
  });

describe('who is on call', () => {
  it('is nobody in a rota without duties, and says so', () => {
    expect(told([])).toEqual(['0-24 gap: nobody']);
  });

  it('is one person from the begin of a duty up to its end, and the next from that instant', () => {
    expect(told([duty(8, 17), duty(17, 23, bram)])).toEqual([
      '0-8 gap: nobody',
      '8-17 0',
      '17-23 1',
      '23-24 gap: nobody',
    ]);
    const duties = [duty(8, 17), duty(17, 23, bram)];
    expect(onCallAt(duties, invented(2), 17 * HOUR - 1)).toMatchObject({ holder: anna, until: 17 * HOUR });
    expect(onCallAt(duties, invented(2), 17 * HOUR)).toMatchObject({ holder: bram, until: 23 * HOUR });
  });

  it('is nobody while who was planned is on leave', () => {
    const members = invented(2, { 0: [{ from: 10 * HOUR, until: 12 * HOUR }] });
    expect(told([duty(0, 24)], members)).toEqual(['0-10 0', '10-12 gap: away', '12-24 0']);
  });

  it('is nobody where who was planned no longer works here, or is not known', () => {
    const [known] = invented(1);
    const left = known === undefined ? [] : [{ ...known, works: { from: 0, until: 6 * HOUR } }];
    expect(told([duty(0, 12), duty(12, 24, bram)], left)).toEqual([
      '0-6 0',
      '6-12 gap: left',
      '12-24 gap: left',
    ]);
  });

  it('is nobody where the record names two people at once: neither is chosen, and both are told', () => {
    const gaps = gapsIn(coverage([duty(0, 12), duty(10, 24, bram)], invented(2), day));
    expect(gaps).toEqual([
      { from: 10 * HOUR, until: 12 * HOUR, kind: 'gap', because: 'contradiction', planned: [anna, bram] },
    ]);
  });
});

describe('two duties', () => {
  it('meet when they share a moment, and not where one begins as the other ends', () => {
    expect(firstMeeting([duty(0, 8), duty(8, 16)])).toBeUndefined();
    expect(firstMeeting([duty(9, 16), duty(0, 8), duty(7, 8, bram)])).toBeDefined();
    expect(firstMeeting([duty(0, 24), duty(20, 21)])).toBeDefined();
  });
});

describe('agreement to gaps', () => {
  it('holds for just the gaps that were shown', () => {
    const gaps = gapsIn(coverage([duty(8, 17)], invented(1), day));
    expect(areTheSame(gaps, gaps)).toBe(true);
    expect(areTheSame(gaps, [])).toBe(false);
    expect(areTheSame(gaps, gaps.slice(0, 1))).toBe(false);
    expect(
      areTheSame(
        gaps,
        gaps.map((gap) => ({ ...gap, until: gap.until + 1 })),
      ),
    ).toBe(false);
    expect(
      areTheSame(
        gaps,
        gaps.map((gap) => ({ ...gap, because: 'away' as const })),
      ),
    ).toBe(false);
  });
});
