import { carePlanWords, InShortView } from '@caecilia/careplan/ui';
import { Failure, Loading } from '@caecilia/workspace';
import '@caecilia/careplan/in-short.css';
import '@caecilia/careplan/in-short-limits.css';
import './inShort.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { inShortQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { isClosed } from './PatientPage.tsx';
import { SectionTitle } from './SectionTitle.tsx';

/** The plan of a patient for who treats them elsewhere, to be understood in half a minute. */
export function InShortPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const { t, language, here } = useSpeaking();
  const { data: fetched, error, refetch } = useQuery(inShortQuery(id));
  // A record that is closed now is not shown as it was.
  const data = error && isClosed(error) ? undefined : fetched;
  return (
    <section>
      <div className="in-short-head">
        <SectionTitle title={t('patient.inShort')} />
        <a href={here(`/care/patients/${id}/in-short`)}>{t('patient.inShort.paper')}</a>
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data || error ? null : <Loading lines={8} label={t('patient.inShort.loading')} />}
      {data ? (
        <InShortView
          short={data}
          view={{ t: carePlanWords(language), language, recordLanguage: data.recordLanguage, now: data.now }}
        />
      ) : null}
    </section>
  );
}
