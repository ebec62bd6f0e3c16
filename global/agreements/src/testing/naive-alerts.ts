import type { AlertKind, Watched } from '../alerts.ts';
import type { Term } from '../term.ts';

/**
 * The alerts once more, the slow way: a calendar that is counted out day by day, and for each day the question what is
 * said on it. It shares no arithmetic with `alerts.ts`: no day numbers of Date, no month sums.
 */
interface CountedDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly last: boolean;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const [FIRST_YEAR, LAST_YEAR] = [2006, 2060];
const DAYS: CountedDay[] = [];
const PLACES = new Map<string, number>();
for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1)
  for (const [index, length] of LENGTHS.entries()) {
    const days = index === 1 && isLeap(year) ? 29 : length;
    for (let day = 1; day <= days; day += 1) {
      PLACES.set(
        `${year}-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
        DAYS.length,
      );
      DAYS.push({ year, month: index + 1, day, last: day === days });
    }
  }
const NAMES = [...PLACES.keys()];

/** Place of a day in the counted calendar. */
export function place(day: string): number {
  const found = PLACES.get(day);
  if (found === undefined) throw new Error(`${day} is outside of the counted calendar`);
  return found;
}

export const dayOfPlace = (at: number): string => NAMES[at] ?? 'outside';

/** Whether one day is so many months after another: the same day of the month, or the last of a month without it. */
function isMonthsAfter(from: number, months: number, at: number): boolean {
  const [a, b] = [DAYS[from], DAYS[at]];
  if (a === undefined || b === undefined) return false;
  if (b.year * 12 + b.month !== a.year * 12 + a.month + months) return false;
  return b.day === a.day || (b.last && b.day < a.day);
}

/** Something said on a day: towards which moment, and until when it matters. */
interface Said {
  readonly kind: AlertKind;
  readonly towards: string;
  readonly until: number;
}

const FOREVER = DAYS.length + 1;

/** Last days of all terms, found by looking at each day. */
function endsOf(term: Term): readonly number[] {
  if (term.expires === undefined || term.type === 'evergreen') return [];
  const first = place(term.expires);
  if (term.type === 'fixed') return [first];
  return seriesFrom(first, term.renewMonths ?? 0);
}

/** Each day that lies a whole number of periods after the first, the first with it. */
function seriesFrom(first: number, months: number): readonly number[] {
  const found: number[] = [];
  for (let at = first; at < DAYS.length; at += 1)
    if (isMonthsAfter(first, months * found.length, at)) found.push(at);
  return found;
}

/** What is said on each day by these dates, were they known from the beginning. */
export function saidByDay(watched: Omit<Watched, 'watchedFrom'>): ReadonlyMap<number, readonly Said[]> {
  const byDay = new Map<number, Said[]>();
  const say = (at: number, said: Said) => byDay.set(at, [...(byDay.get(at) ?? []), said]);
  const { state, term } = watched;
  if (state === 'active' || state === 'evaluation') {
    for (const end of endsOf(term)) sayOfEnd(watched, end, say);
    if (term.type === 'evergreen' && term.reviewOn !== undefined)
      for (const at of seriesFrom(place(term.reviewOn), term.reviewMonths ?? 24))
        say(at, { kind: 'review', towards: 'review', until: FOREVER });
  }
  const before = ['idea', 'proposed', 'declined', 'ended', 'terminated', 'renewed'];
  if (watched.recheckOn !== undefined && !before.includes(state)) {
    const at = place(watched.recheckOn);
    say(at - 30, { kind: 'security-30', towards: 'security', until: FOREVER });
    say(at, { kind: 'security-0', towards: 'security', until: FOREVER });
  }
  if (watched.signingSince !== undefined && state === 'signing')
    say(place(watched.signingSince) + 91, { kind: 'unsigned', towards: 'unsigned', until: FOREVER });
  return byDay;
}

type Say = (at: number, said: Said) => void;

function sayOfEnd(watched: Omit<Watched, 'watchedFrom'>, end: number, say: Say): void {
  if (watched.term.type === 'fixed') sayOfExpiry(watched, end, say);
  else {
    const last = end - (watched.term.noticeDays ?? 0);
    for (const days of [90, 30, 7] as const)
      say(last - days, { kind: `notice-${days}`, towards: `notice ${end}`, until: last });
  }
  if (watched.state === 'active')
    say(monthsBefore(end, watched.evaluationMonths), {
      kind: 'evaluation',
      towards: `evaluation ${end}`,
      until: end,
    });
}

function sayOfExpiry({ designation }: Omit<Watched, 'watchedFrom'>, end: number, say: Say): void {
  const towards = { towards: 'expiry', until: FOREVER };
  if (designation) say(monthsBefore(end, 12), { kind: 'designation-365', ...towards });
  else say(end - 365, { kind: 'expiry-365', ...towards });
  for (const days of [180, 90, 30] as const) say(end - days, { kind: `expiry-${days}`, ...towards });
  say(end + 1, { kind: 'past-end', ...towards });
}

function monthsBefore(end: number, months: number): number {
  for (let at = end; at >= 0; at -= 1) if (isMonthsAfter(end, -months, at)) return at;
  throw new Error('the counted calendar begins too late');
}

/** What happens to one agreement, by day: its dates and state from that day on. */
export interface Turn {
  readonly from: string;
  readonly watched: Omit<Watched, 'watchedFrom'>;
}

/** Everything that has to have been said until a day, as `kind due-day`, in the order in which it was said. */
export function naiveAlerts(turns: readonly Turn[], until: string): readonly string[] {
  const said: string[] = [];
  const known = new Set<string>();
  const say = (kind: AlertKind, at: number) => {
    const key = `${kind} ${dayOfPlace(at)}`;
    if (!known.has(key)) said.push(key);
    known.add(key);
  };
  for (const [index, turn] of turns.entries()) {
    const byDay = saidByDay(turn.watched);
    const first = place(turn.from);
    const last = place(turns[index + 1]?.from ?? until);
    sayLastOfEach(byDay, first, say);
    for (let at = first + 1; at <= last; at += 1) for (const { kind } of byDay.get(at) ?? []) say(kind, at);
  }
  return said;
}

/** On the day on which dates become known: towards each moment that is still ahead, the last thing that was to be said. */
function sayLastOfEach(
  byDay: ReadonlyMap<number, readonly Said[]>,
  first: number,
  say: (kind: AlertKind, at: number) => void,
): void {
  const moments = new Set<string>();
  for (let at = first; at >= 0; at -= 1)
    for (const { kind, towards, until } of byDay.get(at) ?? []) {
      if (until < first || moments.has(towards)) continue;
      moments.add(towards);
      say(kind, at);
    }
}
