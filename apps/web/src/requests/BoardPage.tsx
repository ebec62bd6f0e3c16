import { Failure, Loading, useChanges } from '@caecilia/workspace';
import { Kbd } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useKeys } from '../shell/keys.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { BoardAside } from './BoardAside.tsx';
import { type BoardGroup, type BoardPhase, boardGroups } from './boardGroups.ts';
import { KeyFoot } from './KeyFoot.tsx';
import { type Opened, useRowKeys } from './QueuePage.tsx';
import { RequestTable } from './RequestTable.tsx';
import { WithLimits } from './RowLimits.tsx';
import { type BoardAnswer, boardQuery, CHANGES, REQUESTS } from './requestQueries.ts';
import { dayWords, timeWords } from './times.ts';
import { Unreadable } from './Unreadable.tsx';
import { useConsultation } from './words.ts';

/** What the team begins its day with: new requests, its patients by phase, who is on call, the night, tasks. */
export function BoardPage(): ReactNode {
  const t = useConsultation();
  const { language } = useSpeaking();
  const navigate = useNavigate();
  const { data, error, refetch, dataUpdatedAt } = useQuery(boardQuery);
  useChanges(CHANGES, REQUESTS);
  useKeys(useMemo(() => ({ n: () => void navigate({ to: '/requests/new' }) }), [navigate]));
  const kept = data && error ? timeWords(dataUpdatedAt, { language, timeZone: data.timeZone }) : undefined;
  return (
    <div className="page-width work board">
      <div className="work__head">
        <PageTitle title={t('board.title')}>
          {data ? dayWords(data.now, { language, timeZone: data.timeZone }) : t('board.title')}
        </PageTitle>
        <p className="work__about" role="status">
          {data ? countWords(data, t) : ''}
        </p>
        <Link to="/requests/new" className="button button--main queue__new">
          {t('ask.again')} <Kbd>N</Kbd>
        </Link>
      </div>
      {error ? <Failure error={error} again={() => void refetch()} kept={kept} /> : null}
      {data || error ? null : <Loading lines={10} />}
      {data ? <Unreadable list={data} /> : null}
      {data ? (
        <div className="board__parts">
          <WithLimits patients={data.requests.map(({ patient }) => patient.id)}>
            <Groups board={data} />
          </WithLimits>
          <BoardAside board={data} />
        </div>
      ) : null}
      <KeyFoot />
    </div>
  );
}

function countWords({ requests }: BoardAnswer, t: ReturnType<typeof useConsultation>): string {
  const count = new Set(requests.map(({ patient }) => patient.id)).size;
  const fresh = requests.filter(({ state }) => state === 'received').length;
  return t(count === 1 ? 'board.count.one' : 'board.count.more', { count, fresh });
}

function Groups({ board }: { readonly board: BoardAnswer }): ReactNode {
  const t = useConsultation();
  const { language } = useSpeaking();
  const [opened, open] = useState<Opened>();
  const place = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => boardGroups(board.requests, board.phases), [board]);
  useRowKeys(place, board.requests, { opened, open });
  useGroupKeys(place);
  return (
    <div ref={place} className="board__groups">
      {groups.map((group, index) => (
        <Group key={group.kind} group={group} number={index + 1}>
          <RequestTable
            requests={group.requests}
            saidIn={{ language, timeZone: board.timeZone }}
            opened={opened}
            open={open}
            phases={board.phases}
            label={t(groupKey(group.kind))}
          />
        </Group>
      ))}
    </div>
  );
}

/** 1 to 4 bring the focus to a group. */
function useGroupKeys(place: { readonly current: HTMLElement | null }): void {
  useKeys(
    useMemo(() => {
      const to = (number: number) => () =>
        place.current?.querySelector<HTMLElement>(`[data-group="${number}"]`)?.focus();
      return { 1: to(1), 2: to(2), 3: to(3), 4: to(4) };
    }, [place]),
  );
}

const groupKey = (kind: BoardGroup['kind']) =>
  isPhaseGroup(kind) ? (`board.phase.${kind}` as const) : (`board.${kind}` as const);

const isPhaseGroup = (kind: BoardGroup['kind']): kind is BoardPhase =>
  kind !== 'new' && kind !== 'mine' && kind !== 'noPhase';

function Group(props: {
  readonly group: BoardGroup;
  readonly number: number;
  readonly children: ReactNode;
}): ReactNode {
  const t = useConsultation();
  const { group, number, children } = props;
  const { kind, requests } = group;
  return (
    <section aria-labelledby={`group-${kind}`}>
      <h2 id={`group-${kind}`} className="board__head" tabIndex={-1} data-group={number}>
        {number <= 4 ? <Kbd aria-hidden>{number}</Kbd> : null}
        {t(groupKey(kind))} <span className="board__count">{requests.length}</span>
        <span className="board__order">
          {t(isPhaseGroup(kind) ? 'board.phase.order' : `board.${kind}.order`)}
        </span>
      </h2>
      {requests.length === 0 ? <p>{t('queue.none')}</p> : children}
    </section>
  );
}
