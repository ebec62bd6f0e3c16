import { type AnswerView, type HandOverView, MOST_WORDS } from '@caecilia/exchange/ui';
import { useSend, useTyped } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Said } from '../register/Said.tsx';
import { INBOX } from './queries.ts';
import { useExchange, useWhen } from './words.ts';

/** What the recipient answers: that it was received, and how they can be reached. */
export function AnswerForm(props: {
  readonly id: string;
  readonly answers: readonly AnswerView[];
  readonly timeZone: string;
  changed(): void;
}): ReactNode {
  const { id, answers, timeZone, changed } = props;
  const t = useExchange();
  const when = useWhen(timeZone);
  const { values, set, sent } = useTyped(`inbox/answer/${id}`, { words: '' });
  const [isTried, setTried] = useState(false);
  const [done, setDone] = useState<string>();
  const leave = sent(changed);
  const sending = useSend<object, { readonly handOver: HandOverView }>(
    `/inbox/${encodeURIComponent(id)}/answer`,
    {
      changes: [INBOX],
      done: () => {
        setTried(false);
        setDone(t('answer.sent'));
        leave();
      },
    },
  );
  const words = values.words.trim();
  const isWrong = words === '' || [...words].length > MOST_WORDS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setDone(undefined);
    if (!isWrong) sending.send({ words });
  };
  return (
    <section aria-labelledby="answer-title" className="card message__part">
      <h2 id="answer-title">{t('answer.title')}</h2>
      {answers.length === 0 ? null : (
        <>
          <p>{t('answer.given')}</p>
          <ul className="message__answers">
            {answers.map((each) => (
              <li key={`${each.at}${each.words}`}>
                <span className="voice">{each.words}</span>{' '}
                <span className="sending-note">{when(each.at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <form className="message__answer" noValidate onSubmit={submit} aria-label={t('answer.title')}>
        {words === '' ? (
          <Button variant="default" size="compact-md" onClick={() => set('words', t('answer.received'))}>
            {t('answer.fill')}
          </Button>
        ) : null}
        <Textarea
          label={t('answer.label')}
          description={t('answer.hint')}
          rows={3}
          value={values.words}
          error={isTried && isWrong ? `! ${t('wrong.answer', { count: MOST_WORDS })}` : undefined}
          onChange={(event) => set('words', event.currentTarget.value)}
        />
        <Said done={done} failure={sending.failure} />
        <Button type="submit" loading={sending.isSending}>
          {t('answer.send')}
        </Button>
      </form>
    </section>
  );
}
