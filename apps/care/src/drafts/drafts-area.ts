import { elementOf } from '@caecilia/fhir';
import { type PageVisit, Problem, type SqlPort } from '@caecilia/kernel';
import type { DeskArea, DeskHouse } from '../desk/area.ts';
import { DRAFT_SCHEMA, KeptDrafts } from './kept-drafts.ts';

/** What drafts are kept with. */
export interface DraftDesk extends Pick<DeskHouse, 'store' | 'now'> {
  /** 32 bytes for one purpose, from the secret of this installation. */
  readonly keyFor: (purpose: string) => Uint8Array;
}

/** Drafts of whoever is signed in, kept until they are sent. Makes its table first. */
export async function draftsArea({ store, keyFor, now }: DraftDesk): Promise<DeskArea> {
  const sql: SqlPort = store.sql;
  await sql.prepareSchema('desk', DRAFT_SCHEMA);
  const drafts = new KeptDrafts(sql, keyFor('drafts'), now);
  return {
    endpoints: [
      {
        path: '/drafts',
        read: async (_session, visit) => ({ drafts: await drafts.of(accountOf(visit)) }),
        write: async (_session, post) => {
          const { name, value, at, gone } = elementOf(post.body);
          if (typeof name !== 'string' || name === '' || name.length > 200)
            throw new Problem('value', 'A draft has a name.', { expression: 'name' });
          if (gone === true) await drafts.drop(accountOf(post), name);
          else if (typeof at !== 'number' || value === undefined)
            throw new Problem('value', 'A draft has words, and a moment.', { expression: 'value' });
          else await drafts.keep(accountOf(post), { name, value, at });
          return { kept: gone !== true };
        },
      },
    ],
  };
}

/** Whose they are: the account, whatever role somebody acts in. A developer at their own machine has none. */
const accountOf = ({ accountId, caller }: PageVisit): string => accountId ?? caller.id;
