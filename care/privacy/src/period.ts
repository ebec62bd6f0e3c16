import { dayPlus } from '@caecilia/kernel';
import { readDay, typedDay } from '@caecilia/ui';
import type { Period } from './trail.ports.ts';

/** Days that are shown where nobody asks for a period. */
const USUAL_DAYS = 92;
/** Longest period of one question, in days: longer is asked in parts. */
export const MOST_DAYS = 366;

/** A period as asked for, or what is wrong with it. */
export interface AskedPeriod {
  readonly period: Period;
  /** As typed, to stand in the fields again. */
  readonly typed: { readonly from: string; readonly until: string };
  readonly wrong?: 'date' | 'order' | 'long';
}

/** The period in an address: both days, or the last three months. With something wrong it is the last three months. */
export function periodIn(
  query: Readonly<Record<string, string | undefined>>,
  today: string,
  usualDays = USUAL_DAYS,
): AskedPeriod {
  const usual = { from: dayPlus(today, -usualDays), until: today };
  const typed = { from: query.from ?? typedDay(usual.from), until: query.until ?? typedDay(usual.until) };
  const [from, until] = [readDay(typed.from), readDay(typed.until)];
  if (from === undefined || until === undefined) return { period: usual, typed, wrong: 'date' };
  if (until < from) return { period: usual, typed, wrong: 'order' };
  if (dayPlus(from, MOST_DAYS) < until) return { period: usual, typed, wrong: 'long' };
  return { period: { from, until }, typed };
}
