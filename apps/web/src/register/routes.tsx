import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import { root } from '../root.tsx';

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./RegisterPage.tsx'), 'RegisterPage'),
});

const counts = createRoute({
  getParentRoute: () => root,
  path: '/counts',
  component: lazyRouteComponent(() => import('./CountsPage.tsx'), 'CountsPage'),
});

const early = createRoute({
  getParentRoute: () => patient,
  path: 'prompts',
  component: lazyRouteComponent(() => import('./EarlyPage.tsx'), 'EarlyPage'),
});

/** Whom somebody marked, and the team's work in numbers. */
export const registerRoutes = [register, counts] as const;

/** Recognising early, with the patient in view. */
export const patientRegisterRoutes = [early] as const;
