import type { Glance, InShort, LimitsOfMany, PatientList } from '@caecilia/careplan/ui';
import type { SignedIn } from '@caecilia/ui';
import { ask, type Self, selfQuery, withParameters } from '@caecilia/workspace';
import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';

/** Who is signed in. */
export interface Me extends Self, Pick<SignedIn, 'places'> {
  readonly role?: SignedIn['role'];
  /** Pages of this app that are theirs, for instance `/desk/requests`: the server decides. */
  readonly desk: readonly (SignedIn['places'][number] & { readonly group?: 'team' })[];
  /** Parts of the page of a patient that are theirs: the last step of the address. */
  readonly sections: readonly (SignedIn['places'][number] & { readonly part?: 'scores' })[];
  /** What stands beside every patient whom they open. */
  readonly beside: readonly 'onCall'[];
  /** The page on which a patient opens for them, where that is not the overview. */
  readonly opensAt?: 'in-short';
  readonly notices: { readonly demo: boolean; readonly embedded: boolean };
}

/** What somebody looks for in the list. */
export interface PatientQuestion {
  readonly name?: string | undefined;
  readonly born?: string | undefined;
}

export const meQuery = selfQuery<Me>();

/** Whether a part of the page of a patient is for whoever is signed in. */
export const hasSection = (me: Me | undefined, section: string): boolean =>
  me?.sections.some(({ href }) => href === section) === true;

/**
 * Whether who is signed in writes in this part of a patient's record, or a `part` of it; who sees it in an emergency reads
 * only.
 */
export function useWritesIn(section: string, id: string, part?: 'scores'): boolean {
  const { data: me } = useQuery(meQuery);
  const { data: glance } = useQuery(glanceQuery(id));
  const found = me?.sections.find(({ href }) => href === section);
  const isTheirs = found !== undefined && (found.part === undefined || found.part === part);
  return isTheirs && glance !== undefined && glance.emergencyUntil === undefined;
}

export const patientsQuery = ({ name, born }: PatientQuestion) =>
  infiniteQueryOptions({
    queryKey: ['patients', { name, born }],
    queryFn: ({ signal, pageParam }) =>
      ask<PatientList>(withParameters('/patients', { name, born, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

/** The limits of several patients, as each of their pages says them. */
export const limitsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['limits', ...ids],
    queryFn: ({ signal }) =>
      ask<LimitsOfMany>(withParameters('/patients/limits', { ids: ids.join(',') }), signal),
    enabled: ids.length > 0,
  });

export const glanceQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'glance'],
    queryFn: ({ signal }) => ask<Glance>(`/patients/${encodeURIComponent(id)}/glance`, signal),
    // An emergency ends by the clock; what it opened does not stay on the screen.
    refetchInterval: ({ state }) => (state.data?.emergencyUntil === undefined ? false : 60_000),
  });

export const inShortQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'in-short'],
    queryFn: ({ signal }) => ask<InShort>(`/patients/${encodeURIComponent(id)}/in-short`, signal),
    // Whom to call changes by the clock; nothing that somebody reads here is minutes old.
    refetchInterval: 60_000,
  });

export const linksQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'links'],
    queryFn: ({ signal }) =>
      ask<{ readonly links: Me['places'] }>(`/patients/${encodeURIComponent(id)}/links`, signal),
  });
