import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import './mdt.css';
import { useConsultation } from '../requests/words.ts';
import { AdviceEntry } from './AdviceEntry.tsx';
import { GiveAdvice } from './GiveAdvice.tsx';
import { adviceQuery } from './mdtQueries.ts';

/** What was advised about one patient: what waits first, and what became of the rest. */
export function AdviceOfPatientPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id/advice' });
  return <AdviceOfOne key={id} patient={id} />;
}

function AdviceOfOne({ patient }: { readonly patient: string }): ReactNode {
  const t = useConsultation();
  const { data, error, refetch, isPending } = useQuery(adviceQuery(patient));
  useChanges('/advice/changes', ['advice', 'of', patient]);
  const open = data?.advice.filter(({ outcome }) => !outcome) ?? [];
  const done = data?.advice.filter(({ outcome }) => outcome) ?? [];
  const byDue = open.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  return (
    <div className="mdt">
      {isPending ? <Loading /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data && data.unreadable > 0 ? (
        <p className="banner-line">{t('advice.unreadable', { count: data.unreadable })}</p>
      ) : null}
      {data?.may.check ? <p className="work__intro">{t('check.only')}</p> : null}
      {data ? (
        <section aria-labelledby="open-advice">
          <h2 id="open-advice">{t('advice.open.title')}</h2>
          {byDue.length === 0 ? <Empty>{t('advice.none')}</Empty> : null}
          <ul className="advice-list">
            {byDue.map((advice) => (
              <AdviceEntry key={advice.id} advice={advice} may={data.may} timeZone={data.timeZone} />
            ))}
          </ul>
        </section>
      ) : null}
      {data?.may.give ? <GiveAdvice patient={patient} about={data} /> : null}
      {data && done.length > 0 ? (
        <section aria-labelledby="done-advice">
          <h2 id="done-advice">{t('advice.done.title')}</h2>
          <ul className="advice-list">
            {done.map((advice) => (
              <AdviceEntry key={advice.id} advice={advice} may={data.may} timeZone={data.timeZone} />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
