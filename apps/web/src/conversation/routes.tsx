import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';

const conversation = createRoute({
  getParentRoute: () => patient,
  path: '/conversation',
  component: lazyRouteComponent(() => import('./ConversationPage.tsx'), 'ConversationPage'),
});

/** The conversation about care, with the patient in view. */
export const patientRoutes = [conversation] as const;
