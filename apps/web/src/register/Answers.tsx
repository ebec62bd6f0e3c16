import { PROMPT_LISTS, type PromptsShown, type ShownAnswer } from '@caecilia/consultation/ui';
import { dateWords } from '@caecilia/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useConsultation } from '../requests/words.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { byWords } from './byWords.ts';
import { promptsQuery } from './registerQueries.ts';

/** What was ticked before: when, by whom, on which version. Newest first, and no number made of it. */
export function Answers({ id }: { readonly id: string }): ReactNode {
  const t = useConsultation();
  const { data } = useQuery(promptsQuery(id));
  if (data === undefined) return null;
  return (
    <section aria-labelledby="answers-title">
      <h2 id="answers-title">{t('early.earlier')}</h2>
      <p className="early__intro">{t(aboutKey(data))}</p>
      {data.unreadable > 0 ? (
        <p className="banner-line">{t('early.unreadable', { count: data.unreadable })}</p>
      ) : null}
      {data.answers.length > 0 ? (
        <ol className="answers">
          {data.answers.map((answer) => (
            <li key={answer.id}>
              <Answer answer={answer} />
            </li>
          ))}
        </ol>
      ) : null}
      {data.more ? <p>{t('early.more')}</p> : null}
    </section>
  );
}

/** Nothing is said to be absent to whom it may be closed. */
function aboutKey({ closed, mayTick, answers, unreadable }: PromptsShown) {
  if (closed) return 'early.closed';
  if (!mayTick) return 'early.earlier.told';
  return answers.length + unreadable === 0 ? 'early.earlier.none' : 'early.earlier.hidden';
}

function Answer({ answer }: { readonly answer: ShownAnswer }): ReactNode {
  const { language } = useSpeaking();
  const t = useConsultation();
  const list = PROMPT_LISTS.find(({ id, version }) => id === answer.list && version === answer.version);
  const title = PROMPT_LISTS.find(({ id }) => id === answer.list)?.title;
  const wordsOf = (item: string) => list?.items.find(({ id }) => id === item)?.words;
  return (
    <>
      <p className="answers__head">
        <b>{title === undefined ? answer.list : t(title)}</b>{' '}
        <span>{t('early.list.version', { version: answer.version })}</span>
      </p>
      <p className="answers__who">
        {dateWords(answer.at, 'time', language)} {byWords(answer.by, t)}
      </p>
      {answer.ticked.length === 0 ? (
        <p>{t('early.earlier.empty')}</p>
      ) : (
        <ul className="answers__ticked">
          {answer.ticked.map((item) => {
            const words = wordsOf(item);
            return <li key={item}>{words === undefined ? t('early.earlier.old', { item }) : t(words)}</li>;
          })}
        </ul>
      )}
    </>
  );
}
