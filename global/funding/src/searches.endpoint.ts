import { type OfficeEndpoint, officeEndpoint, Problem, type Register, revisionSeen } from '@caecilia/kernel';
import { z } from 'zod';
import { worksHere } from './access.ts';
import { nextDigest, RHYTHMS } from './digest.ts';
import type { FundingTables, SearchRow } from './schema.ts';

const search = z.object({
  id: z.string(),
  rev: z.number(),
  name: z.string(),
  words: z.string(),
  rhythm: z.enum(RHYTHMS),
  /** When its owner is told next. */
  next: z.string().nullable(),
});

const shown = ({ id, rev, name, words, rhythm, told_at }: SearchRow): z.output<typeof search> => ({
  id,
  rev,
  name,
  words,
  rhythm,
  next: nextDigest(rhythm, new Date(told_at))?.toISOString() ?? null,
});

/** Saved searches: everybody keeps their own, and nobody sees another's. */
export function searchEndpoints(register: Register<FundingTables>): readonly OfficeEndpoint[] {
  return [
    officeEndpoint({
      method: 'GET',
      path: '/funding-searches',
      summary: 'The saved searches of who asks.',
      answer: z.object({ searches: z.array(search) }),
      may: worksHere,
      async handle({ caller }) {
        const rows = await register.read((db) =>
          db
            .selectFrom('funding_search')
            .selectAll()
            .where('owner', '=', caller.id)
            .where('archived_at', 'is', null)
            .orderBy('name')
            .limit(200)
            .execute(),
        );
        return { body: { searches: rows.map(shown) } };
      },
    }),
    officeEndpoint({
      method: 'POST',
      path: '/funding-searches',
      summary: 'Saves a search; its owner is told what comes, daily, on Monday, or never.',
      body: z.object({
        name: z.string().trim().min(1).max(100),
        words: z.string().trim().min(1).max(200),
        rhythm: z.enum(RHYTHMS).default('weekly'),
      }),
      answer: search,
      may: worksHere,
      async handle({ caller, body, now }) {
        const row = await register.change(caller, 'saved a search', (change) =>
          change.insert('funding_search', { ...body, owner: caller.id, told_at: now.toISOString() }),
        );
        return { body: shown(row), rev: row.rev, status: 201 };
      },
    }),
    officeEndpoint({
      method: 'DELETE',
      path: '/funding-searches/:id',
      summary: 'Ends a saved search of one’s own.',
      params: z.object({ id: z.uuid() }),
      answer: search,
      may: worksHere,
      async handle({ caller, params: { id }, ifMatch, now }) {
        const rev = revisionSeen({ ifMatch });
        const row = await register.change(caller, 'ended a saved search', async (change) => {
          const own = await change.db
            .selectFrom('funding_search')
            .select('owner')
            .where('id', '=', id)
            .executeTakeFirst();
          // Another's search answers as one that is not there.
          if (own?.owner !== caller.id) throw new Problem('not-found', 'There is no such search of yours.');
          return await change.update('funding_search', { id, rev }, { archived_at: now.toISOString() });
        });
        return { body: shown(row), rev: row.rev };
      },
    }),
  ];
}
