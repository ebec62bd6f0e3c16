import type { LetterBegun, LettersShown, ReadyShown } from '@caecilia/letter/ui';
import type { Language } from '@caecilia/ui';
import { ask } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

/** Addresses of what goes along with a patient on paper. */
export const ofPatient = (id: string, ...rest: readonly string[]) =>
  `/patients/${[id, ...rest].map(encodeURIComponent).join('/')}`;

export const lettersQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'letters'],
    queryFn: ({ signal }) => ask<LettersShown>(ofPatient(id, 'letters'), signal),
  });

/** What the record says for a letter; asked again whenever somebody comes back to it. */
export const letterFactsQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['patient', id, 'letter-facts', language],
    queryFn: ({ signal }) =>
      ask<LetterBegun>(`${ofPatient(id, 'letter-facts')}?language=${language}`, signal),
    refetchOnMount: 'always',
  });

export const readyQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'ready'],
    queryFn: ({ signal }) => ask<ReadyShown>(ofPatient(id, 'ready'), signal),
  });
