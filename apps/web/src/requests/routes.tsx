import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import { root } from '../root.tsx';

const queue = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  component: lazyRouteComponent(() => import('./QueuePage.tsx'), 'QueuePage'),
});

const board = createRoute({
  getParentRoute: () => root,
  path: '/board',
  component: lazyRouteComponent(() => import('./BoardPage.tsx'), 'BoardPage'),
});

const agreements = createRoute({
  getParentRoute: () => root,
  path: '/agreements',
  component: lazyRouteComponent(() => import('./AgreementsPage.tsx'), 'AgreementsPage'),
});

const choosePatient = createRoute({
  getParentRoute: () => root,
  path: '/requests/new',
  component: lazyRouteComponent(() => import('./ChoosePatientPage.tsx'), 'ChoosePatientPage'),
});

const ofPatient = createRoute({
  getParentRoute: () => patient,
  path: 'requests',
  component: lazyRouteComponent(() => import('./PatientRequestsPage.tsx'), 'PatientRequestsPage'),
});

const ask = createRoute({
  getParentRoute: () => patient,
  path: 'requests/new',
  component: lazyRouteComponent(() => import('./AskPage.tsx'), 'AskPage'),
});

/** The queue of the team, and its morning board. */
export const requestRoutes = [board, queue, agreements, choosePatient] as const;

/** Requests with their patient in view. */
export const patientRequestRoutes = [ofPatient, ask] as const;
