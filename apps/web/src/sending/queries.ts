import type { InboxShown, OthersFound, SendingShown } from '@caecilia/exchange/ui';
import { ask, withParameters } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

export const sendingPath = (id: string) => `/patients/${encodeURIComponent(id)}/hand-overs`;

export const sendingQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'sending'],
    queryFn: ({ signal }) => ask<SendingShown>(sendingPath(id), signal),
    // Whether something waits too long is a matter of the clock.
    refetchInterval: 60_000,
  });

export const othersQuery = (id: string, name: string) =>
  queryOptions({
    queryKey: ['patient', id, 'sending', 'others', name],
    queryFn: ({ signal }) => ask<OthersFound>(withParameters(`${sendingPath(id)}/others`, { name }), signal),
    enabled: name !== '',
  });

export const INBOX = ['inbox'] as const;

export const inboxQuery = queryOptions({
  queryKey: INBOX,
  queryFn: ({ signal }) => ask<InboxShown>('/inbox', signal),
  refetchInterval: 60_000,
});

/** Address of something that is done with one hand-over. */
export const handOverPath = (id: string, act: string) => `/hand-overs/${encodeURIComponent(id)}/${act}`;
