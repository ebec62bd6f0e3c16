import { useChanges } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { AdviceList } from './AdviceList.tsx';
import { openAdviceQuery } from './mdtQueries.ts';

/** Advice that waits: of one's own ward or practice, or of everybody one may see. By the day it is due. */
export function AdvicePage(): ReactNode {
  const t = useConsultation();
  const [of, setOf] = useState<'mine' | 'all'>('mine');
  const found = useQuery(openAdviceQuery(of));
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
      <AdviceList found={found} none={t('advice.none')} />
    </div>
  );
}
