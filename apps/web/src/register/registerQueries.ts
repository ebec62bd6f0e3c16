import type { CountsShown, MarksShown, PromptsShown, RegisterShown } from '@caecilia/consultation/ui';
import { ask, withParameters } from '@caecilia/workspace';
import { queryOptions } from '@tanstack/react-query';

/** Address of something of a patient. */
export const ofPatient = (id: string, part: string) => `/patients/${encodeURIComponent(id)}/${part}`;

export const promptsQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'prompts'],
    queryFn: ({ signal }) => ask<PromptsShown>(ofPatient(id, 'prompts'), signal),
  });

export const marksQuery = (id: string) =>
  queryOptions({
    queryKey: ['patient', id, 'marks'],
    queryFn: ({ signal }) => ask<MarksShown>(ofPatient(id, 'marks'), signal),
  });

export const registerQuery = queryOptions({
  queryKey: ['register'],
  queryFn: ({ signal }) => ask<RegisterShown>('/register', signal),
});

/** What is counted: a period of the calendar, or days (`YYYY-MM-DD`), both included. */
export type CountQuestion = Readonly<Partial<Record<'period' | 'from' | 'until', string>>>;

export const countsQuery = (question: CountQuestion) =>
  queryOptions({
    queryKey: ['counts', question],
    queryFn: ({ signal }) => ask<CountsShown>(withParameters('/counts', question), signal),
  });
