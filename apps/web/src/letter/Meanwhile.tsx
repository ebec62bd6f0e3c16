import { LetterText, type LetterView, type Recorded, writtenLetter } from '@caecilia/letter/ui';
import { civilMinute } from '@caecilia/ui';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import type { Writing } from './useWriting.ts';
import { partsWords, useLetterWords, whenWords } from './words.ts';

/** The record says something else than when the letter was begun: what stands in the letter now is the new. */
export function ChangedSince(props: { readonly changed: readonly Recorded[]; take(): void }): ReactNode {
  const t = useLetterWords();
  return (
    <section className="letter-meanwhile" role="alert">
      <h4>{t('changed.title')}</h4>
      <p>{t('changed.body', { parts: partsWords(props.changed, t) })}</p>
      <Button variant="default" onClick={props.take}>
        {t('changed.take')}
      </Button>
    </section>
  );
}

/** A colleague signed the next version first: theirs is shown, and what was typed stays. */
export function TheirNext(props: {
  readonly writing: Writing;
  readonly theirs: LetterView;
  readonly timeZone: string;
}): ReactNode {
  const { writing, theirs, timeZone } = props;
  const { language } = useSpeaking();
  const t = useLetterWords();
  const { name, at } = theirs.signed;
  const civil = (instant: string) => civilMinute(new Date(instant), timeZone);
  return (
    <section className="letter-meanwhile" role="alert">
      <h4>{t('conflict.title')}</h4>
      <p>{t('conflict.body', { name, when: whenWords(at, timeZone, language) })}</p>
      <LetterText letter={writtenLetter(theirs, { civil, now: civil(at) })} />
      <Button variant="default" onClick={writing.goOn}>
        {t('conflict.goOn')}
      </Button>
    </section>
  );
}
