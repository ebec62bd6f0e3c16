import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { checksQuery } from '../mdt/mdtQueries.ts';
import { agreementsQuery } from '../requests/requestQueries.ts';
import { staysQuery } from '../stay/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';

/** How much waits at a place of the menu that is for one thing; nothing at the others, and while it is not known. */
export function PlaceCount({ href }: { readonly href: string }): ReactNode {
  if (href === '/agreements') return <Agreements />;
  if (href === '/stays') return <Stays />;
  return href === '/checks' ? <Checks /> : null;
}

function Agreements(): ReactNode {
  return <Count count={useQuery(agreementsQuery).data?.requests.length} />;
}

/** What the hospice did not answer yet, or answers that who asked did not read. */
function Stays(): ReactNode {
  const { data } = useQuery(staysQuery);
  const waits = data?.stays.filter(({ state, isNews }) =>
    data.side === 'hospice' ? state === 'asked' : isNews,
  );
  return <Count count={waits?.length} />;
}

function Checks(): ReactNode {
  return <Count count={useQuery(checksQuery).data?.advice.length} />;
}

function Count({ count = 0 }: { readonly count: number | undefined }): ReactNode {
  const { t } = useSpeaking();
  if (count === 0) return null;
  return (
    <span className="places__count">
      <span className="visually-hidden">, {t('nav.waits')} </span>
      {count}
    </span>
  );
}
