import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import { root } from '../root.tsx';

const list = createRoute({
  getParentRoute: () => root,
  path: '/stays',
  component: lazyRouteComponent(() => import('./StaysPage.tsx'), 'StaysPage'),
});

const ofPatient = createRoute({
  getParentRoute: () => patient,
  path: 'stays',
  component: lazyRouteComponent(() => import('./PatientStaysPage.tsx'), 'PatientStaysPage'),
});

/** What a hospice was asked, and what somebody asked of hospices. */
export const stayRoutes = [list] as const;

/** Hospice and discharge, with their patient in view. */
export const patientStayRoutes = [ofPatient] as const;
