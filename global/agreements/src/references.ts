import { type References, referencesOf } from '@caecilia/kernel';
import { sql } from 'kysely';
import { held } from './agreement-row.ts';
import type { AgreementTables } from './schema.ts';

const PLACE = /^parties\/(\d+)$/;

/**
 * Where agreements name organisations, for who merges two records. What a check on knowledge security was about is told
 * by the record of the partner: after a merge an agreement on its way has to be checked again, for a merge must not lend
 * the outcome of one organisation to another.
 */
export const AGREEMENT_REFERENCES: References = referencesOf<AgreementTables>({
  module: 'agreements',
  async find(db, { kind, id }) {
    if (kind !== 'organisation') return [];
    const rows = await db
      .selectFrom('agreement')
      .select(['id', 'parties'])
      .where(sql<boolean>`parties @> ${JSON.stringify([{ org: id }])}::jsonb`)
      .orderBy('id')
      .execute();
    return rows.flatMap((row) =>
      row.parties.flatMap(({ org }, index) =>
        org === id ? [{ subject: 'agreement', id: row.id, place: `parties/${index}` }] : [],
      ),
    );
  },
  async move(change, { id, place }, { kind, from, to }) {
    const index = Number(PLACE.exec(place)?.[1] ?? -1);
    const row = await held(change, id);
    if (kind !== 'organisation' || row.parties[index]?.org !== from) return false;
    // Nobody agrees with themselves.
    if (row.parties.some(({ org }) => org === to)) return false;
    const parties = row.parties.map((party, at) => (at === index ? { ...party, org: to } : party));
    await change.update('agreement', row, { parties });
    return true;
  },
});
