import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ask, Refused, tell } from '../server/ask.ts';
import { selfQuery } from '../server/self.ts';
import { DraftKeeper, type DraftMessage } from './draftKeeper.ts';
import type { Draft } from './drafts.ts';

/** A draft as the server keeps it. */
interface ServerDraft extends Draft<unknown> {
  readonly name: string;
}

/** Drafts that whoever is signed in has on the server: asked for once, and kept up by this tab. */
export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: ({ signal }) => ask<{ readonly drafts: readonly ServerDraft[] }>('/drafts', signal),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** No connection, a sign-in that ended, or a server that is busy: each can be over in a moment. */
export function mayComeBack(error: unknown): boolean {
  if (error instanceof Refused) return [401, 429, 502, 503].includes(error.status);
  return error instanceof TypeError;
}

/**
 * The form token of somebody, while they are the one who is signed in. What one person typed is never sent as another,
 * who signed in at the same device. Throws `Refused` (401).
 */
export function tokenOf(queries: QueryClient, account: string): string {
  const me = queries.getQueryData(selfQuery().queryKey);
  if (me?.account !== account) throw new Refused(401, 'Somebody else is signed in.');
  return me.formToken;
}

const keepers = new WeakMap<QueryClient, Map<string, DraftKeeper>>();

/** The keeper of somebody's drafts in this tab. */
export function keeperOf(queries: QueryClient, account: string): DraftKeeper {
  const known = keepers.get(queries) ?? new Map<string, DraftKeeper>();
  keepers.set(queries, known);
  const found = known.get(account);
  if (found) return found;
  const keeper = new DraftKeeper({
    async send(message: DraftMessage, leaving) {
      await tell('/drafts', { body: message, formToken: tokenOf(queries, account), leaving });
    },
    mayComeBack,
    later(ms, act) {
      const timer = window.setTimeout(act, ms);
      return () => window.clearTimeout(timer);
    },
  });
  known.set(account, keeper);
  window.addEventListener('online', () => void keeper.flush());
  // A phone takes a tab away without a word: what was typed is on its way before that.
  document.addEventListener(
    'visibilitychange',
    () => void keeper.flush(document.visibilityState === 'hidden'),
  );
  window.addEventListener('pagehide', () => void keeper.flush(true));
  return keeper;
}

/** What the server has of a form, as this tab knows it. */
export function rememberDraft(queries: QueryClient, name: string, draft: Draft<unknown> | undefined): void {
  queries.setQueryData(draftsQuery.queryKey, (known) => {
    const others = (known?.drafts ?? []).filter((each) => each.name !== name);
    return { drafts: draft === undefined ? others : [...others, { name, ...draft }] };
  });
}
