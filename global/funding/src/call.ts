import { civilDay, dayPlus, instantOf, Problem } from '@caecilia/kernel';

/** Deadlines of the European Commission are told in Brussels. */
export const BRUSSELS = 'Europe/Brussels';

/** Hour at which a call closes where nothing else is said (Funding & Tenders portal). */
const CLOSING_HOUR = '17:00';

/** Which of the dates of a call it is: the only or first stage, the second, or one of several cut-offs. */
export type DeadlineStage = 1 | 2 | 'cut-off';

/** One date of a call. */
export interface CallDeadline {
  readonly stage: DeadlineStage;
  /** Civil day in Brussels; null where the date is still to be announced. */
  readonly day: string | null;
  /** The instant, RFC 3339 in UTC; null with the day. */
  readonly at: string | null;
  /** What a person entered is not overwritten by a file. */
  readonly source: 'file' | 'person';
}

/** How a call is decided on. `unknown` where the source does not say. */
export const DEADLINE_MODELS = ['single-stage', 'two-stage', 'multiple cut-off', 'unknown'] as const;

export type DeadlineModel = (typeof DEADLINE_MODELS)[number];

/** A call for funding, as a source tells it or as somebody typed it. */
export interface FundingCall {
  /** Topic of the Funding & Tenders portal, for instance `HORIZON-HLTH-2027-01-CARE-03`; a number of ours otherwise. */
  readonly code: string;
  readonly source: 'eu-topics' | 'manual';
  readonly title: string;
  readonly programme: string;
  readonly callTitle: string;
  readonly cluster: string;
  readonly actionType: string;
  readonly model: DeadlineModel;
  readonly deadlines: readonly CallDeadline[];
  /** What the source said on the day of the file; what holds now is `statusAt`. */
  readonly announced: 'open' | 'forthcoming' | 'closed';
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly currency: string;
  readonly expectedGrants: number | null;
  readonly keywords: readonly string[];
  readonly description: string;
  readonly conditions: string;
  readonly url: string;
}

/** The instant at which a call closes on a day in Brussels, at 17:00 or at another hour that is said. */
export function closingInstant(day: string, hour: string = CLOSING_HOUR): string {
  return new Date(instantOf(`${day}T${hour}`, BRUSSELS)).toISOString();
}

/** A deadline on a day. */
export function deadlineOn(day: string, stage: DeadlineStage, source: CallDeadline['source']): CallDeadline {
  return { stage, day, at: closingInstant(day), source };
}

/** The dates of a call out of the days of a source: two-stage and several cut-offs become several dates. */
export function deadlinesOf(model: DeadlineModel, days: readonly string[]): readonly CallDeadline[] {
  const inOrder = [...new Set(days)].sort();
  if (model === 'multiple cut-off') return inOrder.map((day) => deadlineOn(day, 'cut-off', 'file'));
  if (model !== 'two-stage') return inOrder.slice(-1).map((day) => deadlineOn(day, 1, 'file'));
  const [first, second] = inOrder;
  if (first === undefined) return [];
  return [
    deadlineOn(first, 1, 'file'),
    second === undefined ? { stage: 2, day: null, at: null, source: 'file' } : deadlineOn(second, 2, 'file'),
  ];
}

/**
 * The dates that are known, with those of a newer file. A file names the next date only: of a two-stage call a later day
 * is the second stage once the first is over, of a call with cut-offs it is one more. A date of a person stays.
 */
export function mergedDeadlines(
  known: Pick<FundingCall, 'model' | 'deadlines'>,
  told: Pick<FundingCall, 'model' | 'deadlines'>,
  now: Date,
): readonly CallDeadline[] {
  const byPerson = known.deadlines.filter(({ source }) => source === 'person');
  const fromFile = known.deadlines.filter(({ source }) => source === 'file');
  const isTaken = ({ stage, day }: CallDeadline) =>
    byPerson.some((each) => (stage === 'cut-off' ? each.day === day : each.stage === stage));
  const merged = mergedOfFile(fromFile, told, now).filter((each) => !isTaken(each));
  return [...merged, ...byPerson].sort(byDay);
}

function mergedOfFile(
  known: readonly CallDeadline[],
  { model, deadlines }: Pick<FundingCall, 'model' | 'deadlines'>,
  now: Date,
): readonly CallDeadline[] {
  if (model === 'multiple cut-off') {
    const days = [...known, ...deadlines].flatMap(({ day, stage }) =>
      day === null || stage !== 'cut-off' ? [] : [day],
    );
    return deadlinesOf(model, days);
  }
  const [first] = known.filter(({ stage }) => stage === 1);
  const [told] = deadlines;
  const isSecond =
    model === 'two-stage' && first?.at && told?.at && first.at < told.at && first.at <= now.toISOString();
  if (isSecond && first.day !== null && told.day !== null) return deadlinesOf(model, [first.day, told.day]);
  // A file that names the first date only does not take back the second, which another one named.
  return told?.day === first?.day && deadlines[1]?.day === null && known.length > 1 ? known : deadlines;
}

const byDay = (a: CallDeadline, b: CallDeadline) =>
  (a.at ?? '9').localeCompare(b.at ?? '9') || String(a.stage).localeCompare(String(b.stage));

/** The next date of a call; undefined where all are over or none is known. A deadline still counts at its instant. */
export function nextDeadline(
  deadlines: readonly CallDeadline[],
  now: Date,
): (CallDeadline & { readonly day: string; readonly at: string }) | undefined {
  const dated = deadlines.flatMap((each) =>
    each.at === null || each.day === null ? [] : [{ ...each, at: each.at, day: each.day }],
  );
  return dated.filter(({ at }) => at >= now.toISOString()).sort(byDay)[0];
}

/**
 * Whether a call can be answered now. One whose known dates are all over is closed, whatever its source said once, also
 * where its second stage has no date yet: that is for those who passed the first.
 */
export function statusAt(
  call: Pick<FundingCall, 'deadlines' | 'announced'>,
  now: Date,
): FundingCall['announced'] {
  if (call.announced === 'closed') return 'closed';
  const undated = call.deadlines.every(({ at }) => at === null);
  return undated || nextDeadline(call.deadlines, now) !== undefined ? call.announced : 'closed';
}

/** Civil days in Brussels from today to the day of a deadline: 22 means three weeks and a day. */
export function daysLeft(day: string, now: Date): number {
  const today = civilDay(now, BRUSSELS);
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  dayPlus(text, 0) === text;

/** Throws `Problem('invalid')` for what is no day of the calendar. */
export function requireDay(text: string): string {
  if (!isDay(text)) throw new Problem('invalid', 'This is no day of the calendar; write it as 2026-09-15.');
  return text;
}
