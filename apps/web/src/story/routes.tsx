import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import type { StoryAsked } from './queries.ts';

const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** What happened with and around a patient. The filter stands in the address: a link and a reload keep it. */
export const timeline = createRoute({
  getParentRoute: () => patient,
  path: 'timeline',
  validateSearch: ({ kind, discipline, from, until, words: said }: Record<string, unknown>): StoryAsked => ({
    kind: words(kind),
    discipline: words(discipline),
    from: words(from),
    until: words(until),
    words: words(said),
  }),
  component: lazyRouteComponent(() => import('./TimelinePage.tsx'), 'TimelinePage'),
});

/** Notes of the own discipline. */
export const notes = createRoute({
  getParentRoute: () => patient,
  path: 'notes',
  component: lazyRouteComponent(() => import('./NotesPage.tsx'), 'NotesPage'),
});

/** Parts of the page of a patient. */
export const patientRoutes = [timeline, notes];
