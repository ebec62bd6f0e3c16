import { civilDay } from '@caecilia/kernel';
import { daysBetween, OFFICE_ZONE } from './civil-day.ts';
import type { AgreementState } from './lifecycle.ts';

/** One stay of an agreement in a state. */
export interface Stage {
  readonly state: AgreementState;
  /** Instants, RFC 3339. */
  readonly enteredAt: string;
  readonly leftAt: string | null;
}

/** Days in a state: all stays together, and how many stays they were. */
export interface StageTime {
  readonly state: AgreementState;
  readonly days: number;
  readonly stays: number;
}

const dayOf = (instant: string) => civilDay(Date.parse(instant), OFFICE_ZONE);

/** Civil days that an agreement spent in each state, in the order in which it first came there. */
export function timePerStage(stages: readonly Stage[], now: Date): readonly StageTime[] {
  const times = new Map<AgreementState, { days: number; stays: number }>();
  for (const { state, enteredAt, leftAt } of stages) {
    const time = times.get(state) ?? { days: 0, stays: 0 };
    time.days += daysBetween(dayOf(enteredAt), leftAt === null ? civilDay(now, OFFICE_ZONE) : dayOf(leftAt));
    time.stays += 1;
    times.set(state, time);
  }
  return [...times].map(([state, time]) => ({ state, ...time }));
}

/** The time per state over many agreements: the middle one and the longest, of those that left the state. */
export function stageReport(
  all: readonly (readonly Stage[])[],
  now: Date,
): readonly {
  readonly state: AgreementState;
  readonly agreements: number;
  readonly median: number;
  readonly longest: number;
}[] {
  const days = new Map<AgreementState, number[]>();
  for (const stages of all)
    for (const time of timePerStage(
      stages.filter(({ leftAt }) => leftAt !== null),
      now,
    ))
      days.set(time.state, [...(days.get(time.state) ?? []), time.days]);
  return [...days].map(([state, each]) => {
    const sorted = each.toSorted((a, b) => a - b);
    return { state, agreements: sorted.length, median: middle(sorted), longest: sorted.at(-1) ?? 0 };
  });
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}
