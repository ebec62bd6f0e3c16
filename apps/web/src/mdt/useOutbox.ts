import { Drafts, Refused, tell } from '@caecilia/workspace';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { meQuery } from '../server/queries.ts';
import { ofItem } from './mdtQueries.ts';
import { isKept, Outbox, type SendFailure, type Sent, type Writing } from './outbox.ts';

/** The words of this tab for one meeting, and what is on its way of them. */
export function useOutbox(meeting: string): readonly [Outbox, Readonly<Record<string, Writing>>] {
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const account = me?.account ?? '';
  const token = useRef('');
  token.current = me?.formToken ?? '';
  const outbox = useMemo(() => {
    const drafts = new Drafts(window.sessionStorage, account);
    const name = `mdt/${meeting}`;
    return new Outbox(
      {
        window: crypto.randomUUID(),
        newId: () => crypto.randomUUID(),
        send: async (item, body) => {
          const answer = await tell<Sent>(ofItem(meeting, item, 'words'), { body, formToken: token.current });
          void queries.invalidateQueries({ queryKey: ['mdt', meeting, 'item', item] });
          return answer;
        },
        failureOf,
        keep: (all) => drafts.keep(name, all, Date.now()),
      },
      drafts.read(name, isKept)?.value,
    );
  }, [account, meeting, queries]);
  useEffect(() => {
    window.addEventListener('online', outbox.flush);
    outbox.flush();
    return () => {
      window.removeEventListener('online', outbox.flush);
      outbox.stop();
    };
  }, [outbox]);
  return [outbox, useSyncExternalStore(outbox.subscribe, outbox.all)];
}

function failureOf(error: unknown): SendFailure {
  if (!(error instanceof Refused)) return 'lost';
  if (error.status === 409 && error.expression === 'closed') return 'closed';
  // A sign-in that ended or is locked, and a server that is busy: the words wait, and go when it is open again.
  if (error.status === 401 || error.status === 429 || error.status >= 500) return 'lost';
  return { sentence: error.message };
}
