import { describe, expect, it } from 'vitest';
import type { DeskChart, DeskSeries } from '../desk/answers.ts';
import { CHART, chartShapes, newestOf, trendLines } from './chart.ts';

const chart = (series: readonly Partial<DeskSeries>[], more: Partial<DeskChart> = {}): DeskChart => ({
  instrument: 'caecilia-symptoms',
  linkId: 'pain',
  label: { nl: 'Pijn', en: 'Pain' },
  instrumentName: { nl: 'Lijst', en: 'List' },
  scale: { from: 0, to: 10 },
  series: series.map((each) => ({
    reporter: 'self',
    version: '1',
    points: [],
    couldNotAnswer: [],
    ...each,
  })),
  ...more,
});
const stretch = { from: 0, until: 100 };

describe('the drawing of a symptom', () => {
  it('puts 0 on the lower line and 10 on the upper one, whatever the scores are', () => {
    const { line } = chartShapes(
      chart([
        {
          points: [
            [0, 0],
            [100, 10],
          ],
        },
      ]),
      [],
      stretch,
    );
    expect(line).toBe(`M${CHART.left} ${CHART.bottom}L${CHART.right} ${CHART.top}`);
  });

  it('joins only what the patient said alone, and not across what somebody else said or nobody could', () => {
    const drawn = chart([
      {
        points: [
          [0, 5],
          [10, 5],
          [30, 5],
          [50, 5],
        ],
        couldNotAnswer: [40],
      },
      { reporter: 'proxy', points: [[20, 9]] },
      {
        reporter: 'helped',
        points: [
          [60, 1],
          [70, 1],
        ],
      },
    ]);
    const { line, marks } = chartShapes(drawn, [], stretch);
    expect(line.match(/M/g)).toHaveLength(3);
    expect(line.match(/L/g)).toHaveLength(1);
    expect(Object.keys(marks).toSorted()).toEqual(['helped', 'proxy', 'self']);
  });

  it('draws who could not answer below the axis, and nothing at zero', () => {
    const { couldNot, line, marks } = chartShapes(chart([{ couldNotAnswer: [50] }]), [], stretch);
    expect(couldNot).toContain(` ${CHART.below}h`);
    expect(CHART.below).toBeGreaterThan(CHART.bottom);
    expect([line, Object.keys(marks)]).toEqual(['', []]);
  });

  it('has the own goal and changes of phase, and leaves out what lies outside the stretch', () => {
    const drawn = chart(
      [
        {
          points: [
            [-50, 3],
            [50, 3],
          ],
        },
      ],
      { goal: { value: 5, since: '2026-11-01' } },
    );
    const shapes = chartShapes(
      drawn,
      [
        { kind: 'phase', at: 50 },
        { kind: 'phase', at: 150 },
        { kind: 'limit', at: 60 },
      ],
      stretch,
    );
    expect(shapes.goal).toBe((CHART.top + CHART.bottom) / 2);
    expect(shapes.phases).toEqual([(CHART.left + CHART.right) / 2]);
    expect(shapes.line.match(/[ML]/g)).toHaveLength(1);
  });

  it('has as many elements for two years of days as for one week', () => {
    const points = Array.from({ length: 730 }, (_, day) => [day / 7.3, day % 11] as const);
    const { marks, dense } = chartShapes(chart([{ points }]), [], stretch);
    expect([Object.keys(marks), dense]).toEqual([['self'], true]);
  });
});

describe('the newest answer', () => {
  it('is of whoever gave it, also that nobody could', () => {
    const series = chart([{ points: [[10, 3]] }, { reporter: 'proxy', couldNotAnswer: [20] }]).series;
    expect(newestOf(series)).toEqual({ at: 20, value: 'cannotAnswer', reporter: 'proxy' });
    expect(newestOf([])).toBeUndefined();
  });
});

describe('the table', () => {
  it('says the same as the charts, newest first, with reporters apart and events between them', () => {
    const pain = chart([
      {
        points: [
          [10, 3],
          [30, 4],
        ],
      },
      { reporter: 'proxy', points: [[10, 7]] },
    ]);
    const sleep = chart([{ points: [[10, 0]], couldNotAnswer: [30] }], { linkId: 'sleep' });
    expect(trendLines([pain, sleep], [{ kind: 'phase', at: 20, phase: 'stable' }])).toEqual([
      { kind: 'scores', at: 30, reporter: 'self', values: [4, 'cannotAnswer'] },
      { kind: 'event', at: 20, event: { kind: 'phase', at: 20, phase: 'stable' } },
      { kind: 'scores', at: 10, reporter: 'self', values: [3, 0] },
      { kind: 'scores', at: 10, reporter: 'proxy', values: [7, undefined] },
    ]);
  });
});
