import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { type ORGANISATION, organisationInList } from '../organisation/organisations.endpoint.ts';
import type { DirectoryTables, PartnerRow } from '../tables.ts';

/** A partner with its organisation. */
export interface FoundPartner {
  readonly partner: PartnerRow;
  readonly organisation: z.input<typeof ORGANISATION>;
}

/** Partners with their organisations, in the order that is asked for. */
export async function foundOf(
  db: Kysely<DirectoryTables>,
  pairs: readonly { readonly id: string; readonly organisation: string }[],
): Promise<readonly FoundPartner[]> {
  if (pairs.length === 0) return [];
  const ids = pairs.map(({ id }) => id);
  const partners = await db.selectFrom('partner').selectAll().where('id', 'in', ids).execute();
  const of = pairs.map(({ organisation }) => organisation);
  const organisations = await db.selectFrom('organisation').selectAll().where('id', 'in', of).execute();
  return pairs.flatMap((pair) => {
    const partner = partners.find(({ id }) => id === pair.id);
    const organisation = organisations.find(({ id }) => id === pair.organisation);
    return partner && organisation ? [{ partner, organisation: organisationInList(organisation) }] : [];
  });
}
