import type { Instrument } from '../instrument/instrument.ts';
import type { Answer } from '../instrument/score.ts';
import type { KnownReporter } from '../reporter.ts';
import type { Measurement } from '../response/measurement.ts';

/** What happened beside the scores. */
export const EVENT_KINDS = ['phase', 'medication', 'therapy', 'place', 'contact'] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** An event as a vertical in the chart and as a row of the table. */
export interface TrendEvent {
  readonly kind: EventKind;
  readonly at: Date;
  /** What it was, in words of who recorded it. */
  readonly words: string;
}

/** One score in the chart. */
export interface TrendPoint {
  readonly at: Date;
  readonly value: number;
}

/** Scores of one reporter by one version of the instrument. Two series are never joined, whatever they measure. */
export interface TrendSeries {
  readonly reporter: KnownReporter;
  readonly version: string;
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** Moments at which the person could not answer: a mark below the axis, never a zero. */
  readonly couldNotAnswer: readonly Date[];
  /** Only the patient's own scores are drawn as a line; what others reported stays points. */
  readonly joined: boolean;
}

/** One line of the table that says the same as the chart. */
export type TrendRow =
  | {
      readonly kind: 'score';
      readonly at: Date;
      readonly reporter: KnownReporter;
      readonly version: string;
      /** The number, or that there is none because the person could not answer. */
      readonly value: number | 'cannotAnswer';
    }
  | { readonly kind: 'event'; readonly at: Date; readonly event: TrendEvent };

/** One question, or the published sum, over time. */
export interface Trend {
  /** Ends of the scale; undefined for a question that its instrument has no longer. */
  readonly scale?: { readonly from: number; readonly to: number };
  readonly series: readonly TrendSeries[];
  readonly events: readonly TrendEvent[];
  /** Newest first, as the timeline; at one moment a score stands before an event. */
  readonly rows: readonly TrendRow[];
}

/** What is shown: a question by its `linkId`, or the total of the instrument. */
export interface TrendQuestion {
  readonly instrument: Instrument;
  readonly show: { readonly linkId: string } | 'total';
  /** First and last moment, both included. */
  readonly from: Date;
  readonly until: Date;
}

/**
 * The trend of one question from what was recorded, for a chart and for its table. Every version of the instrument is a
 * series of its own. A statement (an answer that is only numbered) has rows and no series: a line between two of them
 * would mean nothing.
 */
export function trendOf(
  measurements: readonly Measurement[],
  events: readonly TrendEvent[],
  { instrument, show, from, until }: TrendQuestion,
): Trend {
  const within = ({ at }: { readonly at: Date }) => at >= from && at <= until;
  const scores = measurements
    .filter((each) => each.instrument.id === instrument.id && within(each))
    .flatMap((each) => scoreOf(each, show))
    .toSorted(byTime);
  const shown = events.filter(within).toSorted(byTime);
  const scale = scaleOf(instrument, show);
  return {
    ...(scale === undefined ? {} : { scale }),
    series: instrument.answersAre === 'statements' ? [] : seriesOf(scores),
    events: shown,
    rows: rowsOf(scores, shown),
  };
}

type ScoreRow = Extract<TrendRow, { kind: 'score' }>;

const byTime = (one: { readonly at: Date }, other: { readonly at: Date }) =>
  one.at.getTime() - other.at.getTime();

function scoreOf(measurement: Measurement, show: TrendQuestion['show']): readonly ScoreRow[] {
  const value = show === 'total' ? measurement.total : valueOfAnswer(measurement.answers.get(show.linkId));
  if (value === undefined) return [];
  const { at, reporter, instrument } = measurement;
  return [{ kind: 'score', at, reporter, version: instrument.version, value }];
}

function valueOfAnswer(answer: Answer | undefined): ScoreRow['value'] | undefined {
  return answer?.kind === 'value' ? answer.value : answer?.kind;
}

function seriesOf(scores: readonly ScoreRow[]): readonly TrendSeries[] {
  const groups = Map.groupBy(scores, ({ reporter, version }) => `${reporter} ${version}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      {
        reporter: first.reporter,
        version: first.version,
        points: group.flatMap(({ at, value }) => (value === 'cannotAnswer' ? [] : [{ at, value }])),
        couldNotAnswer: group.flatMap(({ at, value }) => (value === 'cannotAnswer' ? [at] : [])),
        joined: first.reporter === 'self',
      },
    ];
  });
}

function rowsOf(scores: readonly ScoreRow[], events: readonly TrendEvent[]): readonly TrendRow[] {
  const rows: readonly TrendRow[] = [
    ...scores,
    ...events.map((event): TrendRow => ({ kind: 'event', at: event.at, event })),
  ];
  return rows.toSorted((one, other) => byTime(other, one));
}

function scaleOf({ items, total }: Instrument, show: TrendQuestion['show']): Trend['scale'] {
  if (show === 'total') return total ? { from: total.from, to: total.to } : undefined;
  const answer = items.find(({ linkId }) => linkId === show.linkId)?.answer;
  if (answer === undefined) return undefined;
  if (answer.kind === 'scale') return { from: answer.from, to: answer.to };
  const values = answer.options.map(({ value }) => value);
  return { from: Math.min(...values), to: Math.max(...values) };
}
