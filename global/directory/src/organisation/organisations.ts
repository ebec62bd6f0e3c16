import { keyOf, Problem, pageFrom, type RegisterChange } from '@caecilia/kernel';
import { type Kysely, sql } from 'kysely';
import type { DirectoryTables, OrganisationRow } from '../tables.ts';
import { type Alike, alikeTo, type Draft, SURELY_ALIKE } from './alike.ts';
import type { OrganisationFinder } from './finder.ts';

type Db = Kysely<DirectoryTables>;

/** What a list of organisations is asked by. */
export interface OrganisationQuery {
  readonly country?: string | undefined;
  readonly type?: string | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Organisations by name, a page at a time. */
export async function listOrganisations(db: Db, { country, type, limit, after }: OrganisationQuery) {
  const [name, id] = after === undefined ? [] : keyOf(after, 2);
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .where('archived_at', 'is', null)
    .$if(country !== undefined, (query) => query.where('country', '=', country ?? ''))
    .$if(type !== undefined, (query) => query.where(sql<boolean>`types ? ${type ?? ''}`))
    .$if(name !== undefined, (query) => query.where(sql<boolean>`(name, id) > (${name}, ${id}::uuid)`))
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  return pageFrom(rows, limit, (row) => [row.name, row.id]);
}

/** Organisations by these ids, in this order; what is not there, or is another one by now, is left out. */
export async function organisationsBy(db: Db, ids: readonly string[]): Promise<readonly OrganisationRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .where('id', 'in', ids)
    .where('archived_at', 'is', null)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** An organisation, also one that is no longer offered. Throws `Problem('not-found')`. */
export async function organisationOf(db: Db, id: string): Promise<OrganisationRow> {
  const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new Problem('not-found', 'There is no such organisation.');
  return row;
}

/** Records that may be what somebody is about to enter: by ROR id, by website, and by name. */
export async function alikeIn(db: Db, finder: OrganisationFinder, draft: Draft): Promise<readonly Alike[]> {
  const found = finder.search(draft.name, 10);
  const domain =
    draft.website !== undefined && URL.canParse(draft.website) ? new URL(draft.website).hostname : '';
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .where('archived_at', 'is', null)
    .where((eb) =>
      eb.or([
        ...(found.length > 0
          ? [
              eb(
                'id',
                'in',
                found.map(({ id }) => id),
              ),
            ]
          : []),
        ...(draft.ror === undefined ? [] : [eb('ror', '=', draft.ror)]),
        ...(domain === '' ? [] : [sql<boolean>`domains ? ${domain.replace(/^www\./, '')}`]),
        eb('name', '=', draft.name),
      ]),
    )
    .limit(30)
    .execute();
  return alikeTo(
    draft,
    rows.map((row) => ({ row, found: found.find(({ id }) => id === row.id) })),
  );
}

/**
 * Throws `Problem('duplicate')` where a record is surely like the one that somebody enters, and they did not say that
 * it is another one.
 */
export function checkAlike(alike: readonly Alike[], others: readonly string[]): void {
  const [same] = alike.filter(({ id, score }) => score >= SURELY_ALIKE && !others.includes(id));
  if (same === undefined) return;
  throw new Problem(
    'duplicate',
    `There is ${same.name} already. Use that record, or say that this is another organisation.`,
    { expression: same.id },
  );
}

/** What somebody writes of an organisation that no registry has. */
export interface OwnOrganisation {
  readonly name: string;
  readonly country?: string | undefined;
  readonly city?: string | undefined;
  readonly website?: string | undefined;
  readonly types: OrganisationRow['types'];
}

/** Keeps an organisation that somebody entered. */
export async function enterOrganisation(
  change: RegisterChange<DirectoryTables>,
  { name, country, city, website, types }: OwnOrganisation,
): Promise<OrganisationRow> {
  const place = {
    ...(city === undefined ? {} : { city }),
    ...(country === undefined ? {} : { cc: country }),
  };
  return await change.insert('organisation', {
    ror: null,
    status: 'active',
    name,
    names: [{ value: name, kinds: ['ror_display', 'label'] }],
    own_names: [],
    types,
    country: country ?? null,
    city: city ?? null,
    places: Object.keys(place).length === 0 ? [] : [place],
    ids: [],
    own_ids: [],
    links: website === undefined ? [] : [{ kind: 'website', url: website }],
    domains: website === undefined ? [] : [new URL(website).hostname.replace(/^www\./, '')],
    established: null,
    relations: [],
    successor_ror: null,
    source: 'by hand',
    source_release: null,
    registry_modified: null,
    registry_digest: null,
    merged_into: null,
  });
}
