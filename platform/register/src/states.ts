import { bytesOf, integerOf, plainArray, type Sql, textOf } from '@caecilia/engine';
import type { RegisterRow, Revision } from '@caecilia/kernel';
import { quoted } from './rows.ts';

/** Who writes states, why, and in which change. */
export interface Writing {
  readonly change: number;
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly why: string;
}

/**
 * What the hash of a state covers: the hash of the state before, and everything that the state says. The text of jsonb
 * and of instants in UTC is the same on both engines.
 */
export const STATE_DIGEST = (previous: string, row: string): string =>
  `sha256(coalesce(${previous}, ''::bytea) || convert_to(concat_ws(E'\\x1f', s.entity, s.id, s.rev,
    (s.at at time zone 'UTC')::text, s.by, s.by_name, s.why, s.change, ${row}::text), 'UTF8'))`;

/** Writes down the states that these rows are in now. */
export async function writeStates(
  sql: Sql,
  table: string,
  ids: readonly string[],
  { change, at, by, byName, why }: Writing,
): Promise<void> {
  // The first state of a row has none before it; of the others it is found by its key, however many are written.
  const previous = `case when s.rev > 1 then (select p.hash from register.state p
    where p.id = s.id and p.entity = s.entity and p.rev = s.rev - 1) end`;
  const text = `insert into register.state (entity, id, rev, at, by, by_name, why, change, row, hash)
    select s.entity, s.id, s.rev, s.at, s.by, s.by_name, s.why, s.change, s.row, ${STATE_DIGEST(previous, 's.row')}
    from (select $1::text as entity, t.id, t.rev, $2::timestamptz as at, $3::text as by, $4::text as by_name,
        $5::text as why, $6::bigint as change, to_jsonb(t) as row
      from unnest($7::text::uuid[]) u(id) join ${quoted(table)} t on t.id = u.id) s`;
  await sql.query({ text }, [table, at, by, byName, why, change, plainArray(ids)]);
}

/** The states of a row, the newest first; what they lack of the columns of today is null. */
export async function statesOf<Row>(
  sql: Sql,
  table: string,
  id: string,
  until?: string,
): Promise<readonly Revision<Row>[]> {
  const text = `select s.rev as state_rev, s.at as state_at, s.by as state_by, s.by_name as state_by_name,
      s.why as state_why, s.hash as state_hash, r.*
    from register.state s, lateral jsonb_populate_record(null::${quoted(table)}, s.row) r
    where s.entity = $1 and s.id = $2::uuid and ($3::timestamptz is null or s.at <= $3::timestamptz)
    order by s.rev desc${until === undefined ? '' : ' limit 1'}`;
  const rows = await sql.query({ text }, [table, id, until ?? null]);
  return rows.map(({ state_rev, state_at, state_by, state_by_name, state_why, state_hash, ...row }) => ({
    rev: integerOf(state_rev),
    at: textOf(state_at),
    by: textOf(state_by),
    byName: textOf(state_by_name),
    why: textOf(state_why),
    hash: Buffer.from(bytesOf(state_hash)).toString('hex'),
    row: row as unknown as Row & RegisterRow,
  }));
}

/** Puts other values in the place of what each earlier state of a row says. */
export async function eraseInStates(
  sql: Sql,
  table: string,
  row: { readonly id: string; readonly columns: readonly string[] },
  change: number,
): Promise<void> {
  await sql.query({ text: `select set_config('caecilia.erase', 'yes', true)` }, []);
  const named = plainArray(row.columns.map((name) => JSON.stringify(name)));
  const text = `update register.state s set erased = $1::bigint, row = s.row || (
      select jsonb_object_agg(e.key, e.value) from ${quoted(table)} t, jsonb_each(to_jsonb(t)) e
      where t.id = s.id and e.key = any($2::text::text[]))
    where s.entity = $3 and s.id = $4::uuid`;
  await sql.query({ text }, [change, named, table, row.id]);
  await sql.query({ text: `select set_config('caecilia.erase', 'no', true)` }, []);
}
