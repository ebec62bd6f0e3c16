import type {
  DeskContact,
  DeskInstrument,
  DeskMeasurement,
  DeskPreparations,
  DeskStanding,
  DeskStart,
  DeskTrends,
} from '@caecilia/assessment/ui';
import { ask, withParameters } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

const at = (id: string, part: string) => `/patients/${encodeURIComponent(id)}/${part}`;

/** Phase and AKPS, for the header of a patient. */
export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'standing'],
    queryFn: ({ signal }) => ask<DeskStanding>(at(id, 'standing'), signal),
  });

/** People close, phases so far, and whether the signed-in person may record. */
export const startQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'assessment'],
    queryFn: ({ signal }) => ask<DeskStart>(at(id, 'assessment'), signal),
  });

export const trendsQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'trends'],
    queryFn: ({ signal }) => ask<DeskTrends>(at(id, 'trends'), signal),
  });

/** Who was asked to prepare at home, and what they filled in. */
export const preparationQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'preparation'],
    queryFn: ({ signal }) => ask<DeskPreparations>(at(id, 'preparation'), signal),
  });

interface Contacts {
  readonly timeZone: string;
  readonly contacts: readonly DeskContact[];
}

export const contactsQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'contacts'],
    queryFn: ({ signal }) => ask<Contacts>(at(id, 'contacts'), signal),
  });

export const contactQuery = (id: string, contact: string) =>
  queryOptions({
    queryKey: ['patient', id, 'contact', contact],
    queryFn: ({ signal }) =>
      ask<{ readonly timeZone: string; readonly contact: DeskContact }>(
        at(id, `contacts/${encodeURIComponent(contact)}`),
        signal,
      ),
  });

/** Every instrument of the house. They change with a release only. */
export const instrumentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'instruments'],
    queryFn: ({ signal }) =>
      ask<{ readonly instruments: readonly DeskInstrument[] }>(at(id, 'instruments'), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const responsesQuery = (id: string, instrument: string) =>
  queryOptions({
    queryKey: ['patient', id, 'responses', instrument],
    queryFn: ({ signal }) =>
      ask<{ readonly timeZone: string; readonly measurements: readonly DeskMeasurement[] }>(
        withParameters(at(id, 'responses'), { instrument }),
        signal,
      ),
  });
