import { useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useConsultation } from '../requests/words.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { AdviceList } from './AdviceList.tsx';
import { checksQuery } from './mdtQueries.ts';

/** Advice that asks the pharmacist for a second check, oldest first. */
export function ChecksPage(): ReactNode {
  const t = useConsultation();
  const found = useQuery(checksQuery);
  useChanges('/advice/changes', ['advice']);
  return (
    <div className="page-width work mdt">
      <PageTitle title={t('check.title')} />
      <p className="work__intro">{t('check.intro')}</p>
      <AdviceList found={found} none={t('check.none')} />
    </div>
  );
}
