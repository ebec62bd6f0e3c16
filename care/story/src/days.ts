import { dayOf, newestFirst, type StoryDate, type ToldEvent } from './event.ts';

/** One line of a day: an event, or all scores of that day together. */
export type DayLine =
  | { readonly kind: 'event'; readonly event: ToldEvent }
  | { readonly kind: 'scores'; readonly events: readonly ToldEvent[] };

/** What happened on one day, or in a month or year of which no more is known. */
export interface StoryDay {
  /** Absent: the record does not say when. */
  readonly when?: StoryDate;
  readonly lines: readonly DayLine[];
}

/**
 * Events by day, newest first. The scores of a day stand together where the newest of them stood: somebody who fills
 * in a diary every day would hide everything else. Nothing is left out and nothing is summed. What is known to the
 * month or year only is a day of its own, and not put among the days of that month.
 */
export function daysOf(events: readonly ToldEvent[]): readonly StoryDay[] {
  const days = new Map<string, ToldEvent[]>();
  for (const event of events.toSorted(newestFirst)) {
    const key = spanKey(event);
    const day = days.get(key);
    if (day === undefined) days.set(key, [event]);
    else day.push(event);
  }
  return [...days.values()].map((day) => {
    const [first] = day;
    const when = first?.when;
    return { ...(when === undefined ? {} : { when: asDay(when) }), lines: linesOf(day) };
  });
}

function spanKey(event: ToldEvent): string {
  const precision = event.when?.precision;
  const isDay = precision === 'day' || precision === 'time';
  return `${dayOf(event) ?? 'undated'} ${isDay ? 'day' : String(precision)}`;
}

const asDay = (when: StoryDate): StoryDate => ({
  ...when,
  precision: when.precision === 'time' ? 'day' : when.precision,
});

function linesOf(day: readonly ToldEvent[]): readonly DayLine[] {
  const scores = day.filter(({ kind, standing }) => kind === 'score' && standing === 'stands');
  if (scores.length < 2) return day.map((event) => ({ kind: 'event', event }));
  return day.flatMap((event): DayLine[] => {
    if (!scores.includes(event)) return [{ kind: 'event', event }];
    return event === scores[0] ? [{ kind: 'scores', events: scores }] : [];
  });
}
