import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';

/** What to do when something expected happens. */
const scenarios = createRoute({
  getParentRoute: () => patient,
  path: 'scenarios',
  component: lazyRouteComponent(() => import('./ScenariosPage.tsx'), 'ScenariosPage'),
});

/** Parts of the page of a patient. */
export const patientRoutes = [scenarios];
