import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import { root } from '../root.tsx';

/** Sending the plan of a patient, and what became of it. */
const sending = createRoute({
  getParentRoute: () => patient,
  path: 'sending',
  component: lazyRouteComponent(() => import('./SendingPage.tsx'), 'SendingPage'),
});

/** What was sent to the organisation of whoever is signed in. */
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./InboxPage.tsx'), 'InboxPage'),
});

/** One message: coming here opens it. */
const message = createRoute({
  getParentRoute: () => root,
  path: '/inbox/$message',
  component: lazyRouteComponent(() => import('./MessagePage.tsx'), 'MessagePage'),
});

export const sendingPatientRoutes = [sending];
export const inboxRoutes = [inbox, message];
