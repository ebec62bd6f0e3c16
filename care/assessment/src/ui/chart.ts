import type { DeskChart, DeskEvent, DeskSeries, DeskValue } from '../desk/answers.ts';
import type { KnownReporter } from '../reporter.ts';

/** The drawing of one symptom, in the units of its view box. */
export const CHART = { width: 220, height: 80, left: 8, right: 212, top: 8, bottom: 66, below: 75 } as const;

/** The stretch of time that is drawn, in ms since 1970. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** A chart as paths: few elements however many scores there are. */
export interface ChartShapes {
  /** Through scores that the patient gave alone; it stops where somebody else did, or nobody could answer. */
  readonly line: string;
  /** Where each reporter's marks stand, as one path each. */
  readonly marks: Readonly<Partial<Record<KnownReporter, string>>>;
  /** The newest score, larger; its reporter. */
  readonly last?: { readonly path: string; readonly reporter: KnownReporter };
  /** Dashes below the axis: nobody could answer. Never a zero. */
  readonly couldNot: string;
  /** Height of the patient's own goal. */
  readonly goal?: number;
  /** Where a phase began. */
  readonly phases: readonly number[];
  /** Many scores: marks are drawn small. */
  readonly dense: boolean;
}

const MANY = 60;

/** Where a moment and a score stand. */
function placing({ scale }: Pick<DeskChart, 'scale'>, { from, until }: Stretch) {
  const wide = Math.max(until - from, 1);
  return {
    x: (at: number) => round(CHART.left + ((at - from) / wide) * (CHART.right - CHART.left)),
    y: (value: number) =>
      round(CHART.bottom - ((value - scale.from) / (scale.to - scale.from)) * (CHART.bottom - CHART.top)),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The shapes of a chart over a stretch of time. */
export function chartShapes(chart: DeskChart, events: readonly DeskEvent[], stretch: Stretch): ChartShapes {
  const { x, y } = placing(chart, stretch);
  const within = (at: number) => at >= stretch.from && at <= stretch.until;
  const series = chart.series.map((each) => ({
    ...each,
    points: each.points.filter(([at]) => within(at)),
    couldNotAnswer: each.couldNotAnswer.filter(within),
  }));
  const count = series.reduce((sum, { points }) => sum + points.length, 0);
  const dense = count > MANY;
  const size = dense ? 0.5 : 1;
  const marks: Partial<Record<KnownReporter, string>> = {};
  for (const { reporter, points } of series)
    if (points.length > 0)
      marks[reporter] =
        (marks[reporter] ?? '') + points.map(([at, value]) => MARK[reporter](x(at), y(value), size)).join('');
  const last = newestOf(series);
  return {
    line: lineThrough(series, (at, value) => `${x(at)} ${y(value)}`),
    marks,
    ...(typeof last?.value === 'number'
      ? { last: { path: MARK[last.reporter](x(last.at), y(last.value), 1.3), reporter: last.reporter } }
      : {}),
    couldNot: series
      .flatMap(({ couldNotAnswer }) => couldNotAnswer.map((at) => `M${round(x(at) - 3)} ${CHART.below}h6`))
      .join(''),
    ...(chart.goal === undefined ? {} : { goal: y(chart.goal.value) }),
    phases: events.filter(({ kind, at }) => kind === 'phase' && within(at)).map(({ at }) => x(at)),
    dense,
  };
}

type Mark = (x: number, y: number, size: number) => string;

const disc: Mark = (x, y, size) => {
  const r = round(3.2 * size);
  return `M${round(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
};

/** A shape for each reporter: they must be told apart in grey, and are never joined. */
const MARK: Readonly<Record<KnownReporter, Mark>> = {
  self: disc,
  helped: disc,
  proxy: (x, y, size) =>
    `M${x} ${round(y - 4.4 * size)}l${round(4.4 * size)} ${round(7.6 * size)}h${round(-8.8 * size)}z`,
  staff: (x, y, size) =>
    `M${round(x - 3.4 * size)} ${round(y - 3.4 * size)}h${round(6.8 * size)}v${round(6.8 * size)}h${round(-6.8 * size)}z`,
  unknown: (x, y, size) =>
    `M${round(x - 3 * size)} ${round(y - 3 * size)}l${round(6 * size)} ${round(6 * size)}m${round(-6 * size)} 0l${round(6 * size)} ${round(-6 * size)}`,
};

function lineThrough(series: readonly DeskSeries[], place: (at: number, value: number) => string): string {
  const breaks = series
    .flatMap(({ reporter, points, couldNotAnswer }) => [
      ...couldNotAnswer,
      ...(reporter === 'self' ? [] : points.map(([at]) => at)),
    ])
    .toSorted((one, other) => one - other);
  return series
    .filter(({ reporter }) => reporter === 'self')
    .map(({ points }) => joined(points, breaks, place))
    .join('');
}

function joined(
  points: DeskSeries['points'],
  breaks: readonly number[],
  place: (at: number, value: number) => string,
): string {
  let path = '';
  let next = 0;
  let before: number | undefined;
  for (const [at, value] of points) {
    while (next < breaks.length && (breaks[next] ?? 0) < (before ?? at)) next += 1;
    const broken = before === undefined || (next < breaks.length && (breaks[next] ?? 0) < at);
    path += `${broken ? 'M' : 'L'}${place(at, value)}`;
    before = at;
  }
  return path;
}

/** The newest answer of a chart, by whoever gave it. */
export function newestOf(
  series: readonly DeskSeries[],
): { readonly at: number; readonly value: DeskValue; readonly reporter: KnownReporter } | undefined {
  return series
    .flatMap(({ reporter, points, couldNotAnswer }) => {
      const [point, could] = [points.at(-1), couldNotAnswer.at(-1)];
      return [
        ...(point ? [{ at: point[0], value: point[1] as DeskValue, reporter }] : []),
        ...(could === undefined ? [] : [{ at: could, value: 'cannotAnswer' as const, reporter }]),
      ];
    })
    .toSorted((one, other) => other.at - one.at)[0];
}

/** One line of the table that says the same as the charts. */
export type TrendLine =
  | {
      readonly kind: 'scores';
      readonly at: number;
      readonly reporter: KnownReporter;
      /** By the place of the chart; undefined where it was not asked. */
      readonly values: readonly (DeskValue | undefined)[];
    }
  | { readonly kind: 'event'; readonly at: number; readonly event: DeskEvent };

/** Scores of one reporter at one moment on one line, events between them; newest first. */
export function trendLines(charts: readonly DeskChart[], events: readonly DeskEvent[]): readonly TrendLine[] {
  const scores = new Map<
    string,
    { at: number; reporter: KnownReporter; values: (DeskValue | undefined)[] }
  >();
  for (const [place, { series }] of charts.entries())
    for (const { reporter, points, couldNotAnswer } of series) {
      const answers: (readonly [number, DeskValue])[] = [
        ...points,
        ...couldNotAnswer.map((at) => [at, 'cannotAnswer'] as const),
      ];
      for (const [at, value] of answers) {
        const key = `${at} ${reporter}`;
        const line = scores.get(key) ?? { at, reporter, values: charts.map(() => undefined) };
        line.values[place] = value;
        scores.set(key, line);
      }
    }
  const lines: readonly TrendLine[] = [
    ...[...scores.values()].map((line) => ({ kind: 'scores' as const, ...line })),
    ...events.map((event) => ({ kind: 'event' as const, at: event.at, event })),
  ];
  return lines.toSorted((one, other) => other.at - one.at);
}
