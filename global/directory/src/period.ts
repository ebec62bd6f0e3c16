import { Problem } from '@caecilia/kernel';

/** Days from and until which something holds, both included; an open side has no day. Days are `YYYY-MM-DD`. */
export interface Period {
  readonly from?: string | null | undefined;
  readonly until?: string | null | undefined;
}

/** Whether something holds on a day. */
export function holdsOn({ from, until }: Period, day: string): boolean {
  return (!from || from <= day) && (!until || day <= until);
}

/** Whether two periods have a day in common. */
export function overlap(one: Period, other: Period): boolean {
  return (
    (!one.from || !other.until || one.from <= other.until) &&
    (!other.from || !one.until || other.from <= one.until)
  );
}

/** Throws `Problem('invalid')` for a period that ends before it begins. */
export function checkPeriod({ from, until }: Period): void {
  if (from && until && until < from)
    throw new Problem('invalid', `It ends on ${until}, before it begins on ${from}.`, {
      expression: 'until',
    });
}

/** The same day some months before a day; the last day of the month where that month is shorter. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 - months;
  const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}
