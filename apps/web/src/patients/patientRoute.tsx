import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root.tsx';

/**
 * One patient: header and parts of the page stay while what is beneath them changes. An area hangs its part below it:
 * `createRoute({ getParentRoute: () => patient, path: 'requests', … })`.
 */
export const patient = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id',
  // Not needed for the first list.
  component: lazyRouteComponent(() => import('./PatientPage.tsx'), 'PatientPage'),
});

// How far back the trends go, so that a link and a reload keep it.
const validateSearch = ({ period }: Record<string, unknown>): { period?: string } =>
  typeof period === 'string' ? { period } : {};

/** On which a patient opens: the overview, or for who treats elsewhere the plan in short. */
export const firstPage = createRoute({
  getParentRoute: () => patient,
  path: '/',
  validateSearch,
  component: lazyRouteComponent(() => import('./FirstPage.tsx'), 'FirstPage'),
});

/** The plan in short for who has it beside the overview. */
export const inShort = createRoute({
  getParentRoute: () => patient,
  path: 'in-short',
  component: lazyRouteComponent(() => import('./InShortPage.tsx'), 'InShortPage'),
});

/** What was agreed, at a glance, and where to go on. */
export const overview = createRoute({
  getParentRoute: () => patient,
  path: 'overview',
  validateSearch,
  component: lazyRouteComponent(() => import('./OverviewPage.tsx'), 'OverviewPage'),
});
