import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import './mdt.css';
import { useConsultation } from '../requests/words.ts';
import { useChanges } from '../server/useChanges.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { Empty, Failure, Loading } from '../states/states.tsx';
import { AdviceEntry } from './AdviceEntry.tsx';
import { checksQuery } from './mdtQueries.ts';

/** Advice that asks the pharmacist for a second check, oldest first. */
export function ChecksPage(): ReactNode {
  const t = useConsultation();
  const { data, error, refetch, isPending } = useQuery(checksQuery);
  useChanges('/advice/changes', ['advice']);
  return (
    <div className="page-width work mdt">
      <PageTitle title={t('check.title')} />
      <p className="work__intro">{t('check.intro')}</p>
      {isPending ? <Loading /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data && data.unreadable > 0 ? (
        <p className="banner-line">{t('advice.unreadable', { count: data.unreadable })}</p>
      ) : null}
      {data?.more ? <p className="banner-line">{t('advice.more')}</p> : null}
      {data?.advice.length === 0 ? <Empty>{t('check.none')}</Empty> : null}
      <ul className="advice-list">
        {data?.advice.map((advice) => (
          <AdviceEntry key={advice.id} advice={advice} may={data.may} timeZone={data.timeZone} />
        ))}
      </ul>
    </div>
  );
}
