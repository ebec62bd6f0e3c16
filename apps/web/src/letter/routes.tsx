import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';

/** Letters about a patient. */
const letters = createRoute({
  getParentRoute: () => patient,
  path: 'letters',
  component: lazyRouteComponent(() => import('./LettersPage.tsx'), 'LettersPage'),
});

/** What may be given, and what lies ready. */
const ready = createRoute({
  getParentRoute: () => patient,
  path: 'ready',
  component: lazyRouteComponent(() => import('./ReadyPage.tsx'), 'ReadyPage'),
});

/** Parts of the page of a patient. */
export const patientRoutes = [letters, ready];
