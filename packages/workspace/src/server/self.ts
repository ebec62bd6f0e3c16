import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ask, Refused } from './ask.ts';

/** Who is signed in, as far as every app needs to know it; each app knows more of them. */
export interface Self {
  /** What keeps the drafts of one person apart from those of the next one at the same device. */
  readonly account: string;
  readonly name: string;
  /** Proves that what is written comes from a page of this sign-in. */
  readonly formToken: string;
}

/** Asks who is signed in. An app asks once, by this key, for all that it wants to know of them. */
export const selfQuery = <Me extends Self = Self>() =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => ask<Me>('/me', signal),
    staleTime: 60_000,
  });

const MOST_TRIES = 2;

/** What was fetched stays for the life of the tab, in memory only: nothing of a patient is kept on the device. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal stays a refusal; a server that is busy may answer the next time.
        retry: (count, error) =>
          count < MOST_TRIES && (!(error instanceof Refused) || error.status === 502 || error.status === 503),
      },
    },
  });
}
