import { civilDay, civilTime } from '@caecilia/kernel';
import type { AccessLine } from './access-line.ts';

/** Local calendar day of a line (`2026-03-29`). */
export const dayOf = ({ at }: Pick<AccessLine, 'at'>, timeZone: string): string =>
  civilDay(Date.parse(at), timeZone);

/** Local hour of an instant, 0 to 23; right on the days the clock is changed. */
export const hourAt = (instantMs: number, timeZone: string): number =>
  Number(civilTime(instantMs, timeZone).slice(11, 13));

/** Whether a local hour belongs to a night that may go past midnight. */
export function isNight(hour: number, { from, until }: { readonly from: number; readonly until: number }) {
  return from > until ? hour >= from || hour < until : hour >= from && hour < until;
}
