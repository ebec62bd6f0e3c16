import {
  integerOf,
  optionalTextOf,
  type Param,
  plainArray,
  type Row,
  type Sql,
  type Statement,
  textArray,
} from '@caecilia/engine';
import type { Caller, StoredVersion } from '@caecilia/kernel';
import { rightSets, rightsTable, visibleToSet } from '../access/asked.ts';
import { rowColumns } from '../access/condition.ts';
import { bucketOf, internalId, isLogicalId } from '../ids.ts';
import { headColumns } from '../log/line.ts';
import { LOGGED } from '../log/log-sql.ts';
import { isTypeName, typeNumber } from '../resource-types.ts';
import { storedVersion, versionColumns } from '../stored-version.ts';

/** One resource asked for by its id, and for whom. `versionId` asks for that version instead of the current one. */
export interface Asked {
  readonly type: string;
  readonly id: string;
  readonly versionId?: number;
  readonly caller: Caller;
  readonly atMs: number;
}

const ASKED = `
with a as materialized (
  select a.*, coalesce((select p.bucket from place p where p.type = a.type and p.id = a.id), a.told) as bucket
  from unnest($1::text::int[], $2::text::smallint[], $3::text::uuid[], $4::text::smallint[], $5::text::text[],
    $6::text::int[], $7::text::int[], $8::text::bigint[], $9::text::text[], $10::text::text[], $11::text::timestamptz[],
    $12::text::text[])
    as a(n, type, id, told, target, vid, rights, who, head, request, at, event)
), ${rightsTable(13)}`;

/** The line is written by the statement that reads, so no answer leaves before its line is committed. */
const READ_LINES = `
lines as (
  select a.n as i, a.at, a.who, a.event, 'R' as action, (case when f.n is null then 4 else 0 end)::smallint as outcome,
    a.request, a.type, a.target, coalesce(f.vid, a.vid) as vid, f.patient, null::text[] as returned,
    null::text as detail, a.head
  from a left join f on f.n = a.n
), ${LOGGED}
select ${versionColumns('f')}, f.n from f`;

const visible = (table: 'res' | 'hist') => visibleToSet('a.rights', 'a.at', rowColumns('r', table));

/**
 * The rows under a key; with `offset 0` behind it, one lookup for each that is asked. The access rule looks costly to the
 * planner, and while a table has no statistics it would rather read all of it than risk the rule on rows it may not need.
 */
const underKey = (table: 'res' | 'hist') =>
  `select * from ${table} k where k.bucket = a.bucket and k.type = a.type and k.id = a.id`;

const FOUND = `${ASKED}, f as materialized (
  select a.n, ${versionColumns('r')}, r.patient
  from a cross join lateral (${underKey('res')} offset 0) r
  where ${visible('res')}
)`;

const READ: Statement = { name: 'read_current', text: `${FOUND}, ${READ_LINES}` };

const READ_UNLOGGED: Statement = {
  name: 'read_unlogged',
  text: `${FOUND}
select ${versionColumns('f')}, f.patient, f.n from f`,
};

const VREAD: Statement = {
  name: 'read_version',
  text: `${ASKED}, f as materialized (
  select a.n, ${versionColumns('r')}, r.patient
  from a cross join lateral (${underKey('res')} and k.vid = a.vid offset 0) r
  where ${visible('res')}
  union all
  select a.n, ${versionColumns('r')}, r.patient
  from a cross join lateral (${underKey('hist')} and k.vid = a.vid offset 0) r
  where ${visible('hist')}
), ${READ_LINES}`,
};

/** Reads current versions, with a line in the log for each that was asked for; the answers in the order asked. */
export async function readCurrent(
  sql: Sql,
  asked: readonly Asked[],
): Promise<readonly (StoredVersion | undefined)[]> {
  return inOrder(asked, await sql.query(READ, askedParams(asked)));
}

/**
 * The same without lines, with the internal id of the patient whom each is about: for who has put the lines elsewhere
 * before anything is answered.
 */
export async function readUnlogged(
  sql: Sql,
  asked: readonly Asked[],
): Promise<readonly ({ readonly version: StoredVersion; readonly patient: string | null } | undefined)[]> {
  const rows = await sql.query(READ_UNLOGGED, askedParams(asked));
  const byNumber = new Map(rows.map((row) => [integerOf(row.n), row]));
  return asked.map((_one, index) => {
    const row = byNumber.get(index);
    return row && { version: storedVersion(row), patient: optionalTextOf(row.patient) ?? null };
  });
}

/** The same for versions by their number. */
export async function readVersions(
  sql: Sql,
  asked: readonly Asked[],
): Promise<readonly (StoredVersion | undefined)[]> {
  return inOrder(asked, await sql.query(VREAD, askedParams(asked)));
}

/** False where nothing can stand under this name, so that there is nothing to look up either. */
export function canExist(type: string, id: string): boolean {
  return isTypeName(type) && isLogicalId(id);
}

function inOrder(asked: readonly Asked[], rows: readonly Row[]): (StoredVersion | undefined)[] {
  const found = new Array<StoredVersion | undefined>(asked.length).fill(undefined);
  for (const row of rows) found[integerOf(row.n)] = storedVersion(row);
  return found;
}

function askedParams(asked: readonly Asked[]): Param[] {
  const plain = (of: (one: Asked) => string | number | null) => plainArray(asked.map(of));
  const text = (of: (one: Asked) => string | null) => textArray(asked.map(of));
  const ids = asked.map((one) => internalId(one.type, one.id).id);
  const rights = rightSets(
    asked.map((one) => ({
      scope: one.caller.scope,
      type: one.type,
      interaction: one.versionId === undefined ? 'read' : 'vread',
    })),
  );
  const heads = asked.map((one) =>
    headColumns({
      ...one,
      event: eventOf(one),
      action: 'R',
      typeNumber: typeNumber(one.type),
      target: one.id,
    }),
  );
  return [
    plainArray(asked.map((_one, index) => index)),
    plain((one) => typeNumber(one.type)),
    plainArray(ids),
    plainArray(ids.map(bucketOf)),
    text((one) => one.id),
    plain((one) => one.versionId ?? null),
    plainArray(rights.sets),
    plainArray(heads.map(({ who }) => who.key)),
    plainArray(heads.map(({ head }) => head)),
    textArray(heads.map(({ request }) => request)),
    plain((one) => new Date(one.atMs).toISOString()),
    plain(eventOf),
    ...rights.params,
  ];
}

function eventOf({ versionId }: Asked): 'read' | 'vread' {
  return versionId === undefined ? 'read' : 'vread';
}
