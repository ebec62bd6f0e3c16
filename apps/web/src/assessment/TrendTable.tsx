import {
  type AssessmentKey,
  type DeskChart,
  type DeskEvent,
  type DeskValue,
  dayWords,
  momentWords,
  type TrendLine,
  trendLines,
} from '@caecilia/assessment/ui';
import type { Translate } from '@caecilia/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useWords } from './sending.tsx';
import type { DrawingProps } from './Trends.tsx';

/** Lines at a time: two years of days are many. */
const STEP = 40;

/** The same as the charts, for who reads or hears it: every score with who gave it, and every event between them. */
export function TrendTable(props: DrawingProps & { readonly charts: readonly DeskChart[] }): ReactNode {
  const w = useWords();
  const [isOpen, open] = useState(false);
  return (
    <details className="trend-table" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{w('trend.table')}</summary>
      {isOpen ? <Lines {...props} /> : null}
    </details>
  );
}

function Lines({ charts, trends, stretch }: Parameters<typeof TrendTable>[0]): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const [count, setCount] = useState(STEP);
  const lines = useMemo(
    () => trendLines(charts, trends.events).filter(({ at }) => at >= stretch.from && at <= stretch.until),
    [charts, trends.events, stretch],
  );
  const goals = charts.some(({ goal }) => goal !== undefined);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is moved by keyboard */}
      <section className="trend-table__frame" tabIndex={0} aria-label={w('trend.table')}>
        <table>
          <caption className="visually-hidden">{w('trend.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{w('trend.when')}</th>
              <th scope="col">{w('trend.who')}</th>
              {charts.map((chart) => (
                <th key={`${chart.instrument} ${chart.linkId}`} scope="col">
                  {chart.label[language]}
                </th>
              ))}
            </tr>
            {goals ? (
              <tr>
                <th scope="row" colSpan={2}>
                  {w('trend.ownGoal')}
                </th>
                {charts.map((chart) => (
                  <td key={`${chart.instrument} ${chart.linkId}`}>{chart.goal?.value ?? ''}</td>
                ))}
              </tr>
            ) : null}
          </thead>
          <tbody>
            {lines.slice(0, count).map((line) => (
              <Line
                key={line.kind === 'event' ? `${line.at} ${line.event.kind}` : `${line.at} ${line.reporter}`}
                line={line}
                charts={charts}
                timeZone={trends.timeZone}
              />
            ))}
          </tbody>
        </table>
      </section>
      {lines.length > count ? (
        <Button variant="default" onClick={() => setCount(count + STEP)}>
          {w('trend.older')}
        </Button>
      ) : null}
    </>
  );
}

function Line(props: {
  readonly line: TrendLine;
  readonly charts: readonly DeskChart[];
  readonly timeZone: string;
}): ReactNode {
  const w = useWords();
  const { language } = useSpeaking();
  const { line, charts, timeZone } = props;
  if (line.kind === 'event')
    return (
      <tr className="trend-table__event">
        <th scope="row">{dayWords(line.at, timeZone, language)}</th>
        <td colSpan={charts.length + 1}>{eventWords(line.event, w)}</td>
      </tr>
    );
  return (
    <tr>
      <th scope="row">{momentWords(line.at, timeZone, language)}</th>
      <td>{w(`reporter.${line.reporter}`)}</td>
      {charts.map((chart, place) => (
        <td key={`${chart.instrument} ${chart.linkId}`}>{cellWords(line.values[place], w)}</td>
      ))}
    </tr>
  );
}

function cellWords(value: DeskValue | undefined, w: Translate<AssessmentKey>): string {
  if (value === undefined) return '';
  return value === 'cannotAnswer' ? w('trend.cannot') : String(value);
}

/** An event in words; what the record says of it stands behind the colon. */
export function eventWords({ kind, phase, words }: DeskEvent, w: Translate<AssessmentKey>): string {
  const said =
    kind === 'phase'
      ? w('events.phase', { phase: phase === undefined ? '' : w(`phase.${phase}`) })
      : w(`events.${kind}`);
  return words === undefined ? said : `${said}: ${words}`;
}
