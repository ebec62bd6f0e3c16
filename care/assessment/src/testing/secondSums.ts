import type { GeneratedHistory } from './histories.ts';

/**
 * The outcome sums a second time, in another way: no time zone library but the rule of the European clock change
 * (directive 2000/84/EC), no date arithmetic but day numbers of the Gregorian calendar, and one loop over everything.
 * It shares no function with the product.
 */
export interface SecondSums {
  patients: number;
  episodes: number;
  phases: number;
  changes: number;
  started: [met: number, of: number];
  startedContradictory: number;
  unstable: [met: number, of: number];
  unstableRunning: number;
  /** `setting phase` to how many and how many days. */
  days: Record<string, [phases: number, days: number]>;
  responded: [met: number, of: number];
  waiting: number;
  notReady: number;
  respondedContradictory: number;
  minutes: number | undefined;
  stayedLow: [met: number, of: number];
  becameLow: [met: number, of: number];
  improvedOrLow: [met: number, of: number];
  notMeasured: number;
}

/** Sundays at 01:00 UTC between which the Netherlands has summer time, as minutes since 1970. */
function summer(year: number): [from: number, until: number] {
  const lastSunday = (month: number) => {
    const last = dayNumber(year, month, 31);
    // 1 January 1970 was a Thursday: day number 3 is the first Sunday.
    return last - ((((last - 3) % 7) + 7) % 7);
  };
  return [lastSunday(3) * 1440 + 60, lastSunday(10) * 1440 + 60];
}

/** Days since 1 January 1970 in the Gregorian calendar, by counting leap years. */
export function dayNumber(year: number, month: number, day: number): number {
  const leap = (until: number) =>
    Math.floor(until / 4) - Math.floor(until / 100) + Math.floor(until / 400) - 477;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1] ?? 0;
  return (year - 1970) * 365 + leap(year - 1) + before + (isLeap && month > 2 ? 1 : 0) + day - 1;
}

/** Number of the civil day of an instant in the Netherlands. */
export function dutchDay(instant: Date): number {
  const minutes = Math.floor(instant.getTime() / 60_000);
  const [from, until] = summer(instant.getUTCFullYear());
  const offset = minutes >= from && minutes < until ? 120 : 60;
  return Math.floor((minutes + offset) / 1440);
}

const empty = (): SecondSums => ({
  patients: 0,
  episodes: 0,
  phases: 0,
  changes: 0,
  started: [0, 0],
  startedContradictory: 0,
  unstable: [0, 0],
  unstableRunning: 0,
  days: {},
  responded: [0, 0],
  waiting: 0,
  notReady: 0,
  respondedContradictory: 0,
  minutes: undefined,
  stayedLow: [0, 0],
  becameLow: [0, 0],
  improvedOrLow: [0, 0],
  notMeasured: 0,
});

const tick = (pair: [number, number], met: boolean) => {
  pair[1] += 1;
  if (met) pair[0] += 1;
};

/** The sums over generated histories. */
export function secondSums(histories: readonly GeneratedHistory[]): SecondSums {
  const sums = empty();
  const patients = new Map<string, number>();
  const minutes: number[] = [];
  for (const { episode, request, distress } of histories) {
    patients.set(episode.patientId, 1);
    addEpisode(sums, episode);
    addRequest(sums, minutes, request);
    for (const each of distress) addDistress(sums, each);
  }
  sums.patients = patients.size;
  minutes.sort((one, other) => one - other);
  const at = (index: number) => minutes[index] ?? Number.NaN;
  if (minutes.length > 0)
    sums.minutes = (at(Math.ceil(minutes.length / 2) - 1) + at(Math.floor(minutes.length / 2))) / 2;
  return sums;
}

function addEpisode(
  sums: SecondSums,
  { phases, setting, readyForCare, episode }: GeneratedHistory['episode'],
) {
  sums.episodes += 1;
  let previous = false;
  for (const { phase, from, until } of phases) {
    sums.phases += 1;
    if (previous) sums.changes += 1;
    previous = true;
    if (!until) {
      if (phase === 'unstable') sums.unstableRunning += 1;
      continue;
    }
    const length = dutchDay(until) - dutchDay(from);
    const pair = sums.days[`${setting} ${phase}`] ?? [0, 0];
    sums.days[`${setting} ${phase}`] = [pair[0] + 1, pair[1] + length];
    if (phase === 'unstable') tick(sums.unstable, length < 4);
  }
  if (!readyForCare) return;
  const wait = dutchDay(episode.start) - dutchDay(readyForCare);
  if (wait < 0) sums.startedContradictory += 1;
  else tick(sums.started, wait === 0 || wait === 1);
}

function addRequest(
  sums: SecondSums,
  minutes: number[],
  { referred, readyForCare, firstContact }: GeneratedHistory['request'],
) {
  if (firstContact) {
    const wait = Math.round((firstContact.getTime() - referred.getTime()) / 60_000);
    if (wait >= 0) minutes.push(wait);
  }
  if (!readyForCare) sums.notReady += 1;
  else if (!firstContact) sums.waiting += 1;
  else if (dutchDay(firstContact) < dutchDay(readyForCare)) sums.respondedContradictory += 1;
  else tick(sums.responded, dutchDay(firstContact) - dutchDay(readyForCare) < 2);
}

function addDistress(sums: SecondSums, { start, end }: GeneratedHistory['distress'][number]) {
  if (start === undefined || end === undefined) {
    sums.notMeasured += 1;
    return;
  }
  tick(start < 4 ? sums.stayedLow : sums.becameLow, end < 4);
  tick(sums.improvedOrLow, start - end >= 1 || (start < 4 && end - start <= 0));
}
