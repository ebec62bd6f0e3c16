import { draftsQuery, Empty, Failure, Loading, useChanges } from '@caecilia/workspace';
import '@caecilia/story/story.css';
import '@caecilia/letter/letter.css';
import type { LettersShown, LetterView } from '@caecilia/letter/ui';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SectionTitle } from '../patients/SectionTitle.tsx';
import './letters.css';
import { LetterCard } from './LetterCard.tsx';
import { lettersQuery } from './queries.ts';
import { draftName } from './useWriting.ts';
import { WriteLetter } from './WriteLetter.tsx';
import { useLetterWords } from './words.ts';

/** Letters about a patient: what was sent, and the next one. */
export function LettersPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id' });
  const t = useLetterWords();
  const { data, error, refetch, isPending } = useQuery(lettersQuery(id));
  useChanges('/letters/changes', lettersQuery(id).queryKey);
  return (
    <section className="letters">
      <div className="letter-screen">
        <SectionTitle title={t('title')} />
        <p className="work__intro">{t('intro')}</p>
      </div>
      {isPending ? <Loading lines={4} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {data ? <Shown id={id} shown={data} /> : null}
    </section>
  );
}

function Shown({ id, shown }: { readonly id: string; readonly shown: LettersShown }): ReactNode {
  const t = useLetterWords();
  const [said, say] = useState('');
  const [reading, read] = useState<string>();
  const { letters, unreadable, more, closed, mayWrite, timeZone, demo } = shown;
  const writing = useBegun(id, letters);
  if (closed) return <p className="banner-line">{t('closed')}</p>;
  const current = letters.filter(({ superseded }) => !superseded);
  const former = letters.filter(({ superseded }) => superseded);
  const cards = (of: LettersShown['letters']) => (
    <ul className="letter-list">
      {of.map((letter) => (
        <LetterCard
          key={letter.id}
          id={id}
          letter={letter}
          timeZone={timeZone}
          demo={demo}
          mayWrite={mayWrite}
          isFollowed={writing.after(letter)}
          isOpen={reading === letter.id}
          open={(isOpen) => read(isOpen ? letter.id : undefined)}
          follow={() => {
            say('');
            writing.open(letter);
          }}
        />
      ))}
    </ul>
  );
  return (
    <>
      {unreadable > 0 ? (
        <p className="banner-line">! {t('unreadable', { count: String(unreadable) })}</p>
      ) : null}
      {more ? <p className="banner-line">! {t('more')}</p> : null}
      {letters.length === 0 && unreadable === 0 ? <Empty>{t('none')}</Empty> : null}
      <p role="status" className="letter-screen">
        {said}
      </p>
      {mayWrite
        ? writing.all.map((before) => (
            <WriteLetter
              key={before?.id ?? 'new'}
              id={id}
              before={before}
              timeZone={timeZone}
              say={say}
              close={() => writing.close(before)}
            />
          ))
        : null}
      {mayWrite && !writing.after(undefined) ? (
        <Button
          className="letter-screen"
          onClick={() => {
            say('');
            writing.open(undefined);
          }}
        >
          {t('new.open')}
        </Button>
      ) : null}
      {cards(current)}
      {former.length === 0 ? null : (
        <details className="letter-former">
          <summary className="letter-screen">
            {t('former.title')} ({former.length})
          </summary>
          {cards(former)}
        </details>
      )}
    </>
  );
}

/** A letter whose place the one that is written takes; undefined for a new one. */
type Before = LetterView | undefined;

const keyOf = (before: Before) => before?.id ?? '';

/**
 * Letters that are being written: opened here, or begun before, in this tab or elsewhere. One that takes the place of a
 * letter stays open, as it was begun, when a colleague was first: what was typed is not taken out of sight.
 */
function useBegun(id: string, letters: LettersShown['letters']) {
  const [opened, setOpened] = useState<readonly Before[]>([]);
  const [closed, setClosed] = useState<readonly string[]>([]);
  const { data } = useQuery(draftsQuery);
  const names = new Set(data?.drafts.map(({ name }) => name));
  const begun = [undefined, ...letters].filter((before) => names.has(draftName(id, before)));
  const known = new Map([...begun, ...opened].map((before) => [keyOf(before), before]));
  const all = [...known.values()].filter((before) => !closed.includes(keyOf(before)));
  return {
    all,
    after: (before: Before) => all.some((each) => keyOf(each) === keyOf(before)),
    open(before: Before) {
      setOpened([...opened, before]);
      setClosed(closed.filter((each) => each !== keyOf(before)));
    },
    close(before: Before) {
      setOpened(opened.filter((each) => keyOf(each) !== keyOf(before)));
      setClosed([...closed, keyOf(before)]);
    },
  };
}
