import type { DeskTalk, DeskTalks } from '@caecilia/assessment/ui';
import { Failure } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { NoteForm } from './NoteForm.tsx';
import { CallOffForm, PlanForm } from './PlanForms.tsx';
import './planned.css';
import { TalkLines } from './TalkLines.tsx';
import { type OnTalks, talksQuery, useTalkPlanWords, useTalkSend } from './talks.ts';

/** The conversation that is planned with this patient, and planning one. */
export function PlannedTalks({ id }: { readonly id: string }): ReactNode {
  const w = useTalkPlanWords();
  const { data, error, refetch } = useQuery(talksQuery(id));
  const [said, say] = useState('');
  const [isPlanning, plan] = useState(false);
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return null;
  const standing = data.talks.filter(({ state }) => state === 'planned');
  const former = data.talks.filter(({ state }) => state !== 'planned');
  const mayPlan = data.mayPlan && !data.died && standing.every(({ over }) => over);
  return (
    <section className="card talk-planned" aria-labelledby="planned-title">
      <h3 id="planned-title">{w('title')}</h3>
      {data.unreadable.map((reference) => (
        <p key={reference}>! {w('unreadable', { reference })}</p>
      ))}
      {standing.length === 0 ? <p>{w(data.died ? 'died' : 'none')}</p> : null}
      {standing.map((talk) => (
        <Standing key={talk.id} id={id} data={data} talk={talk} say={say} />
      ))}
      <p role="status">{said}</p>
      {isPlanning ? (
        <PlanForm id={id} data={data} say={say} close={() => plan(false)} />
      ) : mayPlan ? (
        <Button
          variant="default"
          onClick={() => {
            say('');
            plan(true);
          }}
        >
          {w('plan')}
        </Button>
      ) : null}
      {former.length === 0 ? null : (
        <details>
          <summary>{w('former')}</summary>
          {former.map((talk) => (
            <TalkLines key={talk.id} talk={talk} />
          ))}
        </details>
      )}
    </section>
  );
}

type Opened = 'move' | 'callOff' | 'note';

/** One that stands, with what can be done about it. */
function Standing(props: {
  readonly id: string;
  readonly data: DeskTalks;
  readonly talk: DeskTalk;
  say(words: string): void;
}): ReactNode {
  const { data, talk } = props;
  const w = useTalkPlanWords();
  const [opened, open] = useState<Opened>();
  const on = { ...props, close: () => open(undefined) };
  const mayAct = data.mayPlan && !data.died;
  const button = (what: Opened, words: string) => (
    <Button variant="default" onClick={() => open(what)}>
      {words}
    </Button>
  );
  return (
    <div className="talk-planned__one">
      <TalkLines talk={talk} />
      {talk.over ? <p>{w('past')}</p> : null}
      {opened === 'move' ? <PlanForm {...on} /> : null}
      {opened === 'callOff' ? <CallOffForm {...on} /> : null}
      {opened === 'note' ? <NoteForm {...on} /> : null}
      {mayAct && opened === undefined ? (
        <div className="form-acts">
          {talk.choosing ? button('note', w('wants.note')) : null}
          {button('move', w('move'))}
          {button('callOff', w('callOff'))}
          {talk.day <= data.today ? <HeldButton {...on} words={w('held')} /> : null}
        </div>
      ) : null}
    </div>
  );
}

/** Says that a conversation was held. */
export function HeldButton(props: OnTalks & { readonly talk: DeskTalk; readonly words: string }): ReactNode {
  const { talk, words, close } = props;
  const sending = useTalkSend(props, {
    talk: talk.id,
    act: 'held',
    saved: 'saved.changed',
    leave: close,
  });
  return (
    <>
      <Button
        variant="default"
        loading={sending.isSending}
        onClick={() => sending.send({ versionId: talk.versionId })}
      >
        {words}
      </Button>
      {sending.theirs === undefined ? null : <TalkLines talk={sending.theirs} />}
      {sending.failure === undefined ? null : <p role="alert">! {sending.failure}</p>}
    </>
  );
}
