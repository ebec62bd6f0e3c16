import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { PageTitle } from './PageTitle.tsx';

/** No page has this address. */
export function LostPage(): ReactNode {
  const { t } = useSpeaking();
  return (
    <div className="page-width work">
      <PageTitle title={t('lost.title')} />
      <p>{t('lost.body')}</p>
      <p>
        <Link to="/patients">{t('lost.back')}</Link>
      </p>
    </div>
  );
}
