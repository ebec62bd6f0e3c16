import { type Database, integerOf, type Sql, textOf, type Value } from '@caecilia/engine';
import { LINE_DIGEST } from './journal.ts';
import { quoted } from './rows.ts';
import { STATE_DIGEST } from './states.ts';

/** Something that is not as it was written. */
export interface Broken {
  readonly what: string;
  readonly why: string;
}

/** What was gone through, and what of it is not as it was written. */
export interface RegisterReport {
  readonly states: number;
  readonly lines: number;
  readonly broken: readonly Broken[];
}

/** Findings of one kind that are named; more would not help. */
const MOST = 100;

/** Computes every hash again, looks for states that are missing, and compares each row with its newest state. */
export async function verifyRegister(database: Database): Promise<RegisterReport> {
  return await database.snapshot(async (sql) => {
    const states = await found(sql, STATES);
    const lines = await found(sql, LINES);
    const rows: Broken[] = [];
    for (const { entity } of await sql.query({ text: 'select distinct entity from register.state' }, []))
      rows.push(...(await differingRows(sql, textOf(entity))));
    return {
      states: await countIn(sql, 'register.state'),
      lines: await countIn(sql, 'register.log'),
      broken: [...states, ...lines, ...rows],
    };
  });
}

const STATES = `select s.entity || ' ' || s.id || ' ' || s.rev as what, case
    when s.rev <> coalesce(s.previous_rev, 0) + 1 then 'the state before it is missing'
    else 'its hash does not fit what it says' end as why
  from (select *, lag(hash) over w as previous_hash, lag(rev) over w as previous_rev
    from register.state window w as (partition by entity, id order by rev)) s
  where s.rev <> coalesce(s.previous_rev, 0) + 1
    or (s.erased is null and s.hash <> ${STATE_DIGEST('s.previous_hash', 's.row')})
  order by 1 limit ${MOST}`;

const LINES = `select 'line ' || l.number as what, 'its hash does not fit what it says and the line before' as why
  from (select *, lag(hash) over (order by number) as previous_hash from register.log) l
  where l.hash <> ${LINE_DIGEST('l.previous_hash')} order by l.number limit ${MOST}`;

async function found(sql: Sql, text: string): Promise<readonly Broken[]> {
  return (await sql.query({ text }, [])).map(brokenOf);
}

async function differingRows(sql: Sql, table: string): Promise<readonly Broken[]> {
  // A column that a later release made is not in the states before it: what a state says must be so in the row.
  const text = `select $1 || ' ' || s.id as what, case when t.id is null then 'it is not there any more'
      else 'it is not as its newest state says' end as why
    from (select distinct on (id) id, rev, row from register.state where entity = $1 order by id, rev desc) s
    left join ${quoted(table)} t on t.id = s.id
    where t.id is null or t.rev <> s.rev or not to_jsonb(t) @> s.row
    union all select $1 || ' ' || t.id, 'it has no state' from ${quoted(table)} t
    where not exists (select from register.state s where s.entity = $1 and s.id = t.id) limit ${MOST}`;
  return (await sql.query({ text }, [table])).map(brokenOf);
}

function brokenOf({ what, why }: Readonly<Record<string, Value>>): Broken {
  return { what: textOf(what), why: textOf(why) };
}

async function countIn(sql: Sql, table: string): Promise<number> {
  const [row] = await sql.query({ text: `select count(*)::int as n from ${table}` }, []);
  return integerOf(row?.n);
}
