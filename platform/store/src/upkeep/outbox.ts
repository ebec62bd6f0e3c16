import { countOf, type Sql } from '@caecilia/engine';

/** Takes away the rows that every follower has passed; gives how many there were. */
export async function pruneOutbox(sql: Sql, upTo: bigint): Promise<number> {
  const text = `with gone as (delete from outbox where seq <= $1::bigint returning 1) select count(*)::text as rows from gone`;
  const [row] = await sql.query({ text }, [upTo.toString()]);
  return countOf(row?.rows);
}
