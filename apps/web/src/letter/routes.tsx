import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';

/** Letters about a patient. */
const letters = createRoute({
  getParentRoute: () => patient,
  path: 'letters',
  component: lazyRouteComponent(() => import('./LettersPage.tsx'), 'LettersPage'),
});

/** Parts of the page of a patient. */
export const patientRoutes = [letters];
