import { dayPlus, startOfDay } from '@caecilia/kernel';
import { describe, expect, it } from 'vitest';
import { pictureOf } from './picture.ts';
import { lengthOf, momentWords, spanWords, timeWords } from './times.ts';

const ZONE = 'Europe/Amsterdam';
const NL = { language: 'nl', timeZone: ZONE } as const;
const week = (monday: string) =>
  Array.from({ length: 7 }, (_, index) => dayPlus(monday, index)).map((day) => ({
    day,
    from: startOfDay(day, ZONE),
    until: startOfDay(dayPlus(day, 1), ZONE),
  }));

describe('the picture of a rota', () => {
  it.each([
    ['2026-10-19', 25],
    ['2026-03-23', 23],
    ['2026-11-16', 24],
  ])('draws the Sunday of the week of %s as long as it is: %i hours', (monday, hours) => {
    const days = week(monday);
    const { days: drawn } = pictureOf(days, [], 0);
    expect(drawn.at(-1)?.hours).toBe(hours);
    expect((drawn.at(-1)?.width ?? 0) / (drawn[0]?.width ?? 1)).toBeCloseTo(hours / 24, 6);
    expect(drawn.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100, 6);
  });

  it('gives every minute a bar, and cuts off what goes on outside it', () => {
    const days = week('2026-10-19');
    const [from, until] = [days[0]?.from ?? 0, days.at(-1)?.until ?? 0];
    const middle = (from + until) / 2;
    const stretches = [
      { from: from - 1000, until: middle, kind: 'member', holder: 'PractitionerRole/a' },
      { from: middle, until: until + 5000, kind: 'gap', because: 'nobody', planned: [] },
    ] as const;
    const [row] = pictureOf(days, [{ role: 'consult-nurse', stretches }], middle).rows;
    expect(row?.bars.map(({ x, width }) => [x, width])).toEqual([
      [0, 50],
      [50, 50],
    ]);
    expect(pictureOf(days, [], middle).now).toBe(50);
    expect(pictureOf(days, [], until)).not.toHaveProperty('now');
  });
});

describe('the words of a time', () => {
  it('say of an hour that comes twice which of the two it is', () => {
    const first = Date.parse('2026-10-25T00:30:00Z');
    expect(timeWords(first, NL)).toBe('02.30 (zomertijd)');
    expect(timeWords(first + 3_600_000, NL)).toBe('02.30 (wintertijd)');
    expect(timeWords(first - 3_600_000, NL)).toBe('01.30');
    expect(timeWords(first, { ...NL, language: 'en' })).toBe('02:30 (summer time)');
  });

  it('say a span with the day of its end where that is another, and how long it really is', () => {
    const span = { from: Date.parse('2026-10-24T15:00:00Z'), until: Date.parse('2026-10-25T07:00:00Z') };
    expect(spanWords(span, NL)).toBe('za 24 okt, 17.00 – zo 25 okt, 08.00');
    expect(lengthOf(span)).toEqual({ hours: 16, minutes: 0 });
    expect(spanWords({ from: span.from, until: span.from + 1_800_000 }, NL)).toBe('za 24 okt, 17.00 – 17.30');
    expect(momentWords(span.from, { ...NL, language: 'en' })).toBe('Sat 24 Oct, 17:00');
  });
});
