import type { RelationshipKind } from '@caecilia/matching';
import { type Kysely, sql } from 'kysely';
import { holdsOn } from '../period.ts';
import type { DirectoryTables, OrganisationRow } from '../tables.ts';

/** Another organisation, and what it is to this one. */
export interface Kin {
  readonly kind: RelationshipKind;
  /** Absent where the register does not have it. */
  readonly id?: string;
  readonly ror?: string;
  readonly name: string;
  /** Who says so: the registry, or we. */
  readonly source: 'registry' | 'own';
}

const OTHER_WAY: Readonly<Record<RelationshipKind, RelationshipKind>> = {
  parent: 'child',
  child: 'parent',
  related: 'related',
  successor: 'predecessor',
  predecessor: 'successor',
};

/** All that is related to an organisation on a day; what both the registry and we say is told once. */
export async function kinOf(
  db: Kysely<DirectoryTables>,
  organisation: OrganisationRow,
  day: string,
): Promise<readonly Kin[]> {
  const own = await ownKin(db, organisation.id, day);
  const said = await registryKin(db, organisation);
  const known = new Set(own.map(({ kind, id }) => `${kind} ${id}`));
  return [...own, ...said.filter(({ kind, id }) => !known.has(`${kind} ${id}`))];
}

async function ownKin(db: Kysely<DirectoryTables>, id: string, day: string): Promise<Kin[]> {
  const rows = await db
    .selectFrom('organisation_relation as r')
    .innerJoin('organisation as o', (join) =>
      join.on((eb) =>
        eb(
          'o.id',
          '=',
          eb.case().when('r.from_id', '=', id).then(eb.ref('r.to_id')).else(eb.ref('r.from_id')).end(),
        ),
      ),
    )
    .select(['r.kind', 'r.from_id', 'r.from_day', 'r.until_day', 'o.id', 'o.name', 'o.ror'])
    .where((eb) => eb.or([eb('r.from_id', '=', id), eb('r.to_id', '=', id)]))
    .where('r.archived_at', 'is', null)
    .orderBy('o.name')
    .execute();
  return rows
    .filter(({ from_day, until_day }) => holdsOn({ from: from_day, until: until_day }, day))
    .map((row) => ({
      kind: row.from_id === id ? row.kind : OTHER_WAY[row.kind],
      id: row.id,
      ...(row.ror === null ? {} : { ror: row.ror }),
      name: row.name,
      source: 'own' as const,
    }));
}

async function registryKin(db: Kysely<DirectoryTables>, { relations }: OrganisationRow): Promise<Kin[]> {
  if (relations.length === 0) return [];
  const here = await db
    .selectFrom('organisation')
    .select(['id', 'ror', 'name'])
    .where('ror', 'in', [...new Set(relations.map(({ ror }) => ror))])
    .where('archived_at', 'is', null)
    .execute();
  return relations.map(({ kind, ror, label }) => {
    const found = here.find((row) => row.ror === ror);
    return {
      kind,
      ror,
      source: 'registry' as const,
      name: found?.name ?? label,
      ...(found ? { id: found.id } : {}),
    };
  });
}

/** An organisation and all below it: what counts at its level. */
export async function withAllBelow(db: Kysely<DirectoryTables>, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below(id) as (
      select ${id}::uuid
      union
      select c.id from below b cross join lateral (
        select o2.id from organisation o, jsonb_array_elements(o.relations) r, organisation o2
        where o.id = b.id and r->>'kind' = 'child' and o2.ror = r->>'ror' and o2.archived_at is null
        union all
        select case when l.kind = 'child' then l.to_id else l.from_id end from organisation_relation l
        where l.archived_at is null
          and ((l.kind = 'child' and l.from_id = b.id) or (l.kind = 'parent' and l.to_id = b.id))
      ) c
    ) select id from below`.execute(db);
  return rows.map((row) => row.id);
}
