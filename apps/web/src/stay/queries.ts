import type { DischargeView, PatientStays, StaysShown, StayView } from '@caecilia/stay/ui';
import { ask } from '@caecilia/workspace';
import { type QueryClient, queryOptions } from '@tanstack/react-query';

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

/**
 * Puts one request as the server answered it in every list that shows it: what is done next is done on this version, and
 * nobody is told that a colleague was first where it was they themselves.
 */
export function stayIsNow(queries: QueryClient, now: StayView): void {
  const withIt = <Shown extends { readonly stays: readonly StayView[] }>(known: Shown | undefined) =>
    known === undefined
      ? known
      : { ...known, stays: known.stays.map((stay) => (stay.id === now.id ? now : stay)) };
  queries.setQueryData(staysQuery.queryKey, withIt<StaysShown>);
  queries.setQueryData(patientStaysQuery(now.patient.id).queryKey, withIt<PatientStays>);
}

/** The same for one thing of the discharge of a patient. */
export function dischargeIsNow(queries: QueryClient, id: string, now: DischargeView): void {
  queries.setQueryData(patientStaysQuery(id).queryKey, (known) =>
    known === undefined
      ? known
      : { ...known, discharge: known.discharge.map((each) => (each.item === now.item ? now : each)) },
  );
}
