import { carePlanWords, type Glance, LimitsInFull } from '@caecilia/careplan/ui';
import type { OpenedMessage } from '@caecilia/exchange/ui';
import { birthDateWords } from '@caecilia/ui';
import { apiAddress, Failure, Loading, tell } from '@caecilia/workspace';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { meQuery } from '../server/queries.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import './sending.css';
import { AnswerForm } from './AnswerForm.tsx';
import { INBOX } from './queries.ts';
import { useExchange, useWhen } from './words.ts';

/** One message. Being here opens it: the sender sees by whom and when. */
export function MessagePage(): ReactNode {
  const { message } = useParams({ from: '/inbox/$message' });
  return <OneMessage key={message} id={message} />;
}

function OneMessage({ id }: { readonly id: string }): ReactNode {
  const t = useExchange();
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['message', id],
    queryFn: () =>
      tell<OpenedMessage<Glance>>(`/inbox/${encodeURIComponent(id)}/open`, {
        body: {},
        formToken: me?.formToken ?? '',
      }),
    enabled: me !== undefined,
  });
  const isOpened = data !== undefined;
  useEffect(() => {
    if (isOpened) void queries.invalidateQueries({ queryKey: INBOX });
  }, [isOpened, queries]);
  const title = t('message.title', { name: data?.handOver.sender ?? '…' });
  return (
    <div className="page-width work message">
      <PageTitle title={title} />
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data || error ? null : <Loading label={t('message.loading')} />}
      {data ? <Opened id={id} opened={data} changed={() => void refetch()} /> : null}
      <p>
        <Link to="/inbox">{t('message.back')}</Link>
      </p>
    </div>
  );
}

function Opened(props: {
  readonly id: string;
  readonly opened: OpenedMessage<Glance>;
  changed(): void;
}): ReactNode {
  const { id, opened, changed } = props;
  const { handOver, glance, patientId, timeZone } = opened;
  const t = useExchange();
  const when = useWhen(timeZone);
  const { sender, asked, until } = handOver;
  return (
    <>
      {handOver.opened === undefined ? null : (
        <p className="sending-note">
          {t('message.receipt', { name: sender, when: when(handOver.opened.at) })}
        </p>
      )}
      <section aria-labelledby="message-asked" className="card message__part">
        <h2 id="message-asked">{t('message.asked', { name: sender })}</h2>
        <p className="voice">{asked ?? t('message.nothingAsked')}</p>
      </section>
      {handOver.attached.map(({ reference, title }) => (
        <p key={reference}>
          <a
            className="button"
            href={`${apiAddress()}/inbox/${encodeURIComponent(id)}/letters/${reference.slice('DocumentReference/'.length)}`}
          >
            {t('along.open', { title })}
          </a>
        </p>
      ))}
      <Plan glance={glance} />
      {patientId === undefined ? (
        <p>{t('message.noPatient', { when: when(until) })}</p>
      ) : (
        <p>
          <Link to="/patients/$id" params={{ id: patientId }} className="button button--main">
            {t('message.patient')}
          </Link>
        </p>
      )}
      <AnswerForm id={id} answers={handOver.answers} timeZone={timeZone} changed={changed} />
    </>
  );
}

/** Of whom it is, and every treatment limit in full. */
function Plan({ glance }: { readonly glance: Glance }): ReactNode {
  const t = useExchange();
  const { language, t: speaking } = useSpeaking();
  const { patient, limits, recordLanguage } = glance;
  const words = carePlanWords(language);
  const view = { t: words, language, recordLanguage, patientId: patient.id };
  return (
    <section aria-labelledby="message-patient" className="card message__part">
      <h2 id="message-patient" className="voice">
        {patient.name ?? words('patient.unnamed')}
      </h2>
      {patient.birthDate === undefined ? null : (
        <p>
          {t('message.born', { date: birthDateWords(patient.birthDate.from, patient.birthDate.precision) })}
        </p>
      )}
      <h3>{t('message.limits')}</h3>
      {limits === undefined ? (
        <p className="banner-line">{speaking('patient.closed')}</p>
      ) : (
        <LimitsInFull limits={limits} view={view} />
      )}
    </section>
  );
}
