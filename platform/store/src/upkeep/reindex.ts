import {
  countOf,
  integerOf,
  optionalTextOf,
  type Param,
  plainArray,
  type Row,
  type Sql,
  textArray,
  textOf,
} from '@caecilia/engine';
import { parseContent } from '../content.ts';
import type { Core } from '../core.ts';
import type { IndexRows, RangeRow } from '../extraction.ts';
import { TYPE_NUMBERS, typeNumber } from '../resource-types.ts';
import { compartmentOf } from '../write/draft.ts';
import { ADD_TEXTS, textParams } from '../write/write-sql.ts';

/** What is to be indexed again, and who wants to know how far it is. */
export interface ReindexOptions {
  /** Resource types; all where nothing is said. */
  readonly types?: readonly string[];
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops after the page under way; what was done stays. */
  readonly signal?: AbortSignal;
}

/** How many current versions were looked at, and how many had other search entries than they should. */
export interface ReindexReport {
  readonly checked: number;
  readonly changed: number;
}

const PAGE = 200;

/**
 * Makes the search entries of every current version again, after search parameters were added or changed. Reads and
 * changes go on meanwhile; a resource that changes under its hands has been indexed by that change. It may be stopped
 * and run again at any time.
 */
export async function reindex(core: Core, options: ReindexOptions): Promise<ReindexReport> {
  const types = options.types?.map(typeNumber) ?? TYPE_NUMBERS;
  const total = await countCurrent(core.database.wide, types);
  let [checked, changed] = [0, 0];
  let after: Param[] = [-1, 0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    if (options.signal?.aborted) return { checked, changed };
    const page = await core.database.wide.query(NEXT_PAGE, [plainArray(types), ...after]);
    changed += await indexPage(core, page);
    checked += page.length;
    options.onProgress?.(checked, total);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return { checked, changed };
    after = [integerOf(last.bucket), integerOf(last.type), textOf(last.id)];
  }
}

async function countCurrent(sql: Sql, types: readonly number[]): Promise<number> {
  const text =
    'select count(*)::text as total from res where type = any($1::text::smallint[]) and not deleted';
  const [row] = await sql.query({ text }, [plainArray(types)]);
  return countOf(row?.total);
}

const NEXT_PAGE = {
  name: 'reindex_page',
  text: `
select r.bucket, r.type, r.id, r.fid, r.vid, r.content, array_to_string(r.toks, ',') as toks,
  (select string_agg(concat_ws(' ', g.key, g.lo, g.hi, coalesce(g.unit_system::text, '-'), coalesce(g.unit::text, '-')), ',')
   from rng g where g.bucket = r.bucket and g.type = r.type and g.id = r.id) as ranges
from res r
where r.type = any($1::text::smallint[]) and not r.deleted
  and (r.bucket, r.type, r.id) > ($2::smallint, $3::smallint, $4::uuid)
order by r.bucket, r.type, r.id limit ${PAGE}`,
};

interface Stale {
  readonly row: Row;
  readonly index: IndexRows;
}

async function indexPage(core: Core, page: readonly Row[]): Promise<number> {
  const stale = page.flatMap((row): Stale[] => {
    const index = indexNow(core, row);
    return isIndexedAs(row, index) ? [] : [{ row, index }];
  });
  if (stale.length === 0) return 0;
  await core.knownTexts.notice(core.database.wide);
  const texts = core.knownTexts.missing(stale.flatMap(({ index }) => index.texts));
  const rows = await core.database.transaction(async (sql) => {
    if (texts.length > 0) await sql.query(ADD_TEXTS, textParams(texts));
    return await sql.query(REPLACE, replaceParams(stale));
  });
  core.knownTexts.learn(texts);
  return rows.length;
}

/** The search entries that a current version has by the search parameters of now. */
export function indexNow({ drafting }: Core, row: Row): IndexRows {
  const resource = parseContent(textOf(row.content));
  const type = resource.resourceType;
  const { entries, placement } = drafting.extractor(resource);
  const id = optionalTextOf(row.fid) ?? textOf(row.id);
  return drafting.indexer(type, entries, compartmentOf(type, id, placement));
}

function isIndexedAs(row: Row, { toks, ranges }: IndexRows): boolean {
  return isSame(textOf(row.toks), toks) && isSame(optionalTextOf(row.ranges) ?? '', ranges.map(printedRange));
}

function isSame(joined: string, wanted: readonly string[]): boolean {
  const found = new Set(joined === '' ? [] : joined.split(','));
  return found.size === wanted.length && wanted.every((one) => found.has(one));
}

/** As `NEXT_PAGE` prints a range; where PostgreSQL prints a number otherwise, its entries are made again in vain. */
function printedRange({ key, lo, hi, unitSystem, unit }: RangeRow): string {
  return [key, lo, hi, unitSystem ?? '-', unit ?? '-'].join(' ');
}

const REPLACE = {
  name: 'reindex_replace',
  text: `
with i as materialized (
  select * from unnest($1::text::int[], $2::text::smallint[], $3::text::smallint[], $4::text::uuid[], $5::text::int[],
    $6::text::text[]) as i(n, bucket, type, id, vid, toks)
), u as (
  update res r set toks = i.toks::bigint[] from i
  where r.bucket = i.bucket and r.type = i.type and r.id = i.id and r.vid = i.vid
  returning i.n, r.bucket, r.type, r.id
), d as (
  delete from rng using u where rng.bucket = u.bucket and rng.type = u.type and rng.id = u.id
), g as (
  insert into rng (bucket, key, lo, hi, unit_system, unit, type, id)
  select u.bucket, g.key, g.lo, g.hi, g.unit_system, g.unit, u.type, u.id
  from unnest($7::text::int[], $8::text::bigint[], $9::text::float8[], $10::text::float8[], $11::text::int[],
    $12::text::int[]) as g(n, key, lo, hi, unit_system, unit) join u using (n)
)
select n from u`,
};

function replaceParams(stale: readonly Stale[]): Param[] {
  const rows = (column: string) => stale.map(({ row }) => row[column]);
  const ranges = stale.flatMap(({ index }, n) => index.ranges.map((range) => ({ n, range })));
  return [
    plainArray(stale.map((_one, n) => n)),
    plainArray(rows('bucket').map(integerOf)),
    plainArray(rows('type').map(integerOf)),
    plainArray(rows('id').map(textOf)),
    plainArray(rows('vid').map(integerOf)),
    textArray(stale.map(({ index }) => plainArray(index.toks))),
    plainArray(ranges.map(({ n }) => n)),
    plainArray(ranges.map(({ range }) => range.key)),
    plainArray(ranges.map(({ range }) => range.lo)),
    plainArray(ranges.map(({ range }) => range.hi)),
    plainArray(ranges.map(({ range }) => range.unitSystem ?? null)),
    plainArray(ranges.map(({ range }) => range.unit ?? null)),
  ];
}
