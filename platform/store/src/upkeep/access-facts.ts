import { integerOf, type Param, plainArray, type Row, type Sql, textArray, textOf } from '@caecilia/engine';
import { replaceRelations } from '../access/relations.ts';
import { parseContent } from '../content.ts';
import type { Core } from '../core.ts';
import { accessColumns } from '../write/draft.ts';
import { readSetting, saveSetting } from './settings.ts';

const SETTING = 'access-facts';
const PAGE = 500;

/**
 * Works out again what resources say about who may see what, where it was kept by another version of `AccessFacts`. It
 * may be cut off: it then begins anew. Gives how many versions were looked at.
 */
export async function refreshAccess(core: Core): Promise<number> {
  const { database, drafting } = core;
  const { version } = drafting.facts;
  if ((await readSetting(database.wide, SETTING)) === version) return 0;
  let looked = 0;
  for (const table of ['res', 'hist'] as const) {
    let after: Param[] = [-1, 0, '00000000-0000-0000-0000-000000000000', 0];
    for (;;) {
      const page = await database.wide.query(NEXT[table], after);
      const last = page.at(-1);
      if (last === undefined) break;
      await database.transaction((sql) => refreshPage(sql, core, table, page));
      looked += page.length;
      after = [integerOf(last.bucket), integerOf(last.type), textOf(last.id), integerOf(last.vid)];
    }
  }
  await saveSetting(database.wide, SETTING, version);
  return looked;
}

const next = (table: string) => ({
  text: `select r.bucket, r.type, r.id, r.vid, r.content, r.others::text as others, r.label from ${table} r
    where not r.deleted and (r.bucket, r.type, r.id, r.vid) > ($1::smallint, $2::smallint, $3::uuid, $4::int)
    order by r.bucket, r.type, r.id, r.vid limit ${PAGE}`,
});
const NEXT = { res: next('res'), hist: next('hist') };

async function refreshPage(
  sql: Sql,
  { drafting }: Core,
  table: 'res' | 'hist',
  page: readonly Row[],
): Promise<void> {
  const { extractor, facts } = drafting;
  const read = page.map((row) => {
    const resource = parseContent(textOf(row.content));
    return { row, resource, ...accessColumns(resource, extractor(resource).placement, facts) };
  });
  const stale = read.filter(
    ({ row, others, label }) =>
      (row.label ?? null) !== label || (row.others ?? null) !== (others === null ? null : plainArray(others)),
  );
  if (stale.length > 0) {
    const text = `update ${table} r set others = n.others::uuid[], label = n.label
      from unnest($1::text::smallint[], $2::text::smallint[], $3::text::uuid[], $4::text::int[], $5::text::text[],
        $6::text::smallint[]) as n(bucket, type, id, vid, others, label)
      where r.bucket = n.bucket and r.type = n.type and r.id = n.id and r.vid = n.vid`;
    await sql.query({ text }, [
      ...['bucket', 'type', 'id', 'vid'].map((name) => plainArray(stale.map(({ row }) => String(row[name])))),
      textArray(stale.map(({ others }) => (others === null ? null : plainArray(others)))),
      plainArray(stale.map(({ label }) => label)),
    ]);
  }
  if (table === 'hist') return;
  await replaceRelations(
    sql,
    read
      .filter(({ resource }) => facts.relationTypes.includes(resource.resourceType))
      .map(({ row, resource }) => ({
        typeNumber: integerOf(row.type),
        id: textOf(row.id),
        relations: facts.relationsOf(resource),
      })),
  );
}
