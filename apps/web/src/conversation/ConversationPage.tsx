import type { DeskOpening } from '@caecilia/careplan/ui';
import { Failure, Loading, useDraft } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { AgendaBeside } from '../assessment/AgendaBeside.tsx';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ConversationSteps } from './ConversationSteps.tsx';
import { openingQuery, useTalkWords } from './conversationQuery.ts';
import { ElsewherePanel } from './ElsewherePanel.tsx';
import { OwnWordsPanel } from './OwnWordsPanel.tsx';
import { HeldToday } from './planned/AroundTalk.tsx';
import { PlannedTalks } from './planned/PlannedTalks.tsx';
import { usePlanWords } from './planWords.ts';
import { ReviewsPanel } from './ReviewsPanel.tsx';
import { SharingPanel } from './SharingPanel.tsx';
import { rowName } from './said.ts';
import { begun, isTalk, NOT_BEGUN } from './talk.ts';
import type { Recorded } from './useConcluding.ts';

/** A conversation about care with this patient, in eight steps, that one person types while talking. */
export function ConversationPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const w = useTalkWords();
  const opening = useQuery(openingQuery(id));
  const draft = useDraft(`conversation/${id}`, NOT_BEGUN, isTalk);
  const [recorded, setRecorded] = useState<Recorded>();
  const { data } = opening;
  const isOpen = draft.value.clientId !== '';
  return (
    <>
      <SectionTitle title={w('title')} />
      {opening.error ? <Failure error={opening.error} again={() => void opening.refetch()} /> : null}
      {opening.isPending ? <Loading lines={6} /> : null}
      {recorded && data ? <Done id={id} recorded={recorded} opening={data} /> : null}
      {data && !isOpen ? <Around id={id} data={data} done={recorded !== undefined} /> : null}
      {data && !recorded ? <Beginning data={data} isOpen={isOpen} /> : null}
      {data?.mayRecord && !data.died && !recorded && !isOpen ? (
        <>
          <AgendaBeside id={id} />
          <Button onClick={() => draft.change(begun(data, crypto.randomUUID()))}>{w('begin')}</Button>
        </>
      ) : null}
      {data?.mayRecord && !data.died && !recorded && isOpen ? (
        <ConversationSteps
          id={id}
          opening={data}
          draft={draft}
          done={(answer) => {
            draft.drop();
            setRecorded(answer);
            void opening.refetch();
          }}
        />
      ) : null}
    </>
  );
}

/** What is around a conversation: sources that contradict, what changed, when one is planned, own words, and reviews. */
function Around(props: {
  readonly id: string;
  readonly data: DeskOpening;
  /** A conversation was recorded just now: it ended what was open. */
  readonly done: boolean;
}): ReactNode {
  const { id, data, done } = props;
  const w = usePlanWords();
  const contradicts =
    data.rows.some(({ state }) => state === 'contradiction') || (data.answers.goal?.length ?? 0) > 1;
  return (
    <>
      {contradicts ? (
        <p className="banner-line">
          !{' '}
          <Link to="/patients/$id/conversation/conflicts" params={{ id }}>
            {w('conflicts.link')}
          </Link>
        </p>
      ) : null}
      <p>
        <Link to="/patients/$id/conversation/changes" params={{ id }}>
          {w('changes.link')}
        </Link>
      </p>
      <PlannedTalks id={id} />
      <ElsewherePanel key={`elsewhere ${String(done)}`} id={id} />
      <OwnWordsPanel id={id} />
      {data.died ? null : <ReviewsPanel key={String(done)} id={id} />}
    </>
  );
}

function Beginning(props: {
  readonly data: { readonly mayRecord: boolean; readonly died: boolean };
  readonly isOpen: boolean;
}): ReactNode {
  const w = useTalkWords();
  const { data, isOpen } = props;
  if (data.died) return <p className="banner-line">{w('died')}</p>;
  if (!data.mayRecord) return <p className="banner-line">{w('readOnly')}</p>;
  return isOpen ? null : <p>{w('begin.hint')}</p>;
}

/** What became of it, said once. */
function Done(props: {
  readonly id: string;
  readonly recorded: Recorded;
  readonly opening: Parameters<typeof rowName>[0];
}): ReactNode {
  const w = useTalkWords();
  const { language } = useSpeaking();
  const { id, recorded, opening } = props;
  const around = usePlanWords();
  const names = (keys: readonly string[]) => keys.map((key) => rowName(opening, key, language)).join(', ');
  return (
    <div className="state" role="status">
      <p>
        <b>{w('concluded')}</b>
      </p>
      {recorded.ended.length > 0 ? <p>{w('concluded.ended', { names: names(recorded.ended) })}</p> : null}
      {recorded.stays.length > 0 ? <p>{w('concluded.stays', { names: names(recorded.stays) })}</p> : null}
      {recorded.inform === undefined ? null : <p>{around(recorded.inform ? 'inform.done' : 'inform.not')}</p>}
      {recorded.share ? <SharingPanel id={id} /> : null}
      <p>
        <Link to="/patients/$id" params={{ id }}>
          {w('concluded.plan')}
        </Link>
      </p>
      <HeldToday id={id} />
    </div>
  );
}
