import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  retainSearchParams,
} from '@tanstack/react-router';
import { PatientListPage } from './patients/PatientListPage.tsx';
import { meQuery } from './server/queries.ts';
import { LostPage } from './shell/LostPage.tsx';
import { Shell } from './shell/Shell.tsx';
import { Broken } from './states/BrokenScreen.tsx';

interface AppContext {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<AppContext>()({
  component: Shell,
  notFoundComponent: LostPage,
  errorComponent: Broken,
  // The language stands in the address, so that a link and a reload keep it.
  validateSearch: ({ lang }: Record<string, unknown>): { lang?: string } =>
    typeof lang === 'string' ? { lang } : {},
  search: { middlewares: [retainSearchParams(['lang'])] },
  loader: ({ context }) => {
    // Asked for at once; the shell shows how it went.
    void context.queries.prefetchQuery(meQuery);
  },
});

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

const patient = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id',
  // Not needed for the first list.
  component: lazyRouteComponent(() => import('./patients/PatientPage.tsx'), 'PatientPage'),
});

/** The pages of the app. A module adds its own here; see README.md. */
const tree = root.addChildren([start, patients, patient]);

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
