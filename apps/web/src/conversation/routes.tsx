import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';

const conversation = createRoute({
  getParentRoute: () => patient,
  path: '/conversation',
  component: lazyRouteComponent(() => import('./ConversationPage.tsx'), 'ConversationPage'),
});

const changes = createRoute({
  getParentRoute: () => patient,
  path: '/conversation/changes',
  component: lazyRouteComponent(() => import('./ChangesPage.tsx'), 'ChangesPage'),
});

const conflicts = createRoute({
  getParentRoute: () => patient,
  path: '/conversation/conflicts',
  component: lazyRouteComponent(() => import('./ConflictsPage.tsx'), 'ConflictsPage'),
});

/** The conversation about care and what is around it, with the patient in view. */
export const patientRoutes = [conversation, changes, conflicts] as const;
