import type { MeetingAnswer } from '@caecilia/mdt/ui';
import { useSend } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ofMeeting } from './mdtQueries.ts';
import { momentWords, useMdt } from './words.ts';

type To = { readonly to: 'running' | 'closed' };

/** Where the meeting stands, and beginning it: then the first patient comes into view. */
export function MeetingState({ answer }: { readonly answer: MeetingAnswer }): ReactNode {
  const t = useMdt();
  const { language } = useSpeaking();
  const navigate = useNavigate();
  const { meeting, may, items } = answer;
  const first = items.find(({ off, discussed }) => !off && !discussed) ?? items.find(({ off }) => !off);
  const go = () =>
    first &&
    void navigate({ to: '/mdt/$meeting', params: { meeting: meeting.id }, search: { item: first.id } });
  const begin = useSend<To, object>(ofMeeting(meeting.id, 'state'), {
    changes: [['mdt', meeting.id, 'meeting']],
    done: () => void go(),
  });
  const { closed } = meeting;
  return (
    <div className="mdt-state">
      <p role="status">
        {closed
          ? t('meeting.closed', {
              time: momentWords(closed.at, { language, timeZone: meeting.timeZone }),
              name: closed.by.name ?? closed.by.reference,
            })
          : t(`state.${meeting.state}`)}
      </p>
      {first && meeting.state === 'planned' && may.plan ? (
        <Button loading={begin.isSending} onClick={() => begin.send({ to: 'running' })}>
          {t('meeting.begin')}
        </Button>
      ) : null}
      {first && (meeting.state !== 'planned' || !may.plan) ? (
        <Button variant={closed ? 'default' : 'filled'} onClick={() => go()}>
          {t('meeting.continue')}
        </Button>
      ) : null}
      {begin.failure === undefined ? null : <p role="alert">! {begin.failure}</p>}
    </div>
  );
}

/** Asks once, with what was not discussed, and then settles the minutes. */
export function CloseMeeting({ answer }: { readonly answer: MeetingAnswer }): ReactNode {
  const t = useMdt();
  const { meeting, items } = answer;
  const [asking, ask] = useState(false);
  const close = useSend<To, object>(ofMeeting(meeting.id, 'state'), {
    changes: [['mdt', meeting.id]],
    done: () => ask(false),
  });
  const left = items.filter(({ off, discussed }) => !off && !discussed).length;
  if (!asking)
    return (
      <Button variant="default" onClick={() => ask(true)}>
        {t('meeting.close')}
      </Button>
    );
  return (
    <div className="card mdt-card">
      <p>{t('meeting.close.ask', { count: left })}</p>
      <div className="mdt-acts">
        <Button loading={close.isSending} onClick={() => close.send({ to: 'closed' })}>
          {t('meeting.close.yes')}
        </Button>
        <Button variant="default" onClick={() => ask(false)}>
          {t('meeting.cancel')}
        </Button>
      </div>
      {close.failure === undefined ? null : <p role="alert">! {close.failure}</p>}
    </div>
  );
}
