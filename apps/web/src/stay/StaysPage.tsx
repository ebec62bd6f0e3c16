import type { StaysShown, StayView } from '@caecilia/stay/ui';
import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { timeWords } from '../requests/times.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import './stay.css';
import { Places } from './Places.tsx';
import { CHANGES, STAYS, staysQuery } from './queries.ts';
import { StayCard } from './StayCard.tsx';
import { useStay } from './words.ts';

const ENDED: readonly string[] = ['ended', 'declined', 'withdrawn'];

/** For the hospice what it was asked and its places; for who asks what became of their requests. */
export function StaysPage(): ReactNode {
  const t = useStay();
  const { language } = useSpeaking();
  const { data, error, refetch, dataUpdatedAt } = useQuery(staysQuery);
  useChanges(CHANGES, STAYS);
  const kept = data && error ? timeWords(dataUpdatedAt, { language, timeZone: data.timeZone }) : undefined;
  const side = data?.side ?? 'hospice';
  return (
    <div className="page-width work stays">
      <div className="work__head">
        <PageTitle title={t(`list.${side}.title`)} />
      </div>
      <p className="work__intro">
        {t(`list.${side}.intro`)} {t('list.updated')}
      </p>
      {error ? <Failure error={error} again={() => void refetch()} kept={kept} /> : null}
      {data || error ? null : <Loading lines={6} />}
      {data ? <Shown shown={data} /> : null}
    </div>
  );
}

function Shown({ shown }: { readonly shown: StaysShown }): ReactNode {
  const t = useStay();
  const { language } = useSpeaking();
  const { stays, unreadable, more, side, timeZone } = shown;
  const isEnded = ({ state }: StayView) => side === 'hospice' && ENDED.includes(state);
  const open = stays.filter((stay) => !isEnded(stay));
  const ended = stays.filter(isEnded);
  const card = (stay: StayView) => (
    <StayCard key={stay.id} stay={stay} saidIn={{ language, timeZone }} today={shown.today} withPatient />
  );
  return (
    <>
      {side === 'hospice' ? <Places shown={shown} /> : null}
      {unreadable.length > 0 ? (
        <p className="banner-line" role="alert">
          ! {t('list.unreadable', { count: unreadable.length })}
        </p>
      ) : null}
      {more ? <p className="banner-line">! {t('list.more')}</p> : null}
      {open.length === 0 && unreadable.length === 0 ? <Empty>{t('list.none')}</Empty> : null}
      {open.map(card)}
      {ended.length === 0 ? null : (
        <section className="stays" aria-labelledby="stays-ended">
          <h2 id="stays-ended">{t('list.ended')}</h2>
          {ended.map(card)}
        </section>
      )}
    </>
  );
}
