import type { MeetingAnswer, Pulse } from '@caecilia/mdt/ui';
import { Failure, Loading, useChanges } from '@caecilia/workspace';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import './mdt.css';
import { glanceQuery } from '../server/queries.ts';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { AgendaView } from './AgendaView.tsx';
import { ItemPage } from './ItemPage.tsx';
import { meetingQuery, pulseQuery } from './mdtQueries.ts';
import { useOutbox } from './useOutbox.ts';
import { momentWords, useMdt } from './words.ts';

/** One meeting: its agenda, or one patient after another. What is typed goes on while the patient changes. */
export function MeetingPage(): ReactNode {
  const { meeting } = useParams({ from: '/mdt/$meeting' });
  return <OneMeeting key={meeting} meeting={meeting} />;
}

function OneMeeting({ meeting }: { readonly meeting: string }): ReactNode {
  const t = useMdt();
  const { language } = useSpeaking();
  const { item } = useSearch({ from: '/mdt/$meeting' });
  const { data, error, refetch } = useQuery(meetingQuery(meeting));
  const [outbox, writings] = useOutbox(meeting);
  useFollow(meeting);
  if (!data)
    return (
      <div className="page-width work">
        {error ? <PageTitle title={t('meetings.title')} /> : null}
        {error ? <Failure error={error} again={() => void refetch()} /> : <Loading />}
      </div>
    );
  const title = `${t('meetings.short')} ${momentWords(data.meeting.startsAt, { language, timeZone: data.meeting.timeZone })}`;
  const failure = error ? <Failure error={error} again={() => void refetch()} /> : null;
  const chosen = data.items.find(({ id }) => id === item);
  if (!chosen)
    return (
      <div className="page-width work mdt">
        <p className="mdt-back">
          <Link to="/mdt">{t('meeting.back')}</Link>
        </p>
        <PageTitle title={title} />
        {failure}
        <AgendaView answer={data} waiting={waitingIn(writings)} />
      </div>
    );
  return (
    <Sequence answer={data} at={chosen.id}>
      {(go) => (
        <ItemPage
          key={chosen.id}
          answer={data}
          item={chosen}
          outbox={outbox}
          writing={writings[chosen.id]}
          title={title}
          failure={failure}
          {...go}
        />
      )}
    </Sequence>
  );
}

/** Items of which words are on this device only. */
function waitingIn(writings: ReturnType<typeof useOutbox>[1]): ReadonlySet<string> {
  return new Set(
    Object.entries(writings).flatMap(([item, { words, saved }]) => (words === saved ? [] : [item])),
  );
}

/** Where one can go from a patient of the agenda. */
export interface Steps {
  readonly position: { readonly at: number; readonly of: number };
  readonly next: (() => void) | undefined;
  readonly previous: (() => void) | undefined;
  readonly overview: () => void;
}

function Sequence(props: {
  readonly answer: MeetingAnswer;
  readonly at: string;
  readonly children: (steps: Steps) => ReactNode;
}): ReactNode {
  const { answer, at, children } = props;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const order = useMemo(() => answer.items.filter(({ off, id }) => !off || id === at), [answer, at]);
  const index = order.findIndex(({ id }) => id === at);
  const [after, before] = [order[index + 1], order[index - 1]];
  useEffect(() => {
    // The next patient is there when their turn comes.
    if (after) void queries.prefetchQuery(glanceQuery(after.patient));
  }, [after, queries]);
  const to = (item: string | undefined) =>
    void navigate({
      to: '/mdt/$meeting',
      params: { meeting: answer.meeting.id },
      search: item === undefined ? {} : { item },
    });
  return children({
    position: { at: index + 1, of: order.length },
    next: after ? () => to(after.id) : undefined,
    previous: before ? () => to(before.id) : undefined,
    overview: () => to(undefined),
  });
}

const POLL_MS = 5_000;

/** Asks again for what was changed, and for nothing else: the server says of what, and not what. */
function useFollow(meeting: string): void {
  const queries = useQueryClient();
  const following = useChanges('/mdt/changes', pulseQuery(meeting).queryKey);
  const { data: pulse } = useQuery({
    ...pulseQuery(meeting),
    staleTime: 0,
    refetchInterval: following === 'live' ? false : POLL_MS,
  });
  const seen = useRef<Pulse | undefined>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = pulse;
    if (!pulse || !before) return;
    const ask = (...key: readonly string[]) =>
      void queries.invalidateQueries({ queryKey: ['mdt', meeting, ...key] });
    if (pulse.meeting !== before.meeting) ask('meeting');
    for (const [item, count] of Object.entries(pulse.items))
      if (count !== before.items[item]) ask('item', item);
  }, [pulse, meeting, queries]);
}
