import { plainArray } from '../array-literal.ts';
import { bucketOf, internalId } from '../ids.ts';
import { typeName } from '../resource-types.ts';
import { countOf, integerOf, type Row, type Sql, textOf } from '../sql.ts';
import type { Break } from './check-resource.ts';

const PAGE = 2_000;

const LINES = {
  name: 'verify_audit',
  text: `select seq, type, target, vid from audit
    where seq > $1::bigint and action in ('C', 'U', 'D') and outcome = 0 and vid is not null
    order by seq limit ${PAGE}`,
};

const NEWEST = {
  name: 'verify_newest',
  text: `select a.n from unnest($1::text::int[], $2::text::smallint[], $3::text::uuid[], $4::text::smallint[], $5::text::int[])
      as a(n, type, id, told, vid)
    left join res r on r.type = a.type and r.id = a.id
      and r.bucket = coalesce((select p.bucket from place p where p.type = a.type and p.id = a.id), a.told)
    where r.vid is null or r.vid < a.vid order by a.n limit 1`,
};

/**
 * Every version that the log says was made is there. The chain of a resource cannot tell that its newest version was
 * taken away; the log can.
 */
export async function checkAudit(sql: Sql): Promise<Break | undefined> {
  let after = '0';
  for (;;) {
    const lines = await sql.query(LINES, [after]);
    const missing = await firstMissing(sql, lines);
    if (missing !== undefined) return missing;
    const last = lines.at(-1);
    if (last === undefined) return undefined;
    after = textOf(last.seq);
  }
}

async function firstMissing(sql: Sql, lines: readonly Row[]): Promise<Break | undefined> {
  const ids = lines.map((line) => internalId(typeName(integerOf(line.type)), textOf(line.target)).id);
  const [row] = await sql.query(NEWEST, [
    plainArray(lines.map((_line, index) => index)),
    plainArray(lines.map((line) => integerOf(line.type))),
    plainArray(ids),
    plainArray(ids.map(bucketOf)),
    plainArray(lines.map((line) => integerOf(line.vid))),
  ]);
  const line = row === undefined ? undefined : lines[integerOf(row.n)];
  if (line === undefined) return undefined;
  return {
    place: `${typeName(integerOf(line.type))}/${textOf(line.target)}/_history/${integerOf(line.vid)}`,
    reason: 'the log tells of this version, but it is not there',
  };
}

export async function countAuditLines(sql: Sql): Promise<number> {
  const [row] = await sql.query({ text: 'select count(*)::text as lines from audit' }, []);
  return countOf(row?.lines);
}
