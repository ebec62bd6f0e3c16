import type {
  AgreementsAnswer,
  ColleaguesAnswer,
  QueueAnswer,
  RequestFormAnswer,
  RequestsAnswer,
} from '@caecilia/consultation/ui';
import type { OnCallNow, TasksView } from '@caecilia/team/ui';
import { ask } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';
import type { BoardParts } from './boardGroups.ts';

/** Where the server tells that requests changed. */
export const CHANGES = '/requests/changes';

/** A minute: what is on the screen is never further behind, also where nothing can be told. */
const AT_LEAST_MS = 60_000;

/** Under it stands everything that changes with a request. */
export const REQUESTS = ['requests'] as const;

export const queueQuery = queryOptions({
  queryKey: [...REQUESTS, 'queue'],
  queryFn: ({ signal }) => ask<QueueAnswer>('/requests', signal),
  refetchInterval: AT_LEAST_MS,
});

export const patientRequestsQuery = (id: string) =>
  queryOptions({
    queryKey: [...REQUESTS, 'patient', id],
    queryFn: ({ signal }) => ask<RequestsAnswer>(`/patients/${encodeURIComponent(id)}/requests`, signal),
    refetchInterval: AT_LEAST_MS,
  });

/** Requests that await what the treating physician says. */
export const agreementsQuery = queryOptions({
  queryKey: [...REQUESTS, 'agreements'],
  queryFn: ({ signal }) => ask<AgreementsAnswer>('/requests/agreements', signal),
  refetchInterval: AT_LEAST_MS,
});

export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: ({ signal }) => ask<ColleaguesAnswer>('/requests/colleagues', signal),
});

export const requestFormQuery = (id: string) =>
  queryOptions({
    queryKey: ['request-form', id],
    queryFn: ({ signal }) =>
      ask<RequestFormAnswer>(`/patients/${encodeURIComponent(id)}/requests/form`, signal),
  });

/** The queue, with what the morning board shows beside it. */
export type BoardAnswer = QueueAnswer & BoardParts;

export const boardQuery = queryOptions({
  queryKey: [...REQUESTS, 'board'],
  queryFn: ({ signal }) => ask<BoardAnswer>('/board', signal),
  refetchInterval: AT_LEAST_MS,
});

export const onCallQuery = queryOptions({
  queryKey: ['team', 'on-call'],
  queryFn: ({ signal }) => ask<OnCallNow>('/team/on-call', signal),
  refetchInterval: AT_LEAST_MS,
});

export const tasksQuery = queryOptions({
  queryKey: ['team', 'tasks'],
  queryFn: ({ signal }) => ask<TasksView>('/team/tasks', signal),
  refetchInterval: AT_LEAST_MS,
});
