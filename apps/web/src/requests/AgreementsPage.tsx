import { typedDay } from '@caecilia/ui';
import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { Asked } from './PatientRequestsPage.tsx';
import { agreementsQuery, CHANGES, REQUESTS } from './requestQueries.ts';
import { timeWords } from './times.ts';
import { Unreadable } from './Unreadable.tsx';
import { useConsultation } from './words.ts';

/** Whoever agrees is sure of whom it is about: the whole birth date, as far as it is known. */
const bornWords = (birthDate: string) => (birthDate.length === 10 ? typedDay(birthDate) : birthDate);

/** Requests about the patients of the treating physician to which they said nothing yet, oldest first. */
export function AgreementsPage(): ReactNode {
  const t = useConsultation();
  const { language } = useSpeaking();
  const { data, error, refetch, dataUpdatedAt } = useQuery(agreementsQuery);
  useChanges(CHANGES, REQUESTS);
  const kept = data && error ? timeWords(dataUpdatedAt, { language, timeZone: data.timeZone }) : undefined;
  const count = data?.requests.length ?? 0;
  return (
    <div className="page-width work requests">
      <div className="work__head">
        <PageTitle title={t('agreement.title')} />
        <p className="work__about" role="status">
          {count === 0 ? '' : t(count === 1 ? 'agreement.count.one' : 'agreement.count.more', { count })}
        </p>
      </div>
      <p className="work__intro">{t('agreement.order')}</p>
      {error ? <Failure error={error} again={() => void refetch()} kept={kept} /> : null}
      {data || error ? null : <Loading lines={4} />}
      {data ? <Unreadable list={data} /> : null}
      {data && count === 0 && !error ? <Empty>{t('agreement.none')}</Empty> : null}
      {data?.requests.map((request) => (
        <section key={request.id} aria-label={request.patient.name ?? t('queue.hidden')}>
          <h2>
            <Link to="/patients/$id/requests" params={{ id: request.patient.id }}>
              {request.patient.name ?? t('queue.hidden')}
            </Link>
            {request.patient.birthDate === undefined ? null : (
              <span className="work__about"> {bornWords(request.patient.birthDate)}</span>
            )}
          </h2>
          <Asked request={request} saidIn={{ language, timeZone: data.timeZone }} />
        </section>
      ))}
    </div>
  );
}
