import type { OpenAdvice } from '@caecilia/consultation/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import './mdt.css';
import { useConsultation } from '../requests/words.ts';
import { AdviceEntry } from './AdviceEntry.tsx';

/** Advice of several patients as it comes, with what could not be read of it; `none` is said where there is none. */
export function AdviceList(props: {
  readonly found: Pick<UseQueryResult<OpenAdvice>, 'data' | 'error' | 'refetch' | 'isPending'>;
  readonly none: string;
}): ReactNode {
  const { found, none } = props;
  const { data, error, refetch, isPending } = found;
  const t = useConsultation();
  return (
    <>
      {isPending ? <Loading /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data && data.unreadable > 0 ? (
        <p className="banner-line">{t('advice.unreadable', { count: data.unreadable })}</p>
      ) : null}
      {data?.more ? <p className="banner-line">{t('advice.more')}</p> : null}
      {data?.advice.length === 0 ? <Empty>{none}</Empty> : null}
      <ul className="advice-list">
        {data?.advice.map((advice) => (
          <AdviceEntry key={advice.id} advice={advice} may={data.may} timeZone={data.timeZone} />
        ))}
      </ul>
    </>
  );
}
