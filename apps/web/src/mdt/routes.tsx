import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import { root } from '../root.tsx';

const advice = createRoute({
  getParentRoute: () => root,
  path: '/advice',
  component: lazyRouteComponent(() => import('./AdvicePage.tsx'), 'AdvicePage'),
});

const checks = createRoute({
  getParentRoute: () => root,
  path: '/checks',
  component: lazyRouteComponent(() => import('./ChecksPage.tsx'), 'ChecksPage'),
});

const meetings = createRoute({
  getParentRoute: () => root,
  path: '/mdt',
  component: lazyRouteComponent(() => import('./MeetingsPage.tsx'), 'MeetingsPage'),
});

const meeting = createRoute({
  getParentRoute: () => root,
  path: '/mdt/$meeting',
  // Which patient is in view: the page stays while they follow one another.
  validateSearch: ({ item }: Record<string, unknown>): { item?: string } =>
    typeof item === 'string' ? { item } : {},
  component: lazyRouteComponent(() => import('./MeetingPage.tsx'), 'MeetingPage'),
});

const ofPatient = createRoute({
  getParentRoute: () => patient,
  path: 'advice',
  component: lazyRouteComponent(() => import('./AdviceOfPatient.tsx'), 'AdviceOfPatientPage'),
});

/** Open advice, and the meetings of the team. */
export const mdtRoutes = [advice, checks, meetings, meeting] as const;

/** Advice, with the patient in view. */
export const patientMdtRoutes = [ofPatient] as const;
