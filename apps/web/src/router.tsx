import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { patientRoutes as assessment } from './assessment/routes.tsx';
import { patientRoutes as conversation } from './conversation/routes.tsx';
import { importPatientRoutes, importRoutes } from './importing/routes.tsx';
import { patientRoutes as letterRoutes } from './letter/routes.tsx';
import { mdtRoutes, patientMdtRoutes } from './mdt/routes.tsx';
import { PatientListPage } from './patients/PatientListPage.tsx';
import { firstPage, inShort, overview, patient } from './patients/patientRoute.tsx';
import { patientRegisterRoutes, registerRoutes } from './register/routes.tsx';
import { patientRequestRoutes, requestRoutes } from './requests/routes.tsx';
import { root } from './root.tsx';
import { patientRoutes as scenarioRoutes } from './scenario/routes.tsx';
import { inboxRoutes, sendingPatientRoutes } from './sending/routes.tsx';
import { patientStayRoutes, stayRoutes } from './stay/routes.tsx';
import { patientRoutes as storyRoutes } from './story/routes.tsx';
import { teamPatientRoutes, teamRoutes } from './team/routes.tsx';

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to="/patients" replace />,
});

const patients = createRoute({
  getParentRoute: () => root,
  path: '/patients',
  component: PatientListPage,
});

/** The pages of the app. An area adds its own here; see README.md. */
const tree = root.addChildren([
  start,
  patients,
  ...registerRoutes,
  ...requestRoutes,
  ...teamRoutes,
  ...mdtRoutes,
  ...importRoutes,
  ...inboxRoutes,
  ...stayRoutes,
  patient.addChildren([
    firstPage,
    overview,
    inShort,
    ...patientRequestRoutes,
    ...patientMdtRoutes,
    ...importPatientRoutes,
    ...assessment,
    ...conversation,
    ...patientRegisterRoutes,
    ...scenarioRoutes,
    ...sendingPatientRoutes,
    ...patientStayRoutes,
    ...letterRoutes,
    ...storyRoutes,
    ...teamPatientRoutes,
  ]),
]);

/** The router, with what its pages fetch by. */
export function newRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/desk',
    context: { queries },
    defaultPreload: false,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
