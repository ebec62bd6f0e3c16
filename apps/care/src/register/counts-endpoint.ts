import type { CountPeriod, CountsShown } from '@caecilia/consultation';
import {
  type Caller,
  civilDay,
  dayPlus,
  type Endpoint,
  type PageVisit,
  Problem,
  startOfDay,
} from '@caecilia/kernel';
import { readDay } from '@caecilia/ui';
import { countsOnDuty } from '../consultation/counts.ts';
import type { DeskHouse } from '../desk/area.ts';

/** Most days of one count: three years. */
const MOST_DAYS = 3 * 366;

type Days = Pick<CountsShown, 'from' | 'until'>;

/**
 * Counts of the team's work over whole civil days, both ends included: of the days `from` and `until`, or of a `period` of
 * the calendar (`month`, `last-month`, `year`). Refuses who has no duty to count.
 */
export function countsAsked(house: Pick<DeskHouse, 'store' | 'readSearch' | 'now' | 'timeZone'>) {
  const counts = countsOnDuty(house.store, house);
  return async (caller: Caller, query: PageVisit['query']): Promise<CountsShown> => {
    const today = civilDay(house.now(), house.timeZone);
    const days = namedDays(query.period, today) ?? daysAsked(query.from, query.until);
    const period = periodOf(days, house.timeZone);
    const [responses, adoption] = await Promise.all([
      counts.responses(caller, period),
      counts.adoption(caller, period),
    ]);
    return { ...days, responses, adoption };
  };
}

/** For the app: `/counts?from=2026-10-01&until=2026-10-31`. */
export function countsEndpoint(house: DeskHouse): Endpoint {
  const counted = countsAsked(house);
  return { path: '/counts', read: (_session, { caller, query }) => counted(caller, query) };
}

/** The days until today of this month or year, or all of last month. */
export function namedDays(period: string | undefined, today: string): Days | undefined {
  if (period === undefined) return undefined;
  const firstOf = (day: string) => `${day.slice(0, 7)}-01`;
  switch (period) {
    case 'month':
      return { from: firstOf(today), until: today };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, until: today };
    case 'last-month': {
      const until = dayPlus(firstOf(today), -1);
      return { from: firstOf(until), until };
    }
    default:
      return undefined;
  }
}

/** The days of the address. Throws `Problem('value')` at the one that is wrong. */
export function daysAsked(first: string | undefined, last: string | undefined): Days {
  const from = dayAt('from', first);
  const until = dayAt('until', last);
  if (until < from)
    throw new Problem('value', 'The last day is before the first; turn them around.', {
      expression: 'until',
    });
  if (dayPlus(from, MOST_DAYS) < until)
    throw new Problem('value', 'Choose at most three years at once.', { expression: 'from' });
  return { from, until };
}

function dayAt(expression: string, words: string | undefined): string {
  const day = readDay(words ?? '');
  if (day === undefined)
    throw new Problem('value', 'Give a day of the calendar, for instance 14-02-2026.', { expression });
  return day;
}

/** Civil days as instants: of a day on which the clock changes it is 23 or 25 hours. */
export function periodOf({ from, until }: Days, timeZone: string): CountPeriod {
  const start = (day: string) => new Date(startOfDay(day, timeZone)).toISOString();
  return { from: start(from), until: start(dayPlus(until, 1)) };
}
