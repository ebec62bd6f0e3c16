import type { Doable, QueueAnswer, RequestView } from '@caecilia/consultation/ui';
import { Empty, Failure, type Following, Loading, useChanges } from '@caecilia/workspace';
import { Kbd } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useKeys } from '../shell/keys.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { waitsForTeam } from './boardGroups.ts';
import { KeyFoot } from './KeyFoot.tsx';
import { RequestTable } from './RequestTable.tsx';
import { CHANGES, queueQuery, REQUESTS } from './requestQueries.ts';
import { idOfFocused, moveBy } from './rowFocus.ts';
import { timeWords } from './times.ts';
import { Unreadable } from './Unreadable.tsx';
import { useConsultation } from './words.ts';

/** Which request is open, and what is being done with it. */
export interface Opened {
  readonly id: string;
  readonly doing?: Doable | undefined;
}

/** Every open request of the team, in the order in which they were asked; a new one appears by itself. */
export function QueuePage(): ReactNode {
  const t = useConsultation();
  const { data, error, refetch, dataUpdatedAt } = useQuery(queueQuery);
  const following = useChanges(CHANGES, REQUESTS);
  const { language } = useSpeaking();
  const navigate = useNavigate();
  useKeys(useMemo(() => ({ n: () => void navigate({ to: '/requests/new' }) }), [navigate]));
  const kept = data && error ? timeWords(dataUpdatedAt, { language, timeZone: data.timeZone }) : undefined;
  return (
    <div className="page-width work queue">
      <div className="work__head">
        <PageTitle title={t('queue.title')} />
        <p className="work__about" role="status">
          {data ? countWords(data.requests, t) : ''}
        </p>
        <Link to="/requests/new" className="button button--main queue__new">
          {t('ask.again')} <Kbd>N</Kbd>
        </Link>
      </div>
      <p className="work__intro">
        {t('queue.order')} {data ? <Live following={following} at={dataUpdatedAt} queue={data} /> : null}
      </p>
      {error ? <Failure error={error} again={() => void refetch()} kept={kept} /> : null}
      {data || error ? null : <Loading lines={8} />}
      {data ? <Unreadable list={data} /> : null}
      {data?.requests.length === 0 && !error ? <Empty>{t('queue.none')}</Empty> : null}
      {data && data.requests.length > 0 ? <Queue queue={data} /> : null}
      <KeyFoot />
    </div>
  );
}

function countWords(requests: readonly RequestView[], t: ReturnType<typeof useConsultation>): string {
  const count = requests.length;
  const fresh = requests.filter(({ state }) => state === 'received').length;
  return t(count === 1 ? 'queue.count.one' : 'queue.count.more', { count, fresh });
}

function Live(props: {
  readonly following: Following;
  readonly at: number;
  readonly queue: QueueAnswer;
}): ReactNode {
  const t = useConsultation();
  const { language } = useSpeaking();
  const { following, at, queue } = props;
  const time = timeWords(at, { language, timeZone: queue.timeZone });
  return (
    <span data-following={following}>
      {t(following === 'live' ? 'queue.live' : 'queue.waiting')}, {t('queue.updated', { time })}.
    </span>
  );
}

function Queue({ queue }: { readonly queue: QueueAnswer }): ReactNode {
  const t = useConsultation();
  const { language } = useSpeaking();
  const [opened, open] = useState<Opened>();
  const table = useRef<HTMLDivElement>(null);
  useRowKeys(table, queue.requests, { opened, open });
  const parts = [
    { title: t('queue.waits'), requests: queue.requests.filter(waitsForTeam) },
    { title: t('queue.goesOn'), requests: queue.requests.filter((request) => !waitsForTeam(request)) },
  ];
  return (
    <div ref={table}>
      {parts.map(({ title, requests }) =>
        requests.length === 0 ? null : (
          <section key={title} aria-label={title}>
            <h2 className="board__head">
              {title} <span className="board__count">{requests.length}</span>
            </h2>
            <RequestTable
              requests={requests}
              saidIn={{ language, timeZone: queue.timeZone }}
              opened={opened}
              open={open}
              label={title}
            />
          </section>
        ),
      )}
    </div>
  );
}

/** J and K over the rows; T, A and E for the row that has the focus or is open, where it may be done. */
export function useRowKeys(
  place: { readonly current: HTMLElement | null },
  requests: readonly RequestView[],
  { opened, open }: { readonly opened: Opened | undefined; open(opened: Opened | undefined): void },
): void {
  const { here } = useSpeaking();
  useKeys(
    useMemo(() => {
      const chosen = () => {
        const id = idOfFocused(place.current) ?? opened?.id;
        return requests.find((each) => each.id === id);
      };
      const act = (doing: Doable) => () => {
        const request = chosen();
        if (request?.may.includes(doing)) open({ id: request.id, doing });
      };
      const emergency = () => {
        const patient = chosen()?.patient;
        if (patient?.name !== undefined)
          window.location.assign(here(`/care/patients/${patient.id}/emergency`));
      };
      return {
        j: () => moveBy(place.current, 1),
        k: () => moveBy(place.current, -1),
        t: act('triage'),
        a: act('accept'),
        c: act('callBack'),
        e: emergency,
      };
    }, [place, requests, opened, open, here]),
  );
}
