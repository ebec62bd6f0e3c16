import {
  AGENDA_ORDERS,
  type AgendaAnswer,
  type AgendaOrder,
  agendaOrders,
  type ItemView,
  type MeetingAnswer,
} from '@caecilia/mdt/ui';
import { birthDateWords } from '@caecilia/ui';
import { Empty, tell, useSend } from '@caecilia/workspace';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { meQuery } from '../server/queries.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { AddPatient } from './AddPatient.tsx';
import { Attendance } from './Attendance.tsx';
import { CloseMeeting, MeetingState } from './MeetingState.tsx';
import { MinutesButton } from './MinutesButton.tsx';
import { meetingQuery, ofItem, ofMeeting } from './mdtQueries.ts';
import { useMdt } from './words.ts';

interface AgendaProps {
  readonly answer: MeetingAnswer;
  /** Items of which words are on this device only. */
  readonly waiting: ReadonlySet<string>;
}

/** Whom the meeting speaks of, and why; who is there; and its end. */
export function AgendaView({ answer, waiting }: AgendaProps): ReactNode {
  const t = useMdt();
  const { meeting, may } = answer;
  const [order, setOrder] = useState<AgendaOrder>('own');
  const looked = useLookAgain(answer);
  return (
    <>
      <MeetingState answer={answer} />
      <div className="mdt-columns">
        <section aria-labelledby="agenda-title">
          <div className="mdt-head">
            <h2 id="agenda-title">{t('agenda.title')}</h2>
            <NativeSelect
              label={t('agenda.order')}
              value={order}
              data={AGENDA_ORDERS.map((value) => ({ value, label: t(`agenda.order.${value}`) }))}
              onChange={(event) => setOrder(event.currentTarget.value as AgendaOrder)}
            />
          </div>
          <p className="mdt-note">{t(`agenda.order.said.${order}`)}</p>
          <LeftOut answer={answer} />
          {looked.answer?.complete === false ? <p className="banner-line">{t('agenda.incomplete')}</p> : null}
          {looked.failure === undefined ? null : <p role="alert">! {looked.failure}</p>}
          {answer.items.length === 0 && !looked.isLooking ? <Empty>{t('agenda.none')}</Empty> : null}
          <Groups answer={answer} order={order} waiting={waiting} />
          {may.plan && meeting.state !== 'closed' ? <AddPatient meeting={meeting.id} /> : null}
        </section>
        <div className="mdt-side">
          <Attendance answer={answer} />
          <MinutesButton meeting={meeting.id} />
          {may.chair && meeting.state !== 'closed' ? <CloseMeeting answer={answer} /> : null}
        </div>
      </div>
    </>
  );
}

/** The agenda builds itself when somebody who makes it opens it. */
function useLookAgain({ meeting, may }: MeetingAnswer) {
  const { data: me } = useQuery(meQuery);
  const queries = useQueryClient();
  const wanted = may.plan && meeting.state !== 'closed' && me !== undefined;
  const look = useQuery({
    queryKey: ['mdt', meeting.id, 'looked'],
    enabled: wanted,
    staleTime: 60_000,
    queryFn: async () => {
      const answer = await tell<AgendaAnswer>(ofMeeting(meeting.id, 'agenda'), {
        body: {},
        formToken: me?.formToken ?? '',
      });
      await queries.invalidateQueries({ queryKey: meetingQuery(meeting.id).queryKey });
      return answer;
    },
  });
  return {
    answer: look.data,
    isLooking: look.isFetching,
    failure: look.error === null ? undefined : look.error.message,
  };
}

function LeftOut({ answer: { leftOut, unreadable } }: { readonly answer: MeetingAnswer }): ReactNode {
  const t = useMdt();
  return (
    <>
      {leftOut === 0 ? null : (
        <p className="banner-line">
          {t(leftOut === 1 ? 'agenda.leftOut.one' : 'agenda.leftOut.more', { count: leftOut })}
        </p>
      )}
      {unreadable === 0 ? null : (
        <p className="banner-line">{t('agenda.unreadable', { count: unreadable })}</p>
      )}
    </>
  );
}

function Groups({ answer, order, waiting }: AgendaProps & { readonly order: AgendaOrder }): ReactNode {
  const t = useMdt();
  const on = answer.items.filter(({ off }) => !off);
  const off = answer.items.filter((each) => each.off);
  return (
    <>
      {agendaOrders(on, order).map(({ kind, entries }) => (
        <div key={kind ?? 'all'}>
          {kind === undefined ? null : <h3>{t(`reason.kind.${kind}`)}</h3>}
          {entries.length === 0 ? null : (
            <ol className="mdt-agenda">
              {entries.map((item) => (
                <Entry
                  key={item.id}
                  item={item}
                  answer={answer}
                  waits={waiting.has(item.id)}
                  neighbours={order === 'own' ? neighboursOf(on, item) : undefined}
                />
              ))}
            </ol>
          )}
        </div>
      ))}
      {off.length === 0 ? null : (
        <ul className="mdt-off">
          {off.map((item) => (
            <Off key={item.id} item={item} answer={answer} />
          ))}
        </ul>
      )}
    </>
  );
}

interface Neighbours {
  readonly before: ItemView | undefined;
  /** After whom it would come; undefined where it would be last. */
  readonly afterNext: ItemView | undefined;
  readonly isLast: boolean;
}

function neighboursOf(all: readonly ItemView[], item: ItemView): Neighbours {
  const index = all.findIndex(({ id }) => id === item.id);
  return { before: all[index - 1], afterNext: all[index + 2], isLast: index === all.length - 1 };
}

function Entry(props: {
  readonly item: ItemView;
  readonly answer: MeetingAnswer;
  readonly waits: boolean;
  readonly neighbours: Neighbours | undefined;
}): ReactNode {
  const { item, answer, waits, neighbours } = props;
  const t = useMdt();
  const { language } = useSpeaking();
  const { meeting, may } = answer;
  const name = item.name ?? t('agenda.unnamed');
  const open = may.plan && meeting.state !== 'closed';
  return (
    <li className="mdt-entry">
      <div className="mdt-entry__who">
        <Link
          to="/mdt/$meeting"
          params={{ meeting: meeting.id }}
          search={{ item: item.id }}
          className="voice"
        >
          {name}
        </Link>
        {item.birthDate ? <span>{birthDateWords(item.birthDate, precisionOf(item.birthDate))}</span> : null}
        {item.discussed ? <span className="mdt-tag">✓ {t('agenda.discussed')}</span> : null}
        {waits ? <span className="mdt-tag">{t('part.waiting')}</span> : null}
      </div>
      <ul className="mdt-reasons">
        {item.reasons.map(({ kind, words }) => (
          <li key={kind + words.nl}>
            <b>{t(`reason.kind.${kind}`)}</b> {words[language]}
          </li>
        ))}
      </ul>
      {open ? <EntryActs item={item} meeting={meeting.id} neighbours={neighbours} name={name} /> : null}
    </li>
  );
}

const precisionOf = (date: string) => (date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day');

function EntryActs(props: {
  readonly item: ItemView;
  readonly meeting: string;
  readonly neighbours: Neighbours | undefined;
  readonly name: string;
}): ReactNode {
  const { item, meeting, neighbours, name } = props;
  const t = useMdt();
  const [removing, setRemoving] = useState(false);
  const changes = [meetingQuery(meeting).queryKey];
  const order = useSend<{ readonly item: string; readonly before?: string }, object>(
    ofMeeting(meeting, 'order'),
    {
      changes,
      done: () => undefined,
    },
  );
  const move = (before: ItemView | undefined) =>
    order.send({ item: item.id, ...(before ? { before: before.id } : {}) });
  return (
    <div className="mdt-acts">
      {neighbours?.before ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('agenda.up', { name })}
          onClick={() => move(neighbours.before)}
        >
          ↑
        </Button>
      ) : null}
      {neighbours && !neighbours.isLast ? (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('agenda.down', { name })}
          onClick={() => move(neighbours.afterNext)}
        >
          ↓
        </Button>
      ) : null}
      {removing ? null : (
        <Button variant="default" size="compact-sm" onClick={() => setRemoving(true)}>
          {t('agenda.remove')}
        </Button>
      )}
      {removing ? <Remove item={item} meeting={meeting} close={() => setRemoving(false)} /> : null}
      {order.failure === undefined ? null : <p role="alert">! {order.failure}</p>}
    </div>
  );
}

function Remove(props: { readonly item: ItemView; readonly meeting: string; close(): void }): ReactNode {
  const { item, meeting, close } = props;
  const t = useMdt();
  const [words, setWords] = useState('');
  const [wrong, setWrong] = useState(false);
  const step = useSend<object, object>(ofItem(meeting, item.id, 'steps'), {
    changes: [meetingQuery(meeting).queryKey],
    done: close,
  });
  return (
    <form
      className="mdt-inline"
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(words.trim() === '');
        if (words.trim() !== '') step.send({ kind: 'removed', words });
      }}
    >
      <Textarea
        label={t('agenda.remove.why')}
        rows={2}
        value={words}
        error={wrong ? `! ${t('wrong.why')}` : undefined}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button type="submit" loading={step.isSending}>
        {t('agenda.remove')}
      </Button>
      <Button variant="default" onClick={close}>
        {t('meeting.cancel')}
      </Button>
      {step.failure === undefined ? null : <p role="alert">! {step.failure}</p>}
    </form>
  );
}

function Off({ item, answer }: { readonly item: ItemView; readonly answer: MeetingAnswer }): ReactNode {
  const t = useMdt();
  const { meeting, may } = answer;
  const step = useSend<object, object>(ofItem(meeting.id, item.id, 'steps'), {
    changes: [meetingQuery(meeting.id).queryKey],
    done: () => undefined,
  });
  return (
    <li>
      <b className="voice">{item.name ?? t('agenda.unnamed')}</b>{' '}
      {t('agenda.removed', { name: item.off?.name ?? '', words: item.off?.words ?? '' })}{' '}
      {may.plan && meeting.state !== 'closed' ? (
        <Button variant="default" size="compact-sm" onClick={() => step.send({ kind: 'restored' })}>
          {t('agenda.restore')}
        </Button>
      ) : null}
      {step.failure === undefined ? null : <span role="alert">! {step.failure}</span>}
    </li>
  );
}
