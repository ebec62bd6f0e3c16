import type { Param, Sql, Statement } from '@caecilia/engine';
import { plainArray, textArray } from '@caecilia/engine';
import { RELATION_KINDS, type Relation } from '@caecilia/kernel';
import { internalId } from '../ids.ts';

/** The relations that one resource says there are. */
export interface RelationsOfSource {
  readonly typeNumber: number;
  /** Internal id. */
  readonly id: string;
  readonly relations: readonly Relation[];
}

const REPLACE: Statement = {
  name: 'replace_relations',
  text: `
with gone as (
  delete from relation using unnest($1::text::smallint[], $2::text::uuid[]) as s(type, id)
  where relation.source_type = s.type and relation.source_id = s.id
)
insert into relation (patient, actor, kind, starts, ends, source_type, source_id)
select patient, actor, kind, coalesce(starts, '-infinity'), coalesce(ends, 'infinity'), type, id
from unnest($3::text::uuid[], $4::text::text[], $5::text::smallint[], $6::text::timestamptz[], $7::text::timestamptz[],
  $8::text::smallint[], $9::text::uuid[]) as n(patient, actor, kind, starts, ends, type, id)`,
};

/** Keeps what these resources say, instead of what they said before; in the transaction that writes them. */
export async function replaceRelations(sql: Sql, sources: readonly RelationsOfSource[]): Promise<void> {
  if (sources.length > 0) await sql.query(REPLACE, replaceParams(sources));
}

function replaceParams(sources: readonly RelationsOfSource[]): Param[] {
  const rows = sources.flatMap(({ relations, ...source }) =>
    relations.map((relation) => ({ relation, source })),
  );
  return [
    plainArray(sources.map(({ typeNumber }) => typeNumber)),
    plainArray(sources.map(({ id }) => id)),
    plainArray(rows.map(({ relation }) => internalId('Patient', relation.patient).id)),
    textArray(rows.map(({ relation }) => relation.actor)),
    plainArray(rows.map(({ relation }) => RELATION_KINDS[relation.kind])),
    textArray(rows.map(({ relation }) => relation.starts ?? null)),
    textArray(rows.map(({ relation }) => relation.ends ?? null)),
    plainArray(rows.map(({ source }) => source.typeNumber)),
    plainArray(rows.map(({ source }) => source.id)),
  ];
}
