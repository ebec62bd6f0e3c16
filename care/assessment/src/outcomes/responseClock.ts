import { daysBetween } from './civilDays.ts';
import { type Proportion, proportion } from './proportion.ts';

/** The clock of one request. A date that is not known is absent, and never taken to be another. */
export interface RequestClock {
  readonly referred: Date;
  /** From when the patient was available and care was wanted; may lie after the referral. */
  readonly readyForCare?: Date;
  readonly firstContact?: Date;
}

/** The response clock of a period. */
export interface ResponseClock {
  readonly requests: number;
  /** First contact on the day of being ready for care, or on the day after it. */
  readonly sameOrNextDay: Proportion;
  /** Ready, and no contact yet. */
  readonly waiting: number;
  /** When the patient is ready was not recorded. */
  readonly notReady: number;
  /** The contact was on an earlier day than the patient was ready: the dates contradict, and are not counted. */
  readonly contradictory: number;
  /** Whole minutes from referral to first contact: the middle one, and the mean of two middle ones. */
  readonly medianMinutes?: number;
}

/** PCOC benchmark 1, as AIHW prints it. */
export const SAME_OR_NEXT_DAY = {
  target: 0.9,
  source:
    'PCOC benchmark 1 (AIHW, Palliative care services in Australia): 90% of patients have their episode commence on the day of, or the day following, date ready for care',
} as const;

/** Days are civil days of the time zone: an hour that a clock change takes or gives changes no date. */
export function responseClock(requests: readonly RequestClock[], timeZone: string): ResponseClock {
  const waits = requests.flatMap(({ readyForCare, firstContact }) =>
    readyForCare && firstContact ? [daysBetween(readyForCare, firstContact, timeZone)] : [],
  );
  const counted = waits.filter((days) => days >= 0);
  const median = medianOf(
    requests.flatMap(({ referred, firstContact }) =>
      firstContact && firstContact >= referred
        ? [Math.floor((firstContact.getTime() - referred.getTime()) / 60_000)]
        : [],
    ),
  );
  return {
    requests: requests.length,
    sameOrNextDay: proportion(counted, (days) => days <= 1, SAME_OR_NEXT_DAY),
    waiting: requests.filter(({ readyForCare, firstContact }) => readyForCare && !firstContact).length,
    notReady: requests.filter(({ readyForCare }) => !readyForCare).length,
    contradictory: waits.length - counted.length,
    ...(median === undefined ? {} : { medianMinutes: median }),
  };
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return undefined;
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}
