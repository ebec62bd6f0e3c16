import { dayAt, dayNumber, monthsAfter } from './civil-day.ts';
import type { AgreementState } from './lifecycle.ts';
import { endOfTerm, reviewDay, type Term, termOf } from './term.ts';
import type { Words } from './words.ts';

/** What the house says by itself about an agreement. The number is how many days ahead. */
export const ALERT_KINDS = [
  'expiry-365',
  'expiry-180',
  'expiry-90',
  'expiry-30',
  'past-end',
  'notice-90',
  'notice-30',
  'notice-7',
  'review',
  'evaluation',
  'security-30',
  'security-0',
  'unsigned',
  'designation-365',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export const ALERT_WORDS: Readonly<Record<AlertKind, Words>> = {
  'expiry-365': { nl: 'Loopt binnen een jaar af', en: 'Ends within a year' },
  'expiry-180': { nl: 'Loopt binnen 180 dagen af', en: 'Ends within 180 days' },
  'expiry-90': { nl: 'Loopt binnen 90 dagen af', en: 'Ends within 90 days' },
  'expiry-30': { nl: 'Loopt binnen 30 dagen af', en: 'Ends within 30 days' },
  'past-end': { nl: 'De laatste dag is voorbij', en: 'The last day has passed' },
  'notice-90': { nl: 'Opzeggen kan nog 90 dagen', en: 'Notice can be given for 90 more days' },
  'notice-30': { nl: 'Opzeggen kan nog 30 dagen', en: 'Notice can be given for 30 more days' },
  'notice-7': { nl: 'Opzeggen kan nog 7 dagen', en: 'Notice can be given for 7 more days' },
  review: { nl: 'Moet worden herzien', en: 'Is due for review' },
  evaluation: { nl: 'De evaluatie kan beginnen', en: 'Its evaluation is due' },
  'security-30': {
    nl: 'Kennisveiligheid moet binnen 30 dagen opnieuw worden getoetst',
    en: 'Knowledge security has to be looked at again within 30 days',
  },
  'security-0': {
    nl: 'Kennisveiligheid moet vandaag opnieuw zijn getoetst',
    en: 'Knowledge security has to be looked at again today',
  },
  unsigned: { nl: 'Ligt al meer dan 90 dagen ongetekend', en: 'Has been unsigned for more than 90 days' },
  'designation-365': {
    nl: 'De aanwijzing loopt over twaalf maanden af',
    en: 'The designation ends in twelve months',
  },
};

/** What alerts are reckoned from: dates and state of one agreement. */
export interface Watched {
  readonly state: AgreementState;
  readonly designation: boolean;
  readonly term: Term;
  /** Months before the end of a term in which it is to be evaluated. */
  readonly evaluationMonths: number;
  /** Day on which knowledge security has to be looked at again. */
  readonly recheckOn?: string | undefined;
  /** Civil day on which it went out to be signed, while it is. */
  readonly signingSince?: string | undefined;
  /** First day on which the house knew these dates: the day on which they, or the state, were last changed. */
  readonly watchedFrom: string;
}

/** One alert: it exists from its due day on, once. Its key is the agreement, the kind and the due day. */
export interface Alert {
  readonly kind: AlertKind;
  /** `YYYY-MM-DD`, reckoned from the dates; never the day on which the house came to say it. */
  readonly dueDay: string;
}

/** Alerts towards one moment, the earliest first, as numbers of days. `until` is the last day on which they matter. */
interface Series {
  readonly alerts: readonly (readonly [AlertKind, number])[];
  readonly until: number;
}

const FOREVER = Number.POSITIVE_INFINITY;
const UNSIGNED_DAYS = 90;
const MONTHS_BEFORE_END = 12;
const SIGNED: readonly AgreementState[] = ['active', 'evaluation'];
const CHECKED: readonly AgreementState[] = [
  'screened',
  'drafting',
  'partner-review',
  'approval',
  'signing',
  'active',
  'evaluation',
];

/**
 * All alerts that have to exist at the end of a day, whether or not they were written down: who writes down those of them
 * that are not there yet, by their key, has each exactly once, however often or seldom it looks.
 *
 * What was already past when the house came to know the dates is not caught up one by one: of the alerts towards one
 * moment only the last of those is due, because it says what the others said and more; and none where the moment itself
 * had passed by then.
 */
export function alertsUntil(watched: Watched, today: string): readonly Alert[] {
  const [from, until] = [dayNumber(watched.watchedFrom), dayNumber(today)];
  return seriesOf(watched, today).flatMap((series) => dueOf(series, from, until));
}

function dueOf({ alerts, until: ends }: Series, from: number, until: number): Alert[] {
  if (ends < from) return [];
  const past = alerts.filter(([, day]) => day <= from).slice(-1);
  const since = alerts.filter(([, day]) => day > from);
  return [...past, ...since]
    .filter(([, day]) => day <= until)
    .map(([kind, day]) => ({ kind, dueDay: dayAt(day) }));
}

/** Whether an alert that was said still follows from the dates, as they are now. */
export function stillStands(watched: Watched, { kind, dueDay }: Alert): boolean {
  const watchedFrom = dueDay < watched.watchedFrom ? dueDay : watched.watchedFrom;
  const day = dayNumber(dueDay);
  return seriesOf({ ...watched, watchedFrom }, dueDay).some(({ alerts }) =>
    alerts.some((each) => each[0] === kind && each[1] === day),
  );
}

function seriesOf(watched: Watched, today: string): readonly Series[] {
  return [...ofTerm(watched, today), ...ofSecurity(watched), ...ofSigning(watched)];
}

function ofTerm(watched: Watched, today: string): readonly Series[] {
  if (!SIGNED.includes(watched.state)) return [];
  const { type } = watched.term;
  if (type === 'evergreen') return ofReview(watched, today);
  return type === 'fixed' ? ofExpiry(watched) : ofRenewal(watched, today);
}

/** A fixed term: the bands, and the day after the last one where nobody decided by then. */
function ofExpiry({ term, designation, state, evaluationMonths }: Watched): readonly Series[] {
  if (term.expires === undefined) return [];
  const end = dayNumber(term.expires);
  const first: readonly [AlertKind, number] = designation
    ? ['designation-365', dayNumber(monthsAfter(term.expires, -MONTHS_BEFORE_END))]
    : ['expiry-365', end - 365];
  const bands: Series = {
    alerts: [
      first,
      ['expiry-180', end - 180],
      ['expiry-90', end - 90],
      ['expiry-30', end - 30],
      ['past-end', end + 1],
    ],
    until: FOREVER,
  };
  return state === 'active' ? [bands, ofEvaluation(term.expires, evaluationMonths)] : [bands];
}

const ofEvaluation = (end: string, months: number): Series => ({
  alerts: [['evaluation', dayNumber(monthsAfter(end, -months))]],
  until: dayNumber(end),
});

/** A term that renews itself: before the last day of notice of each term, and no mail that it ends, for it does not. */
function ofRenewal(
  { term, state, evaluationMonths, watchedFrom }: Watched,
  today: string,
): readonly Series[] {
  const all: Series[] = [];
  // What is due today can belong to a term that ends as far on as the longest time ahead.
  const horizon = monthsAfter(
    today,
    Math.max(evaluationMonths, 4) + Math.ceil((term.noticeDays ?? 0) / 28) + 1,
  );
  for (let index = termOf(term, watchedFrom); ; index += 1) {
    const end = endOfTerm(term, index);
    if (end === undefined || !term.renewMonths) return all;
    const last = dayNumber(end) - (term.noticeDays ?? 0);
    all.push({
      alerts: [
        ['notice-90', last - 90],
        ['notice-30', last - 30],
        ['notice-7', last - 7],
      ],
      until: last,
    });
    if (state === 'active') all.push(ofEvaluation(end, evaluationMonths));
    if (end > horizon) return all;
  }
}

/** No end: every review, as one row, so that only the last of those long past is said. */
function ofReview({ term }: Watched, today: string): readonly Series[] {
  const alerts: [AlertKind, number][] = [];
  for (let index = 0; ; index += 1) {
    const day = reviewDay(term, index);
    if (day === undefined || day > today) break;
    alerts.push(['review', dayNumber(day)]);
  }
  return [{ alerts, until: FOREVER }];
}

function ofSecurity({ state, recheckOn }: Watched): readonly Series[] {
  if (recheckOn === undefined || !CHECKED.includes(state)) return [];
  const day = dayNumber(recheckOn);
  return [
    {
      alerts: [
        ['security-30', day - 30],
        ['security-0', day],
      ],
      until: FOREVER,
    },
  ];
}

function ofSigning({ state, signingSince }: Watched): readonly Series[] {
  if (state !== 'signing' || signingSince === undefined) return [];
  return [{ alerts: [['unsigned', dayNumber(signingSince) + UNSIGNED_DAYS + 1]], until: FOREVER }];
}
