import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { patient } from '../patients/patientRoute.tsx';
import { root } from '../root.tsx';

/** What the rota shows, as it stands in the address. */
export interface RotaSearch {
  /** Monday of the first week, `YYYY-MM-DD`; absent: this week. */
  readonly from?: string;
  readonly view?: 'month';
}

function readRotaSearch({ from, view }: Record<string, unknown>): RotaSearch {
  return {
    ...(typeof from === 'string' && /^\d{4}-\d\d-\d\d$/.test(from) ? { from } : {}),
    ...(view === 'month' ? { view } : {}),
  };
}

const rota = createRoute({
  getParentRoute: () => root,
  path: '/rota',
  validateSearch: readRotaSearch,
  component: lazyRouteComponent(() => import('./RotaPage.tsx'), 'RotaPage'),
});

const plan = createRoute({
  getParentRoute: () => root,
  path: '/rota/plan',
  component: lazyRouteComponent(() => import('./PlanPage.tsx'), 'PlanPage'),
});

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  component: lazyRouteComponent(() => import('./TasksPage.tsx'), 'TasksPage'),
});

const caseload = createRoute({
  getParentRoute: () => root,
  path: '/caseload',
  component: lazyRouteComponent(() => import('./CaseloadPage.tsx'), 'CaseloadPage'),
});

const handOver = createRoute({
  getParentRoute: () => root,
  path: '/hand-over',
  component: lazyRouteComponent(() => import('./HandOverPage.tsx'), 'HandOverPage'),
});

const patientTasks = createRoute({
  getParentRoute: () => patient,
  path: 'tasks',
  component: lazyRouteComponent(() => import('./PatientTasksPage.tsx'), 'PatientTasksPage'),
});

/** Pages of the work of the team. */
export const teamRoutes = [rota, plan, tasks, caseload, handOver] as const;
/** Parts of the page of a patient. */
export const teamPatientRoutes = [patientTasks] as const;
