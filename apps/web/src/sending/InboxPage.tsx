import type { InboxMessage, InboxShown } from '@caecilia/exchange/ui';
import { Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { hasSection, meQuery } from '../server/queries.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import './sending.css';
import { INBOX, inboxQuery } from './queries.ts';
import { useExchange, useWhen } from './words.ts';

/** What was sent to the organisation of whoever is signed in, unread first. No name of a patient stands here. */
export function InboxPage(): ReactNode {
  const t = useExchange();
  const { data, error, refetch, isPending } = useQuery(inboxQuery);
  const { data: me } = useQuery(meQuery);
  useChanges('/inbox/changes', INBOX);
  return (
    <div className="page-width work inbox">
      <PageTitle title={t('inbox.title')} />
      <p className="work__intro">{t('inbox.intro')}</p>
      {hasSection(me, 'import') ? (
        <p>
          <Link to="/import">{t('inbox.file')}</Link>
        </p>
      ) : null}
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Messages shown={data} /> : null}
    </div>
  );
}

function Messages({ shown }: { readonly shown: InboxShown }): ReactNode {
  const t = useExchange();
  const { messages, organization, timeZone } = shown;
  if (messages.length === 0) return <Empty>{t('inbox.none')}</Empty>;
  const unread = messages.filter(({ opened }) => opened === undefined);
  const read = messages.filter(({ opened }) => opened !== undefined);
  return (
    <>
      <p className="sending-note">{t('inbox.of', { name: organization })}</p>
      <Group title={t('inbox.unread')} messages={unread} timeZone={timeZone} />
      <Group title={t('inbox.read')} messages={read} timeZone={timeZone} />
    </>
  );
}

function Group(props: {
  readonly title: string;
  readonly messages: readonly InboxMessage[];
  readonly timeZone: string;
}): ReactNode {
  const { title, messages, timeZone } = props;
  const t = useExchange();
  const when = useWhen(timeZone);
  if (messages.length === 0) return null;
  return (
    <section className="inbox__group">
      <h2>
        {title} <small>{messages.length}</small>
      </h2>
      <ul>
        {messages.map(({ id, sender, madeAt, until, opened, answered }) => (
          <li
            key={id}
            className={opened === undefined ? 'card inbox__one inbox__one--unread' : 'card inbox__one'}
          >
            <h3>
              <Link to="/inbox/$message" params={{ message: id }}>
                {t('inbox.from', { name: sender })}
              </Link>
            </h3>
            <p className="sending-note">{t('inbox.at', { when: when(madeAt), until: when(until) })}</p>
            {opened === undefined ? null : (
              <p>
                {t('inbox.openedBy', { name: opened.name ?? t('name.unknown'), when: when(opened.at) })}
                {answered === true ? ` · ${t('inbox.answered')}` : ''}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
