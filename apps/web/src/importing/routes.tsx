import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import { root } from '../root.tsx';

/** Plans from elsewhere for one patient. */
const ofPatient = createRoute({
  getParentRoute: () => patient,
  path: 'import',
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
});

/** One of them beside ours. */
const compare = createRoute({
  getParentRoute: () => patient,
  path: 'import/$import',
  component: lazyRouteComponent(() => import('./ComparePage.tsx'), 'ComparePage'),
});

/** A file where no patient is in view yet. */
const door = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyRouteComponent(() => import('./DoorPage.tsx'), 'DoorPage'),
});

/** Whom it is about. */
const match = createRoute({
  getParentRoute: () => root,
  path: '/import/$import',
  component: lazyRouteComponent(() => import('./MatchPage.tsx'), 'MatchPage'),
});

export const importPatientRoutes = [ofPatient, compare];
export const importRoutes = [door, match];
