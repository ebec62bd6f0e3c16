import { Failure } from '@caecilia/workspace';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../../words/useSpeaking.ts';
import { HeldButton } from './PlannedTalks.tsx';
import { Wants } from './TalkLines.tsx';
import { plannedNow } from './talkDraft.ts';
import { talksQuery, useTalkPlanWords, whenWords } from './talks.ts';

/** In the first step: whom the patient wants there. Nobody is ticked by it: who is there is seen and not planned. */
export function WantedHere(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const w = useTalkPlanWords();
  const { language } = useSpeaking();
  const { data, error, refetch } = useQuery(talksQuery(id));
  if (error) return <Failure error={error} again={() => void refetch()} />;
  const talk = data && plannedNow(data);
  if (talk === undefined) return null;
  return (
    <div className="talk-before" role="note">
      <p>{w('wants.for', { day: whenWords(talk, w, language) })}</p>
      <Wants talk={talk} />
    </div>
  );
}

/** After a conversation was recorded: whether it was the one that was planned for today. */
export function HeldToday({ id }: { readonly id: string }): ReactNode {
  const w = useTalkPlanWords();
  const { data, error, refetch } = useQuery(talksQuery(id));
  const [said, say] = useState('');
  if (error) return <Failure error={error} again={() => void refetch()} />;
  const talk = data?.talks.find(({ state, day }) => state === 'planned' && day === data.today);
  if (said !== '') return <p role="status">{said}</p>;
  if (data === undefined || talk === undefined || !data.mayPlan) return null;
  return (
    <div className="form-acts">
      <p>{w('held.ask', { from: talk.from })}</p>
      <HeldButton id={id} data={data} talk={talk} say={say} close={() => undefined} words={w('held.yes')} />
    </div>
  );
}
