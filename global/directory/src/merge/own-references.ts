import { type Reference, type ReferredTo, type RegisterChange, referencesOf } from '@caecilia/kernel';
import { type Kysely, sql } from 'kysely';
import type { DirectoryTables } from '../tables.ts';

/** Columns of the directory that name an organisation or a person. */
const COLUMNS = {
  organisation: [
    ['organisation_relation', 'from_id'],
    ['organisation_relation', 'to_id'],
    ['organisation_unit', 'organisation_id'],
    ['partner', 'organisation_id'],
    ['affiliation', 'organisation_id'],
    ['network_member', 'organisation_id'],
  ],
  person: [
    ['affiliation', 'person_id'],
    ['expertise', 'person_id'],
  ],
} as const;

type Place = (typeof COLUMNS)['organisation' | 'person'][number];

function placesOf({ kind }: Pick<ReferredTo, 'kind'>): readonly Place[] {
  return kind === 'organisation' || kind === 'person' ? COLUMNS[kind] : [];
}

/** What the directory itself has that names an organisation or a person. */
export const DIRECTORY_REFERENCES = referencesOf<DirectoryTables>({
  module: 'directory',
  async find(db, named) {
    const found: Reference[] = [];
    for (const [table, column] of placesOf(named)) {
      const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
        where ${sql.ref(column)} = ${named.id} order by created_at, id`.execute(db);
      found.push(...rows.map(({ id }) => ({ subject: table, id, place: column })));
    }
    return found;
  },
  async move(change, reference, way) {
    const place = placesOf(way).find(
      ([table, column]) => table === reference.subject && column === reference.place,
    );
    if (place === undefined) return false;
    const [table, column] = place;
    const row = await rowOf(change.db, table, reference.id);
    if (row?.[column] !== way.from || (await wouldBreak(change.db, { table, row, to: way.to }))) return false;
    await moveTo(change, { table, column, row, to: way.to });
    return true;
  },
});

type AnyRow = { readonly id: string; readonly rev: number } & Readonly<Record<string, unknown>>;

async function rowOf(db: Kysely<DirectoryTables>, table: Place[0], id: string): Promise<AnyRow | undefined> {
  const { rows } = await sql<AnyRow>`select * from ${sql.table(table)} where id = ${id}`.execute(db);
  return rows[0];
}

/** An organisation is not related to itself, and is one partner. */
async function wouldBreak(
  db: Kysely<DirectoryTables>,
  { table, row, to }: { readonly table: Place[0]; readonly row: AnyRow; readonly to: string },
): Promise<boolean> {
  if (table === 'organisation_relation') return row.from_id === to || row.to_id === to;
  if (table !== 'partner' || row.archived_at !== null) return false;
  const other = db
    .selectFrom('partner')
    .select('id')
    .where('organisation_id', '=', to)
    .where('archived_at', 'is', null);
  return (await other.executeTakeFirst()) !== undefined;
}

async function moveTo(
  change: RegisterChange<DirectoryTables>,
  {
    table,
    column,
    row,
    to,
  }: { readonly table: Place[0]; readonly column: Place[1]; readonly row: AnyRow; readonly to: string },
): Promise<void> {
  // Each pair of COLUMNS is a column of its table that holds a UUID; the types cannot say so of all pairs at once.
  await change.update(table as 'affiliation', row, { [column]: to });
}
