import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import './stay.css';
import { AskStay } from './AskStay.tsx';
import { Discharge } from './Discharge.tsx';
import { CHANGES, patientStaysQuery, STAYS } from './queries.ts';
import { StayCard } from './StayCard.tsx';
import { useStay } from './words.ts';

/** Stays that were asked for the patient in view with their answers, and what has to be there before they go home. */
export function PatientStaysPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const t = useStay();
  const { language } = useSpeaking();
  const { data, error, refetch } = useQuery(patientStaysQuery(id));
  const [said, say] = useState('');
  useChanges(CHANGES, STAYS);
  return (
    <section className="stays">
      <SectionTitle title={t('patient.title')} />
      <p className="work__intro">
        {t('patient.intro')} {t('list.updated')}
      </p>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data || error ? null : <Loading lines={4} />}
      {data ? (
        <>
          {data.unreadable.length > 0 ? (
            <p className="banner-line" role="alert">
              ! {t('list.unreadable', { count: data.unreadable.length })}
            </p>
          ) : null}
          {data.more ? <p className="banner-line">! {t('list.more')}</p> : null}
          {data.stays.length === 0 && data.unreadable.length === 0 ? (
            <Empty>{t('patient.none')}</Empty>
          ) : null}
          {data.stays.map((stay) => (
            <StayCard
              key={stay.id}
              stay={stay}
              saidIn={{ language, timeZone: data.timeZone }}
              today={data.today}
            />
          ))}
          <p role="status" className="stay__said">
            {said}
          </p>
          {data.mayAsk ? <AskStay id={id} shown={data} say={say} /> : null}
          <Discharge id={id} shown={data} />
        </>
      ) : null}
    </section>
  );
}
