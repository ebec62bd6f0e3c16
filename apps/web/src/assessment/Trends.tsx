import {
  CHART,
  chartShapes,
  type DeskChart,
  type DeskTrends,
  dayWords,
  type KnownReporter,
  newestOf,
  REPORTERS,
  ReporterMark,
} from '@caecilia/assessment/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { QuickScore } from './QuickScore.tsx';
import { trendsQuery } from './queries.ts';
import { useWords } from './sending.tsx';
import { TrendTable } from './TrendTable.tsx';

const DAY_MS = 86_400_000;
const PERIODS = { month: 28, quarter: 91, years: 731 } as const;
type Period = keyof typeof PERIODS;
const isPeriod = (value: string): value is Period => value in PERIODS;

/** At most so many charts before somebody asks for all. */
const SHOWN = 6;

/** How the symptoms of a patient went, on one scale, with what happened beside them. */
export function Trends({ id }: { readonly id: string }): ReactNode {
  const w = useWords();
  const { data, error, refetch, isPending } = useQuery(trendsQuery(id));
  return (
    <section aria-labelledby="trends-title" className="trends">
      {data ? <TrendCard id={id} trends={data} /> : <h2 id="trends-title">{w('trend.title')}</h2>}
      {isPending ? <Loading lines={6} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
    </section>
  );
}

/** The shortest period that has every score, so that what there is can be seen; at most three months to begin with. */
function firstPeriod({ charts, until }: DeskTrends): Period {
  const all = charts.flatMap(({ series }) => series.flatMap(({ points }) => points[0]?.[0] ?? []));
  const oldest = Math.min(...all);
  return oldest >= Date.parse(until) - PERIODS.month * DAY_MS ? 'month' : 'quarter';
}

function TrendCard({ id, trends }: { readonly id: string; readonly trends: DeskTrends }): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  // The overview has two addresses: for who opens a patient on it, and beside the plan in short.
  const { period: asked = '' } = useSearch({ strict: false });
  const navigate = useNavigate();
  const period = isPeriod(asked) ? asked : firstPeriod(trends);
  const choose = (chosen: Period) => void navigate({ to: '.', search: { period: chosen }, replace: true });
  const [isAll, showAll] = useState(false);
  const { charts, events, timeZone } = trends;
  const stretch = useMemo(() => {
    const until = Date.parse(trends.until);
    return { from: until - PERIODS[period] * DAY_MS, until };
  }, [trends.until, period]);
  const shown = isAll ? charts : charts.slice(0, SHOWN);
  const range = {
    from: dayWords(stretch.from, timeZone, language),
    until: dayWords(stretch.until, timeZone, language),
  };
  return (
    <>
      <div className="trends__head">
        <h2 id="trends-title">{w('trend.title')}</h2>
        <span className="form-hint">{w('trend.range', range)}</span>
        <SegmentedControl
          size="xs"
          aria-label={w('trend.period')}
          value={period}
          onChange={(chosen) => (isPeriod(chosen) ? choose(chosen) : undefined)}
          data={(['month', 'quarter', 'years'] as const).map((value) => ({
            value,
            label: w(`trend.${value}`),
          }))}
        />
      </div>
      <div className="card">
        {charts.length === 0 ? <Empty>{w('trend.none')}</Empty> : null}
        <div className="charts">
          {shown.map((chart) => (
            <Chart
              key={`${chart.instrument} ${chart.linkId}`}
              id={id}
              chart={chart}
              trends={trends}
              stretch={stretch}
              isAlone={!charts.some((each) => each.instrument !== chart.instrument)}
            />
          ))}
        </div>
        {charts.length === 0 ? null : (
          <>
            <Legend charts={shown} trends={trends} stretch={stretch} />
            <p className="trends__order form-hint">
              {w('trend.asOrder')}{' '}
              {charts.length > SHOWN ? (
                <Button variant="subtle" size="compact-sm" onClick={() => showAll(!isAll)}>
                  {isAll ? w('trend.less') : w('trend.more', { count: charts.length })}
                </Button>
              ) : null}
            </p>
          </>
        )}
        {charts.length === 0 && events.length === 0 ? null : (
          <TrendTable charts={shown} trends={trends} stretch={stretch} />
        )}
      </div>
    </>
  );
}

/** What a drawing of the trends is made of. */
export interface DrawingProps {
  readonly trends: DeskTrends;
  readonly stretch: { readonly from: number; readonly until: number };
}

function Chart(
  props: DrawingProps & { readonly id: string; readonly chart: DeskChart; readonly isAlone: boolean },
): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { chart, trends, stretch, isAlone } = props;
  const shapes = useMemo(() => chartShapes(chart, trends.events, stretch), [chart, trends.events, stretch]);
  const last = newestOf(chart.series);
  const lastWords = last?.value === 'cannotAnswer' ? w('trend.cannot') : String(last?.value ?? '');
  const isOld = last !== undefined && last.at < stretch.from;
  const label = last
    ? w('trend.label', {
        name: chart.label[language],
        last: lastWords,
        day: dayWords(last.at, trends.timeZone, language),
        who: w(`reporter.${last.reporter}`),
        goal: chart.goal ? w('trend.labelGoal', { goal: chart.goal.value }) : '',
      })
    : chart.label[language];
  return (
    <figure className="chart">
      <figcaption>
        <span>
          {chart.label[language]}
          {isAlone ? null : <span className="chart__list">{chart.instrumentName[language]}</span>}
        </span>
        <span className={last?.value === 'cannotAnswer' ? 'chart__words' : 'chart__last'}>
          {lastWords}
          {isOld && last ? (
            <span className="chart__list">{dayWords(last.at, trends.timeZone, language)}</span>
          ) : null}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${CHART.width} ${CHART.height}`} role="img" aria-label={label}>
        <path
          className="chart__axis"
          d={`M${CHART.left} ${CHART.bottom}H${CHART.right}M${CHART.left} ${CHART.top}H${CHART.right}`}
        />
        {shapes.phases.length === 0 ? null : (
          <path
            className="chart__phase"
            d={shapes.phases.map((x) => `M${x} 4V${CHART.bottom + 4}`).join('')}
          />
        )}
        {shapes.goal === undefined ? null : (
          <path className="chart__goal" d={`M${CHART.left} ${shapes.goal}H${CHART.right}`} />
        )}
        <path className={shapes.dense ? 'chart__line chart__line--dense' : 'chart__line'} d={shapes.line} />
        {Object.entries(shapes.marks).map(([reporter, path]) => (
          <path key={reporter} className={`trend-mark trend-mark--${reporter}`} d={path} />
        ))}
        {shapes.last ? (
          <path className={`trend-mark trend-mark--${shapes.last.reporter}`} d={shapes.last.path} />
        ) : null}
        {shapes.couldNot === '' ? null : <path className="chart__could-not" d={shapes.couldNot} />}
      </svg>
      <QuickScore id={props.id} chart={chart} />
    </figure>
  );
}

const KNOWN: readonly KnownReporter[] = [...REPORTERS, 'unknown'];

/** Only the signs that are drawn. */
function Legend(props: DrawingProps & { readonly charts: readonly DeskChart[] }): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { charts, trends, stretch } = props;
  const series = charts.flatMap((chart) => chart.series);
  const there = KNOWN.filter((reporter) => series.some((each) => each.reporter === reporter));
  const phases = trends.events.filter(({ kind, at }) => kind === 'phase' && at >= stretch.from);
  return (
    <p className="legend">
      {there.map((reporter) => (
        <span key={reporter}>
          <ReporterMark reporter={reporter} /> {w(`reporter.${reporter}`)}
        </span>
      ))}
      {series.some(({ couldNotAnswer }) => couldNotAnswer.length > 0) ? (
        <span>
          <b aria-hidden>–</b> {w('trend.cannot')}
        </span>
      ) : null}
      {charts.some(({ goal }) => goal) ? (
        <span>
          <svg viewBox="0 0 22 14" className="legend__goal" aria-hidden>
            <path className="chart__goal" d="M0 8h22" />
          </svg>{' '}
          {w('trend.ownGoal')}
        </span>
      ) : null}
      {phases.length === 0 ? null : (
        <span>
          <svg viewBox="0 0 8 14" className="legend__phase" aria-hidden>
            <path className="chart__phase" d="M4 0v14" />
          </svg>{' '}
          {w('trend.phaseChange')},{' '}
          {phases.map(({ at }) => dayWords(at, trends.timeZone, language)).join('; ')}
        </span>
      )}
    </p>
  );
}
