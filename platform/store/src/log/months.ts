import type { Sql } from '@caecilia/engine';

/** Months after this one that lines can be written to at once. */
const AHEAD = 2;

/** Makes the partitions of the month of `now` (in UTC) and those after it, where they are not there. */
export async function prepareMonths(sql: Sql, now: Date): Promise<void> {
  for (let month = 0; month <= AHEAD; month += 1) {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1));
    await sql.query({ text: 'select audit_month($1::date)' }, [first.toISOString().slice(0, 10)]);
  }
}
