/** Lanes of the log that connections may take; 0 is what the first release wrote. */
const LAST_LANE = 255;
/** Any number will do; every release must use the same. The second number of the lock is the lane. */
const LOCK = 412_300_871;

/**
 * Takes the first free lane for a connection, until it ends. It is done before anything else on the connection: the
 * end of the lane must be read by a statement that began after whoever had the lane before was gone.
 */
export const TAKE_LANE = `
select set_config('caecilia.lane', lane::text, false) as lane
from (select lane from generate_series(1, ${LAST_LANE}) as lane where pg_try_advisory_lock(${LOCK}, lane) limit 1) as free`;

/** For a new connection that writes lines. */
export async function takeLane(client: {
  query(text: string): Promise<{ rows: readonly unknown[] }>;
}): Promise<void> {
  const { rows } = await client.query(TAKE_LANE);
  if (rows.length !== 1) throw new Error('every lane of the log is taken; use fewer connections');
}
