import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';

const DONE = ['recorded', 'kept'] as const;

/** What was done just now on another page, said once where it leads to. */
const doneIn = ({ done }: Record<string, unknown>): { done?: (typeof DONE)[number] } => {
  const known = DONE.find((each) => each === done);
  return known === undefined ? {} : { done: known };
};

const assessment = createRoute({
  getParentRoute: () => patient,
  path: '/assessment',
  validateSearch: doneIn,
  component: lazyRouteComponent(() => import('./AssessmentPage.tsx'), 'AssessmentPage'),
});

/** The task that asked for the call which is recorded here: its logical id. */
const callIn = ({ call }: Record<string, unknown>): { call?: string } =>
  typeof call === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(call) ? { call } : {};

const contact = createRoute({
  getParentRoute: () => patient,
  path: '/assessment/contact',
  validateSearch: callIn,
  component: lazyRouteComponent(() => import('./ContactPage.tsx'), 'ContactPage'),
});

const openContact = createRoute({
  getParentRoute: () => patient,
  path: '/assessment/contact/$contact',
  component: lazyRouteComponent(() => import('./OpenContactPage.tsx'), 'OpenContactPage'),
});

const instrument = createRoute({
  getParentRoute: () => patient,
  path: '/assessment/instruments/$instrument',
  component: lazyRouteComponent(() => import('./InstrumentPage.tsx'), 'InstrumentPage'),
});

/** Pages of assessment, with the patient in view. */
export const patientRoutes = [assessment, contact, openContact, instrument] as const;
