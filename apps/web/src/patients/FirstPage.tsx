import { Loading } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { meQuery } from '../server/queries.ts';
import { OverviewPage } from './OverviewPage.tsx';

const InShortPage = lazy(async () => ({ default: (await import('./InShortPage.tsx')).InShortPage }));

/** On which a patient opens, as the server says for whoever is signed in. */
export function FirstPage(): ReactNode {
  const { data: me } = useQuery(meQuery);
  if (me === undefined) return <Loading lines={6} />;
  if (me.opensAt === undefined) return <OverviewPage />;
  return (
    <Suspense fallback={<Loading lines={6} />}>
      <InShortPage />
    </Suspense>
  );
}
