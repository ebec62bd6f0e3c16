import { civilMinute } from '@caecilia/ui';

const DAY_MS = 86_400_000;

/**
 * The instant of a civil minute (`YYYY-MM-DDTHH:MM`) in a time zone, as FHIR writes it. A minute that the clock shows
 * twice is the first of the two; undefined for one that it does not show, and for what is none.
 */
export function instantOfCivil(civil: string, timeZone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(civil)) return undefined;
  const asUtc = Date.parse(`${civil}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offsetAt = (instant: number) =>
    Date.parse(`${civilMinute(new Date(instant), timeZone)}:00Z`) - Math.floor(instant / 60_000) * 60_000;
  const candidates = [asUtc - offsetAt(asUtc - DAY_MS), asUtc - offsetAt(asUtc + DAY_MS)];
  const shown = candidates.filter((each) => civilMinute(new Date(each), timeZone) === civil);
  return shown.length === 0 ? undefined : new Date(Math.min(...shown)).toISOString();
}
