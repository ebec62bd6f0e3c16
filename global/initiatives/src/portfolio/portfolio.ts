import { daysFrom, type Stage } from '../initiative/stage.ts';

/** How an initiative stands in the portfolio; one may be strategic and dormant at once, and that is what one wants to see. */
export const STANDINGS = ['strategic', 'active', 'dormant', 'ending'] as const;

/** One of the ways in which an initiative stands. */
export type Standing = (typeof STANDINGS)[number];

/** An initiative as the portfolio looks at it. */
export interface PortfolioEntry {
  readonly id: string;
  readonly stage: Stage;
  /** Marked by a head. */
  readonly strategic: boolean;
  /** Day on which something last happened: a change, a visit, a note, a step done. */
  readonly lastActivity: string;
  readonly to?: string | undefined;
  /** Organisation that leads. */
  readonly lead: string | undefined;
  readonly countries: readonly string[];
}

/** Without anything for this long an initiative is dormant. */
export const DORMANT_AFTER_MONTHS = 12;
/** From this long before its last day an initiative is ending. */
export const ENDING_WITHIN_DAYS = 183;

/** The same day some months earlier; the last of the month where that month is shorter. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** Whether an initiative counts: what goes on in another is counted there, what has ended is not counted. */
export function counts({ stage }: Pick<PortfolioEntry, 'stage'>): boolean {
  return stage !== 'merged' && stage !== 'closed';
}

/** How an initiative stands on a day; empty for what does not count. */
export function standingsOf(entry: PortfolioEntry, today: string): readonly Standing[] {
  if (!counts(entry)) return [];
  const dormant = entry.lastActivity.slice(0, 10) <= monthsBefore(today, DORMANT_AFTER_MONTHS);
  const ending = entry.to !== undefined && daysFrom(today, entry.to) <= ENDING_WITHIN_DAYS;
  return [
    ...(entry.strategic ? (['strategic'] as const) : []),
    dormant ? 'dormant' : 'active',
    ...(ending ? (['ending'] as const) : []),
  ];
}

/** A share with what it was reckoned from; the share is undefined where there is nothing to reckon with. */
export interface Share {
  readonly of: number;
  readonly count: number;
  readonly unknown: number;
  readonly share: number | undefined;
}

/** How even the partnership is, by who leads. */
export interface Equity {
  /** Initiatives with a partner, led by an organisation that is not ours. */
  readonly partnerLed: Share;
  /** The same, by country of the initiatives; one in two countries counts in both. */
  readonly byCountry: Readonly<Record<string, Share>>;
}

function shareOf(entries: readonly PortfolioEntry[], own: readonly string[]): Share {
  const known = entries.filter(({ lead }) => lead !== undefined);
  const count = known.filter(({ lead = '' }) => !own.includes(lead)).length;
  return {
    of: known.length,
    count,
    unknown: entries.length - known.length,
    share: known.length === 0 ? undefined : count / known.length,
  };
}

/** Reckons who leads, over what counts; one of which the lead is not known is told apart and not guessed. */
export function equityOf(entries: readonly PortfolioEntry[], own: readonly string[]): Equity {
  const counted = entries.filter(counts);
  const countries = [...new Set(counted.flatMap(({ countries: codes }) => codes))].sort();
  return {
    partnerLed: shareOf(counted, own),
    byCountry: Object.fromEntries(
      countries.map((country) => [
        country,
        shareOf(
          counted.filter(({ countries: codes }) => codes.includes(country)),
          own,
        ),
      ]),
    ),
  };
}
