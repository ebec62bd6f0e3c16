import { describe, expect, it } from 'vitest';
import { REPORTERS } from '../reporter.ts';
import type { Measurement } from '../response/measurement.ts';
import { oneOf, registry, seeded } from '../testing/invented.ts';
import { EVENT_KINDS, type TrendEvent, trendOf } from './trend.ts';

const pain = registry.inUse('pain-nrs');
const day = (text: string) => new Date(`2026-11-${text}T08:00:00Z`);
const measured = (
  on: string,
  value: number | 'cannotAnswer',
  reporter: Measurement['reporter'] = 'self',
  version = pain.version,
): Measurement => ({
  id: `${on} ${reporter} ${version}`,
  instrument: { id: pain.id, version },
  at: day(on),
  reporter,
  answers: new Map([['pain', value === 'cannotAnswer' ? { kind: value } : { kind: 'value', value }]]),
});
const question = {
  instrument: pain,
  show: { linkId: 'pain' },
  from: day('01'),
  until: day('28'),
} as const;
const phase: TrendEvent = { kind: 'phase', at: day('12'), words: 'instabiel' };

describe('a trend', () => {
  it('has a series for each reporter, and never merges the carer’s scores with the patient’s', () => {
    const trend = trendOf(
      [measured('10', 6), measured('10', 9, 'proxy'), measured('11', 5), measured('11', 4, 'helped')],
      [],
      question,
    );
    expect(trend.series.map(({ reporter, points }) => [reporter, points.map(({ value }) => value)])).toEqual([
      ['self', [6, 5]],
      ['proxy', [9]],
      ['helped', [4]],
    ]);
    expect(trend.scale).toEqual({ from: 0, to: 10 });
  });

  it('joins only what the patient reported alone', () => {
    const all = [...REPORTERS, 'unknown' as const].map((reporter) => measured('10', 3, reporter));
    const joined = trendOf(all, [], question).series.filter((series) => series.joined);
    expect(joined.map(({ reporter }) => reporter)).toEqual(['self']);
  });

  it('keeps two versions of an instrument apart', () => {
    const { series } = trendOf([measured('10', 3), measured('11', 4, 'self', 'next')], [], question);
    expect(series.map(({ version, points }) => [version, points.length])).toEqual([
      [pain.version, 1],
      ['next', 1],
    ]);
  });

  it('marks "could not answer" apart, never as a zero', () => {
    const [series] = trendOf([measured('10', 0), measured('11', 'cannotAnswer')], [], question).series;
    expect(series).toMatchObject({
      points: [{ at: day('10'), value: 0 }],
      couldNotAnswer: [day('11')],
    });
  });

  it('has a table that says the same, newest first, with the events between the scores', () => {
    const rows = trendOf(
      [measured('10', 6), measured('13', 'cannotAnswer', 'staff')],
      [phase],
      question,
    ).rows;
    expect(rows).toEqual([
      { kind: 'score', at: day('13'), reporter: 'staff', version: pain.version, value: 'cannotAnswer' },
      { kind: 'event', at: day('12'), event: phase },
      { kind: 'score', at: day('10'), reporter: 'self', version: pain.version, value: 6 },
    ]);
  });

  it('shows what lies between its two moments, both included, and no other instrument', () => {
    const other = { ...measured('10', 6), instrument: { id: 'akps', version: '2005.1' } };
    const trend = trendOf([measured('01', 1), measured('28', 2), other], [], {
      ...question,
      until: day('27'),
    });
    expect(trend.rows).toHaveLength(1);
  });

  it('shows the published sum, and nothing for a response that has none', () => {
    const rug = registry.inUse('rug-adl');
    const one = {
      ...measured('10', 0),
      instrument: { id: rug.id, version: rug.version },
      answers: new Map(),
    };
    const trend = trendOf([{ ...one, total: 11 }, one], [], { ...question, instrument: rug, show: 'total' });
    expect(trend).toMatchObject({ scale: { from: 4, to: 18 }, series: [{ points: [{ value: 11 }] }] });
    expect(trend.rows).toHaveLength(1);
  });

  it('draws no line between statements, and lists them', () => {
    const instrument = registry.inUse('surprise-question');
    const said: Measurement = {
      ...measured('10', 0, 'staff'),
      instrument: { id: instrument.id, version: instrument.version },
      answers: new Map([['surprise', { kind: 'value', value: 0 }]]),
    };
    const trend = trendOf([said], [], { ...question, instrument, show: { linkId: 'surprise' } });
    expect(trend.series).toEqual([]);
    expect(trend.rows).toMatchObject([{ value: 0 }]);
  });

  it('loses and adds nothing over two years of daily scores of every reporter with events', () => {
    const random = seeded(730);
    const start = Date.parse('2024-11-22T08:00:00Z');
    const at = (index: number) => new Date(start + index * 86_400_000);
    const scores = Array.from({ length: 730 * 4 }, (_, index): Measurement => {
      const reporter = oneOf(random, REPORTERS);
      const value = random() < 0.1 ? ('cannotAnswer' as const) : Math.floor(random() * 11);
      return { ...measured('01', value, reporter), id: String(index), at: at(index % 730) };
    });
    const events = Array.from({ length: 200 }, (_, index) => ({
      kind: oneOf(random, EVENT_KINDS),
      at: at(index * 3),
      words: 'x',
    }));
    const trend = trendOf(scores, events, { ...question, from: at(0), until: at(729) });
    const drawn = trend.series.flatMap(({ points, couldNotAnswer }) => [...points, ...couldNotAnswer]);
    expect(drawn).toHaveLength(scores.length);
    expect(trend.rows).toHaveLength(scores.length + events.length);
    for (const { points } of trend.series)
      expect(points.every((point, index) => index === 0 || (points[index - 1]?.at ?? 0) <= point.at)).toBe(
        true,
      );
  });
});
