import type { BegunImport, ImportShown, ImportsOfPatient, ImportWho } from '@caecilia/exchange/ui';
import { ask } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

const part = encodeURIComponent;

export const IMPORTS = ['imports'] as const;

/** Files that whoever is signed in began with. */
export const begunQuery = queryOptions({
  queryKey: [...IMPORTS, 'begun'],
  queryFn: ({ signal }) => ask<{ readonly begun: readonly BegunImport[] }>('/imports', signal),
});

export const whoQuery = (id: string) =>
  queryOptions({
    queryKey: [...IMPORTS, 'who', id],
    queryFn: ({ signal }) => ask<ImportWho>(`/imports/${part(id)}`, signal),
  });

export const importsQuery = (patient: string) =>
  queryOptions({
    queryKey: ['patient', patient, 'imports'],
    queryFn: ({ signal }) => ask<ImportsOfPatient>(`/patients/${part(patient)}/imports`, signal),
  });

export const importPath = (patient: string, id: string) => `/patients/${part(patient)}/imports/${part(id)}`;

export const compareQuery = (patient: string, id: string) =>
  queryOptions({
    queryKey: ['patient', patient, 'imports', id],
    queryFn: ({ signal }) => ask<ImportShown>(importPath(patient, id), signal),
  });

/** What another system offers. */
export interface OfferShown {
  readonly id: string;
  readonly from?: string;
  readonly sentAt: string;
  readonly until: string;
}

export const OFFERS = ['offers'] as const;
export const offersQuery = queryOptions({
  queryKey: OFFERS,
  queryFn: ({ signal }) => ask<{ readonly offers: readonly OfferShown[] }>('/offers', signal),
  refetchInterval: 60_000,
});
