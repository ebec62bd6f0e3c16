import type {
  CaseloadsView,
  HandOverSheet,
  OnCallNow,
  RotaView,
  TasksView,
  TeamView,
} from '@caecilia/team/ui';
import { ask, tell, withParameters } from '@caecilia/workspace';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { meQuery } from '../server/queries.ts';

/** The team of whoever is signed in, with its members. */
export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: ({ signal }) => ask<TeamView>('/team', signal),
});

/** The rota over some days from a civil day on; of one role where it is given. */
export const rotaQuery = (from: string, days: number, role?: string) =>
  queryOptions({
    queryKey: ['team', 'rota', from, days, role],
    queryFn: ({ signal }) =>
      ask<RotaView>(withParameters('/team/rota', { from, days: String(days), role }), signal),
  });

/** Who is on call now, in every role that is called. It is asked again each minute. */
export const onCallQuery = queryOptions({
  queryKey: ['team', 'on-call'],
  queryFn: ({ signal }) => ask<OnCallNow>('/team/on-call', signal),
  refetchInterval: 60_000,
});

export const tasksQuery = queryOptions({
  queryKey: ['team', 'tasks'],
  queryFn: ({ signal }) => ask<TasksView>('/team/tasks', signal),
  refetchInterval: 60_000,
});

export const caseloadQuery = queryOptions({
  queryKey: ['team', 'caseload'],
  queryFn: ({ signal }) => ask<CaseloadsView>('/team/caseload', signal),
});

export const sheetQuery = (of: 'all' | 'mine') =>
  queryOptions({
    queryKey: ['team', 'sheet', of],
    queryFn: ({ signal }) => ask<HandOverSheet>(withParameters('/team/hand-over', { of }), signal),
  });

/**
 * Writes to the team, and fetches what is on the screen again, also after a refusal: what a colleague changed
 * meanwhile stands there then. It is not tried again by itself.
 */
export function useTeamWrite<Answer extends object = { readonly done: true }>(path: string) {
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  return useMutation<Answer, Error, object>({
    mutationFn: (body) => tell<Answer>(path, { body, formToken: me?.formToken ?? '' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['team'] }),
  });
}
