import type { OpenedStore } from './engines.ts';

/** Takes every record and every line away, as only an owner who means it can. */
export async function emptied(sql: OpenedStore['sql']): Promise<void> {
  const tables = ['audit', ...(await partitions(sql))];
  for (const table of tables) await sql(`alter table ${table} disable trigger audit_append_only`);
  await sql('truncate res, hist, rng, place, outbox, audit');
  for (const table of tables) await sql(`alter table ${table} enable trigger audit_append_only`);
  await sql(`update audit_lane set n = 0, hash = sha256(convert_to('caecilia log, lane ' || lane, 'UTF8'))`);
}

/** Names of the partitions of the log. */
export async function partitions(sql: OpenedStore['sql']): Promise<readonly string[]> {
  const rows = await sql(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit'::regclass order by 1`,
  );
  return rows.map((row) => String(row.name));
}
