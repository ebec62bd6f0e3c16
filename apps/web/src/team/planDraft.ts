import { isTeamRole, type TeamRole } from '@caecilia/team/ui';

/** A turn as it is typed: some days of the week, from when until when, and who has it in the first week, the second … */
export interface TurnDraft {
  /** 1 (Monday) to 7. */
  readonly weekdays: readonly number[];
  readonly from: string;
  /** Days after the day it begins. */
  readonly days: string;
  readonly until: string;
  readonly holders: readonly string[];
}

/** A pattern as it is typed. */
export interface PlanDraft {
  readonly role: TeamRole;
  readonly monday: string;
  readonly weeks: string;
  readonly turns: readonly TurnDraft[];
}

/** A day of 24 hours, each day of the week. */
export const EMPTY_TURN: TurnDraft = {
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  from: '08:00',
  days: '1',
  until: '08:00',
  holders: [''],
};

/** Whether an earlier visit kept a plan. */
export function isPlan(value: unknown): value is PlanDraft {
  const plan = value as Partial<PlanDraft> | null;
  return (
    typeof plan === 'object' &&
    plan !== null &&
    isTeamRole(plan.role) &&
    typeof plan.monday === 'string' &&
    Array.isArray(plan.turns) &&
    plan.turns.every((turn) => Array.isArray(turn?.weekdays) && Array.isArray(turn?.holders))
  );
}

/** The turns as the server takes them: one for each day of the week. */
export function turnsFor({ turns }: PlanDraft): readonly object[] {
  return turns.flatMap(({ weekdays, from, days, until, holders }) =>
    weekdays.map((weekday) => ({
      weekday,
      from,
      days: Number(days),
      until,
      holders: holders.filter((member) => member !== '').map((member) => ({ member })),
    })),
  );
}
