import type { PatientStays, StaysShown } from '@caecilia/stay/ui';
import { ask } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

/** Where the server tells that a stay changed. */
export const CHANGES = '/stays/changes';
/** Under it stands everything that changes with a stay. */
export const STAYS = ['stays'] as const;
const AT_LEAST_MS = 60_000;

export const staysQuery = queryOptions({
  queryKey: [...STAYS, 'list'],
  queryFn: ({ signal }) => ask<StaysShown>('/stays', signal),
  refetchInterval: AT_LEAST_MS,
});

export const patientStaysPath = (id: string) => `/patients/${encodeURIComponent(id)}/stays`;

export const patientStaysQuery = (id: string) =>
  queryOptions({
    queryKey: [...STAYS, 'patient', id],
    queryFn: ({ signal }) => ask<PatientStays>(patientStaysPath(id), signal),
    refetchInterval: AT_LEAST_MS,
  });
