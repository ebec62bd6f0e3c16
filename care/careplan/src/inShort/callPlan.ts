import { civilDay, civilMinute, dayPlus, instantOf, startOfDay } from '@caecilia/kernel';
import { type Contact, type OpenHours, WEEKDAYS } from '../plan.ts';
import { type Holiday, holidayOn } from './holidays.ts';

/** What kind of time it is, for the words above the numbers. */
export type Daypart = 'day' | 'evening' | 'night' | 'weekend';

/** Somebody whose hours say that they answer now. */
export interface CallNow {
  readonly contact: Contact;
  /** Civil minute until which; absent: always, or longer than a week. */
  readonly until?: string;
}

/** Somebody who does not answer now. */
export interface CallLater {
  readonly contact: Contact;
  /** Civil minute from which their hours say that they answer; absent: not within a week. */
  readonly from?: string;
}

/** Whom to call at one moment, and who comes after. What the record does not say is not guessed. */
export interface CallPlan {
  /** Civil minute of the house. */
  readonly at: string;
  readonly daypart: Daypart;
  /** Hours by the week do not know that practices are closed today. */
  readonly holiday?: Holiday;
  /** Professionals, in the order of the record. */
  readonly now: readonly CallNow[];
  /** Civil minute at which others answer than now; absent: not within a week. */
  readonly until?: string;
  /** People close to the patient, who decides first; they have no hours. */
  readonly close: readonly Contact[];
  /** In the order in which they begin to answer. */
  readonly later: readonly CallLater[];
  /** Nobody recorded when they answer. */
  readonly unsaid: readonly Contact[];
}

interface Clock {
  readonly timeZone: string;
  /** References of the reader and their practice: nobody is told to call themselves. */
  readonly own?: readonly string[];
}

interface Span {
  readonly from: number;
  readonly until: number;
}

/** Hours repeat every week; one day more, for the night that began before. */
const DAYS_AHEAD = 8;

/**
 * Whom to call at an instant (milliseconds). Hours are civil times of the house and are laid out in exact time: a
 * night in which the clock is changed is as long as it is, and hours that end within the hour that comes twice end at
 * its first occurrence.
 */
export function callPlan(contacts: readonly Contact[], at: number, { timeZone, own = [] }: Clock): CallPlan {
  const callable = contacts.filter(
    ({ phones, original: { type, id } }) => phones.length > 0 && !own.includes(`${type}/${id}`),
  );
  const professionals = callable.filter(({ kind }) => kind !== 'relatedPerson');
  const said = professionals.filter(({ hours }) => hours !== undefined);
  const spans = new Map(said.map((contact) => [contact, openSpans(contact.hours, at, timeZone)]));
  const isThere = (contact: Contact, moment: number) =>
    (spans.get(contact) ?? []).some(({ from, until }) => from <= moment && moment < until);
  const now = said.filter((contact) => isThere(contact, at) && contact.notAvailable.length === 0);
  const until = nextChange(now, said, spans, at);
  const today = civilDay(at, timeZone);
  const holiday = holidayOn(today);
  return {
    at: civilMinute(at, timeZone),
    daypart: daypartOf(civilMinute(at, timeZone)),
    ...(holiday === undefined ? {} : { holiday }),
    now: now.map((contact) => ({ contact, ...endOf(spans.get(contact) ?? [], at, timeZone) })),
    ...(until === undefined ? {} : { until: civilMinute(until, timeZone) }),
    close: callable.filter(({ kind }) => kind === 'relatedPerson'),
    later: laterOf(
      said.filter((contact) => !now.includes(contact)),
      spans,
      { at, timeZone },
    ),
    unsaid: professionals.filter(({ hours }) => hours === undefined),
  };
}

function endOf(spans: readonly Span[], at: number, timeZone: string): Pick<CallNow, 'until'> {
  const end = spans.find(({ from, until }) => from <= at && at < until)?.until;
  return end === undefined || !Number.isFinite(end) ? {} : { until: civilMinute(end, timeZone) };
}

function laterOf(
  contacts: readonly Contact[],
  spans: ReadonlyMap<Contact, readonly Span[]>,
  { at, timeZone }: { readonly at: number; readonly timeZone: string },
): readonly CallLater[] {
  const beginOf = (contact: Contact) => {
    // Who is there by their hours and not available now comes back at a moment that only their own words tell.
    if (contact.notAvailable.length > 0) return undefined;
    return (spans.get(contact) ?? []).map(({ from }) => from).find((from) => from > at);
  };
  return contacts
    .map((contact) => ({ contact, begin: beginOf(contact) }))
    .toSorted((one, other) => (one.begin ?? Number.MAX_VALUE) - (other.begin ?? Number.MAX_VALUE))
    .map(({ contact, begin }) => ({
      contact,
      ...(begin === undefined ? {} : { from: civilMinute(begin, timeZone) }),
    }));
}

/** The first moment at which others answer than now. */
function nextChange(
  now: readonly Contact[],
  all: readonly Contact[],
  spans: ReadonlyMap<Contact, readonly Span[]>,
  at: number,
): number | undefined {
  const moments = all
    .flatMap((contact) => {
      const own = spans.get(contact) ?? [];
      if (!now.includes(contact)) return contact.notAvailable.length > 0 ? [] : own.map(({ from }) => from);
      return own.filter(({ from, until }) => from <= at && at < until).map(({ until }) => until);
    })
    .filter((moment) => moment > at && Number.isFinite(moment));
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/** When somebody answers from the day before an instant on, in exact time, without holes where one span meets the next. */
export function openSpans(hours: Contact['hours'], at: number, timeZone: string): readonly Span[] {
  if (hours === undefined) return [];
  if (hours === 'always') return [{ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }];
  const today = civilDay(at, timeZone);
  const days = Array.from({ length: DAYS_AHEAD + 2 }, (_, index) => dayPlus(today, index - 1));
  const spans = days.flatMap((day) => hours.flatMap((each) => spanOn(day, each, timeZone)));
  const joined: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last !== undefined && span.from <= last.until)
      joined[joined.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    else joined.push(span);
  }
  return joined;
}

/** Hours that run past midnight belong to the day on which they begin. */
function spanOn(day: string, { days, from, to }: OpenHours, timeZone: string): readonly Span[] {
  const weekday = WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  if (weekday === undefined || !days.includes(weekday)) return [];
  const next = dayPlus(day, 1);
  if (from === undefined || to === undefined)
    return [{ from: startOfDay(day, timeZone), until: startOfDay(next, timeZone) }];
  const end = instantOf(`${from < to ? day : next}T${to}`, timeZone);
  return [{ from: instantOf(`${day}T${from}`, timeZone), until: end }];
}

/** Out of hours begins at 17:00 and ends at 08:00; the weekend from Friday 17:00 to Monday 08:00. These are the hours of Dutch out-of-hours services (ANW). */
export function daypartOf(civil: string): Daypart {
  const weekday = WEEKDAYS[(new Date(`${civil.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7];
  const time = civil.slice(11, 16);
  const weekend =
    weekday === 'sat' ||
    weekday === 'sun' ||
    (weekday === 'fri' && time >= '17:00') ||
    (weekday === 'mon' && time < '08:00');
  if (weekend) return 'weekend';
  if (time >= '08:00' && time < '17:00') return 'day';
  return time >= '17:00' && time < '23:00' ? 'evening' : 'night';
}
