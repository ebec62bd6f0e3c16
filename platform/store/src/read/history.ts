import {
  countOf,
  integerOf,
  optionalTextOf,
  type Param,
  plainArray,
  type Row,
  type Sql,
  textOf,
} from '@caecilia/engine';
import { type HistoryPage, type HistoryQuery, Problem } from '@caecilia/kernel';
import { rowColumns } from '../access/condition.ts';
import type { View } from '../access/view.ts';
import { visibleRows } from '../access/visible.ts';
import { bucketOf, internalId } from '../ids.ts';
import { fhirInstant } from '../instant.ts';
import { TYPE_NUMBERS, typeName, typeNumber } from '../resource-types.ts';
import { storedVersion, versionColumns } from '../stored-version.ts';
import { type HistoryCursor, readCursor, writeCursor } from './cursor.ts';

/** A page, and for each version the patient it is about, for the log. */
export interface HistoryAnswer {
  readonly page: HistoryPage;
  readonly patients: readonly (string | null)[];
}

/** Collects the parameters of one statement. */
class Params {
  readonly values: Param[] = [];

  add = (value: Param): string => {
    this.values.push(value);
    return `$${this.values.length}`;
  };
}

/**
 * One page of versions, newest first. The scope is that of each version: who may see a resource today does not
 * thereby see the versions from when it belonged to another patient.
 */
export async function historyPage(sql: Sql, query: HistoryQuery, view: View): Promise<HistoryAnswer> {
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const total = cursor?.total ?? (await countVersions(sql, query, view));
  if (query.count === 0) return { page: { versions: [], total }, patients: [] };
  const params = new Params();
  const page = pageSql(query, view, cursor, params);
  const rows = await sql.query({ text: page }, params.values);
  const shown = rows.slice(0, query.count);
  const last = shown.at(-1);
  const more = rows.length > query.count && last !== undefined;
  return {
    page: {
      versions: shown.map(storedVersion),
      total,
      ...(more ? { next: writeCursor(positionOf(last, total)) } : {}),
    },
    patients: shown.map((row) => optionalTextOf(row.patient) ?? null),
  };
}

function positionOf(row: Row, total: number): HistoryCursor {
  return {
    lastUpdated: fhirInstant(textOf(row.last_updated)),
    typeNumber: integerOf(row.type),
    id: textOf(row.id),
    versionId: integerOf(row.vid),
    total,
  };
}

async function countVersions(sql: Sql, query: HistoryQuery, view: View): Promise<number> {
  const params = new Params();
  const counts = TABLES.map(
    (table) =>
      `(select count(*) from ${table} v where ${conditions(query, { view, table }, params, TYPE_OF_QUERY)})`,
  );
  const [row] = await sql.query({ text: `select (${counts.join(' + ')})::text as total` }, params.values);
  return countOf(row?.total);
}

const TABLES = ['res', 'hist'] as const;

const ORDER = 'last_updated desc, type desc, id desc, vid desc';

/**
 * Each type is read along its own index on time and the streams are merged: there is no index on time alone,
 * because it would be the one page that every write in the house has to touch.
 */
function pageSql(query: HistoryQuery, view: View, cursor: HistoryCursor | undefined, params: Params): string {
  const limit = params.add(query.count + 1);
  const types = params.add(plainArray(query.type === undefined ? TYPE_NUMBERS : [typeNumber(query.type)]));
  const streams = TABLES.map((table) => {
    const where = conditions(query, { view, table }, params, 'v.type = t.type');
    const after = cursor === undefined ? '' : ` and ${beyond(cursor, params)}`;
    return `(select v.patient, ${versionColumns('v')} from ${table} v where ${where}${after}
      order by ${ORDER} limit ${limit}::bigint)`;
  });
  return `select h.* from unnest(${types}::text::smallint[]) as t(type)
    cross join lateral (${streams.join(' union all ')}) h order by ${ORDER} limit ${limit}::bigint`;
}

function beyond(cursor: HistoryCursor, params: Params): string {
  const at = params.add(cursor.lastUpdated);
  const rest = [cursor.typeNumber, cursor.id, cursor.versionId].map(params.add);
  return `v.last_updated <= ${at}::timestamptz and (v.last_updated, v.type, v.id, v.vid)
    < (${at}::timestamptz, ${rest[0]}::smallint, ${rest[1]}::uuid, ${rest[2]}::int)`;
}

/** Stands for the condition on the type that the query itself names. */
const TYPE_OF_QUERY = Symbol('type of query');

function conditions(
  query: HistoryQuery,
  { view, table }: { view: View; table: (typeof TABLES)[number] },
  params: Params,
  onType: string | typeof TYPE_OF_QUERY,
): string {
  return [
    onType === TYPE_OF_QUERY ? typeCondition(query, params) : onType,
    instanceCondition(query, params),
    query.since === undefined ? 'true' : `v.last_updated >= ${params.add(query.since)}::timestamptz`,
    query.at === undefined ? 'true' : currentAt(params.add(query.at)),
    visibleRows(view, rowsOf(query, table), (value, type) => `${params.add(value)}::${type}`),
  ].join(' and ');
}

function rowsOf({ type }: HistoryQuery, table: (typeof TABLES)[number]) {
  const types = type === undefined ? TYPE_NUMBERS.map(typeName) : [type];
  return { ...rowColumns('v', table), type: 'v.type', types };
}

function typeCondition(query: HistoryQuery, params: Params): string {
  return query.type === undefined ? 'true' : `v.type = ${params.add(typeNumber(query.type))}::smallint`;
}

function instanceCondition({ type, id }: HistoryQuery, params: Params): string {
  if (id === undefined) return 'true';
  if (type === undefined) throw new Problem('invalid', 'the history of one resource needs its type');
  const internal = internalId(type, id);
  const number = `${params.add(typeNumber(type))}::smallint`;
  const uuid = `${params.add(internal.id)}::uuid`;
  const told = `${params.add(bucketOf(internal.id))}::smallint`;
  return `v.id = ${uuid}
    and v.bucket = coalesce((select p.bucket from place p where p.type = ${number} and p.id = ${uuid}), ${told})`;
}

/** The version was made by then, and the next one was not. */
function currentAt(at: string): string {
  const next = ['res', 'hist'].map(
    (
      table,
    ) => `not exists (select 1 from ${table} x where x.bucket = v.bucket and x.type = v.type and x.id = v.id
      and x.vid = v.vid + 1 and x.last_updated <= ${at}::timestamptz)`,
  );
  return `v.last_updated <= ${at}::timestamptz and ${next.join(' and ')}`;
}
