import type { AskedView } from '@caecilia/consultation/ui';
import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import { Kbd } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { Act } from './Act.tsx';
import { Awaits } from './Awaits.tsx';
import { CHANGES, patientRequestsQuery, REQUESTS } from './requestQueries.ts';
import { agreementWords, byWords } from './said.ts';
import { sentRequest } from './sentRequest.ts';
import { type SaidIn, whenWords } from './times.ts';
import { Unreadable } from './Unreadable.tsx';
import { useConsultation } from './words.ts';

/** Requests about the patient in view, as who asked sees them: where each stands, and the answer. */
export function PatientRequestsPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const t = useConsultation();
  const { language } = useSpeaking();
  const { data, error, refetch } = useQuery(patientRequestsQuery(id));
  const [sent] = useState(() => sentRequest.take());
  useChanges(CHANGES, [...REQUESTS, 'patient', id]);
  return (
    <section aria-labelledby="requests-title" className="requests">
      <div className="work__head">
        <h2 id="requests-title">{t('requests.title')}</h2>
        {data?.mayAsk ? (
          <Link to="/patients/$id/requests/new" params={{ id }} className="button button--main">
            {t('ask.again')} <Kbd>N</Kbd>
          </Link>
        ) : null}
      </div>
      <p role="status" className="requests__sent">
        {sent === undefined ? null : t('ask.sent')}
      </p>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data || error ? null : <Loading lines={3} />}
      {data?.requests.length === 0 && data.unreadable.length === 0 ? (
        <Empty>{t('requests.none')}</Empty>
      ) : null}
      {data ? <Unreadable list={data} /> : null}
      {data?.requests.map((request) => (
        <Asked key={request.id} request={request} saidIn={{ language, timeZone: data.timeZone }} />
      ))}
    </section>
  );
}

/** One request, where it stands and what can be done with it. */
export function Asked({
  request,
  saidIn,
}: {
  readonly request: AskedView;
  readonly saidIn: SaidIn;
}): ReactNode {
  const t = useConsultation();
  const { asked, state, answer, withdrawnBecause, intent } = request;
  const time = whenWords(request.referredAt, saidIn);
  const title = `request-${request.id}`;
  return (
    <article className="card asked" aria-labelledby={title}>
      <header className="asked__head">
        <h3 id={title}>
          <span className={`stand stand--${state}`}>{t(`state.${state}`)}</span>
        </h3>
        <span className="work__about">
          {request.requester === ''
            ? t('requests.askedUnknown', { time })
            : t('requests.asked', { time, name: request.requester })}
        </span>
      </header>
      <p>{t(`requester.${state}`)}</p>
      {intent === 'proposal' && state !== 'confirmed' ? (
        <p className="banner-line">{t('requests.proposal')}</p>
      ) : null}
      <Awaits request={request} />
      <blockquote className="voice asked__question">{asked.question}</blockquote>
      {answer ? (
        <dl className="facts facts--answer">
          <Fact name={t('answer.reason')}>{answer.reason}</Fact>
          <Fact name={t('answer.advice')}>{answer.advice}</Fact>
          <Fact name={t('answer.recipient')}>{answer.recipient}</Fact>
        </dl>
      ) : null}
      {withdrawnBecause === undefined ? null : (
        <dl className="facts">
          <Fact name={t('answer.reason')}>{withdrawnBecause}</Fact>
        </dl>
      )}
      <dl className="facts">
        <Handling request={request} saidIn={saidIn} />
      </dl>
      <Steps request={request} saidIn={saidIn} />
      {request.may.length === 0 ? null : <Act request={request} saidIn={saidIn} />}
    </article>
  );
}

function Handling({ request, saidIn }: { readonly request: AskedView; readonly saidIn: SaidIn }): ReactNode {
  const t = useConsultation();
  const { asked, goes, acceptedBy, firstContact, expectedFrom, agreement, calledBack } = request;
  return (
    <>
      <Fact name={t('requests.about')}>{asked.domains.map((each) => t(`domain.${each}`)).join(', ')}</Fact>
      <Fact name={t('requests.urgency')}>{t(`urgency.${asked.urgency}`)}</Fact>
      <Fact name={t('requests.callBack')}>{asked.callBack}</Fact>
      {calledBack === undefined ? null : (
        <Fact name={t('callBack.fact')}>{byWords(calledBack, t, saidIn)}</Fact>
      )}
      {agreement === undefined ? null : (
        <Fact name={t('agreement.fact')}>{agreementWords(agreement, t, saidIn)}</Fact>
      )}
      <Fact name={t('requests.expected')}>{whenWords(expectedFrom, saidIn)}</Fact>
      {acceptedBy === undefined ? null : <Fact name={t('requests.acceptedBy')}>{acceptedBy}</Fact>}
      {goes.length === 0 ? null : (
        <Fact name={t('requests.goes')}>{goes.map((each) => t(`discipline.${each}`)).join(', ')}</Fact>
      )}
      {firstContact === undefined ? null : (
        <Fact name={t('requests.firstContact')}>{whenWords(firstContact, saidIn)}</Fact>
      )}
    </>
  );
}

/** Each state with its time, oldest first. */
function Steps({ request, saidIn }: { readonly request: AskedView; readonly saidIn: SaidIn }): ReactNode {
  const t = useConsultation();
  return (
    <ol className="steps" aria-label={t('requests.steps')}>
      {request.steps.map(({ state, at }) => (
        <li key={`${state} ${at}`}>
          <b>{t(`state.${state}`)}</b> {whenWords(at, saidIn)}
        </li>
      ))}
    </ol>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
