import { Broken } from '@caecilia/workspace';
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, retainSearchParams } from '@tanstack/react-router';
import { meQuery } from './server/queries.ts';
import { LostPage } from './shell/LostPage.tsx';
import { Shell } from './shell/Shell.tsx';

interface AppContext {
  readonly queries: QueryClient;
}

/** Around every page of the app. */
export const root = createRootRouteWithContext<AppContext>()({
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
