import type { OfficeCaller, Register } from '@caecilia/kernel';
import { isDigestDue } from './digest.ts';
import { findCallsIn } from './find-calls.ts';
import type { CallRow, FundingTables, SearchRow } from './schema.ts';

/** What a saved search found since its owner was told last. */
export interface Digest {
  readonly search: SearchRow;
  /** Calls that came or changed since; never empty. */
  readonly calls: readonly CallRow[];
}

const SYSTEM: OfficeCaller = { id: 'system:digests', name: 'Digests of funding calls', roles: [] };
const MOST = 50;

/**
 * The digests that are due now, each marked as told in the same change as its event `funding.digest`, which mail and
 * tasks follow: told once, also where the process ends in between. One that found nothing is marked and tells nobody.
 */
export async function tellDigests(register: Register<FundingTables>, now: Date): Promise<readonly Digest[]> {
  const open = await register.read((db) =>
    db
      .selectFrom('funding_search')
      .selectAll()
      .where('archived_at', 'is', null)
      .where('rhythm', '<>', 'never')
      .execute(),
  );
  const due = open.filter(({ rhythm, told_at }) => isDigestDue(rhythm, new Date(told_at), now));
  if (due.length === 0) return [];
  return await register.change(SYSTEM, 'digests that are due', async (change) => {
    const digests: Digest[] = [];
    for (const search of due) {
      const found = await findCallsIn(change.db, { words: search.words, now, open: true, most: MOST });
      const calls = found.filter(({ updated_at }) => updated_at > search.told_at);
      await change.update('funding_search', search, { told_at: now.toISOString() });
      if (calls.length === 0) continue;
      await change.tell({
        kind: 'funding.digest',
        subject: 'funding_search',
        id: search.id,
        facts: { owner: search.owner, calls: calls.length },
      });
      digests.push({ search, calls });
    }
    return digests;
  });
}
