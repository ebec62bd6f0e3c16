import type { MarkKept, MarksShown, ShownMark } from '@caecilia/consultation/ui';
import { birthDateWords } from '@caecilia/ui';
import { Failure, Loading, useDraft, useSend } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { byWords } from './byWords.ts';
import { EndMark } from './EndMark.tsx';
import { isReason, reasonKey } from './reason.ts';
import { marksQuery, ofPatient, registerQuery } from './registerQueries.ts';
import { Said } from './Said.tsx';

/** Who marked this patient, with the reason; marking, and taking a mark away. */
export function Marks({ id }: { readonly id: string }): ReactNode {
  const t = useConsultation();
  const { data, error, refetch } = useQuery(marksQuery(id));
  const [said, setSaid] = useState<string>();
  return (
    <section className="card early__card" aria-labelledby="marks-title">
      <h2 id="marks-title">{t('register.section')}</h2>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Loading lines={2} /> : null}
      {data === undefined ? null : <Shown id={id} shown={data} say={setSaid} />}
      <Said done={said} />
    </section>
  );
}

interface ShownProps {
  readonly id: string;
  readonly shown: MarksShown;
  say(words: string | undefined): void;
}

function Shown({ id, shown, say }: ShownProps): ReactNode {
  const t = useConsultation();
  const { marks, closed, mayMark, unreadable, more } = shown;
  const isMine = marks.some(({ mine, ended }) => mine && ended === undefined);
  return (
    <>
      {closed ? <p className="banner-line">{t('register.closed')}</p> : null}
      {unreadable > 0 ? <p className="banner-line">{t('early.unreadable', { count: unreadable })}</p> : null}
      {marks.length === 0 && !closed ? <p>{t('register.nobody')}</p> : null}
      {marks.length > 0 ? (
        <ul className="marks">
          {marks.map((mark) => (
            <li key={mark.id}>
              <OneMark mark={mark} />
              {mayMark && mark.ended === undefined ? (
                <EndMark mark={mark} ended={() => say(t('register.unmarked'))} />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {more ? <p>{t('early.more')}</p> : null}
      {mayMark && !isMine && !closed ? <NewMark id={id} say={say} /> : null}
    </>
  );
}

/** A mark with its day, who set it and why; and how it ended. */
function OneMark({ mark }: { readonly mark: ShownMark }): ReactNode {
  const t = useConsultation();
  const { on, by, mine, reason, ended } = mark;
  return (
    <>
      <p className="marks__head">
        <b>{t('register.since', { date: birthDateWords(on, 'day') })}</b>{' '}
        {mine ? t('register.you') : byWords(by, t)}
      </p>
      <p className="marks__reason voice">{reason}</p>
      {ended === undefined ? null : (
        <p>
          {t('register.until', { date: birthDateWords(ended.on, 'day') })} {byWords(ended.by, t)}:{' '}
          <span className="voice">{ended.reason}</span>
        </p>
      )}
    </>
  );
}

function NewMark({ id, say }: Pick<ShownProps, 'id' | 'say'>): ReactNode {
  const t = useConsultation();
  const draft = useDraft(`mark/${id}`, '', isReason);
  const [wrong, setWrong] = useState<string>();
  const sending = useSend<{ readonly reason: string }, MarkKept>(ofPatient(id, 'marks'), {
    changes: [marksQuery(id).queryKey, registerQuery.queryKey],
    done: ({ mark, otherReason }) => {
      if (!otherReason) draft.drop();
      const date = birthDateWords(mark.on, 'day');
      say(otherReason ? t('register.again', { date }) : t('register.marked'));
    },
  });
  return (
    <form
      className="mark-form"
      onSubmit={(event) => {
        event.preventDefault();
        const key = reasonKey(draft.value);
        setWrong(key === undefined ? undefined : `! ${t(key)}`);
        say(undefined);
        if (key === undefined) sending.send({ reason: draft.value });
      }}
    >
      <p>{t('register.intro.patient')}</p>
      <Textarea
        label={t('register.reason')}
        description={t('register.reason.hint')}
        autosize={false}
        rows={3}
        value={draft.value}
        error={wrong}
        onChange={(event) => {
          draft.change(event.currentTarget.value);
          setWrong(undefined);
        }}
      />
      <Button type="submit" variant="default" loading={sending.isSending}>
        {t('register.mark')}
      </Button>
      <Said failure={sending.failure} />
    </form>
  );
}
