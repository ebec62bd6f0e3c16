import type { AccessLine, ReviewRules } from './access-line.ts';
import { dayOf } from './local-time.ts';

/** A day on which somebody looked at more records than can be explained. */
export interface BusyDay {
  readonly actor: string;
  readonly day: string;
  readonly patients: number;
  /** Middle of the other days of this person, and of the days of others in the role. */
  readonly own: number;
  readonly peers: number;
  readonly lines: readonly AccessLine[];
}

/** Days that a person must have worked before their own days say what is usual. */
const ENOUGH_DAYS = 5;
/** A deviation is never taken smaller than this many patients, nor than a sixth of the middle. */
const LEAST_DEVIATION = 1.5;
/** Above this many times the limit of the role, the own habit is no excuse. */
const PAST_HABIT = 2;

interface Day {
  readonly actor: string;
  readonly role: string;
  readonly day: string;
  readonly lines: AccessLine[];
  readonly patients: Set<string>;
}

/**
 * Days with unusually many patients, against the person's own other days and against the role. Middle and deviation
 * are the median and the median absolute deviation, which one wild day does not move.
 */
export function busyDays(lines: readonly AccessLine[], rules: ReviewRules): BusyDay[] {
  const days = daysOf(lines, rules);
  const byActor = Map.groupBy(days, ({ actor }) => actor);
  const byRole = Map.groupBy(days, ({ role }) => role);
  return days.flatMap((day): BusyDay[] => {
    const patients = day.patients.size;
    if (patients < rules.fewPatients) return [];
    const own = usual(countsBut(byActor.get(day.actor), (other) => other !== day));
    const peers = usual(countsBut(byRole.get(day.role), (other) => other.actor !== day.actor));
    if (!isBusy(patients, own, peers, rules)) return [];
    const { actor, lines: ofDay } = day;
    return [{ actor, day: day.day, patients, own: own.middle, peers: peers.middle, lines: ofDay }];
  });
}

function isBusy(patients: number, own: Usual, peers: Usual, { deviations }: ReviewRules): boolean {
  const limit = ({ middle, deviation }: Usual) => middle + deviations * deviation;
  const aboveOwn = own.days < ENOUGH_DAYS || patients > limit(own);
  const abovePeers = peers.days < ENOUGH_DAYS || patients > limit(peers);
  if (own.days < ENOUGH_DAYS && peers.days < ENOUGH_DAYS) return false;
  if (aboveOwn && abovePeers) return true;
  return peers.days >= ENOUGH_DAYS && patients > PAST_HABIT * limit(peers);
}

function daysOf(lines: readonly AccessLine[], { timeZone }: ReviewRules): Day[] {
  const days = new Map<string, Day>();
  for (const line of lines) {
    const day = dayOf(line, timeZone);
    const key = `${line.actor} ${day}`;
    const known = days.get(key);
    const entry = known ?? { actor: line.actor, role: line.role, day, lines: [], patients: new Set() };
    if (known === undefined) days.set(key, entry);
    entry.lines.push(line);
    entry.patients.add(line.patient);
  }
  return [...days.values()];
}

interface Usual {
  readonly middle: number;
  readonly deviation: number;
  readonly days: number;
}

function usual(counts: readonly number[]): Usual {
  const middle = median(counts);
  const spread = median(counts.map((count) => Math.abs(count - middle)));
  return {
    middle,
    deviation: Math.max(1.4826 * spread, LEAST_DEVIATION, middle / 6),
    days: counts.length,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

function countsBut(days: readonly Day[] = [], take: (day: Day) => boolean): number[] {
  return days.filter(take).map(({ patients }) => patients.size);
}
