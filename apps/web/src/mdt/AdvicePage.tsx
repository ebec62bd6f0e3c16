import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import './mdt.css';
import { useConsultation } from '../requests/words.ts';
import { useChanges } from '../server/useChanges.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { Empty, Failure, Loading } from '../states/states.tsx';
import { AdviceEntry } from './AdviceEntry.tsx';
import { openAdviceQuery } from './mdtQueries.ts';

/** Advice that waits: of one's own ward or practice, or of everybody one may see. By the day it is due. */
export function AdvicePage(): ReactNode {
  const t = useConsultation();
  const [of, setOf] = useState<'mine' | 'all'>('mine');
  const { data, error, refetch, isPending } = useQuery(openAdviceQuery(of));
  useChanges('/advice/changes', ['advice', 'open']);
  return (
    <div className="page-width work mdt">
      <PageTitle title={t('advice.open.title')} />
      <p className="work__intro">{t('advice.open.intro')}</p>
      <div className="mdt-acts">
        {(['mine', 'all'] as const).map((each) => (
          <Button
            key={each}
            variant={of === each ? 'filled' : 'default'}
            aria-pressed={of === each}
            onClick={() => setOf(each)}
          >
            {t(`advice.of.${each}`)}
          </Button>
        ))}
      </div>
      {isPending ? <Loading /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data && data.unreadable > 0 ? (
        <p className="banner-line">{t('advice.unreadable', { count: data.unreadable })}</p>
      ) : null}
      {data?.more ? <p className="banner-line">{t('advice.more')}</p> : null}
      {data?.advice.length === 0 ? <Empty>{t('advice.none')}</Empty> : null}
      <ul className="advice-list">
        {data?.advice.map((advice) => (
          <AdviceEntry key={advice.id} advice={advice} may={data.may} timeZone={data.timeZone} />
        ))}
      </ul>
    </div>
  );
}
