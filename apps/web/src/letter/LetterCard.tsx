import { LetterText, type LetterView, writtenLetter } from '@caecilia/letter/ui';
import { civilMinute } from '@caecilia/ui';
import { FileButton } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { ofPatient } from './queries.ts';
import { partsWords, useLetterWords, whenWords } from './words.ts';

interface CardProps {
  readonly id: string;
  readonly letter: LetterView;
  readonly timeZone: string;
  readonly demo: boolean;
  readonly mayWrite: boolean;
  /** Whether its next version is being written. */
  readonly isFollowed: boolean;
  /** Whether it is read now: one letter at a time, which is what is printed. */
  readonly isOpen: boolean;
  open(isOpen: boolean): void;
  follow(): void;
}

/** One signed letter: to whom, by whom, when; its text where it is opened. */
export function LetterCard(props: CardProps): ReactNode {
  const { id, letter, timeZone, demo, mayWrite, isFollowed, isOpen, open, follow } = props;
  const { superseded, changed, signed, to, version } = letter;
  const { language } = useSpeaking();
  const t = useLetterWords();
  const title = `letter-card-${letter.id}`;
  const civil = (instant: string) => civilMinute(new Date(instant), timeZone);
  const hidden = <span className="visually-hidden">: {t('card.title', { name: to.name })}</span>;
  return (
    <li className="letter-card" aria-labelledby={title}>
      <div className="card letter-card__head letter-screen">
        <h3 id={title}>{t('card.title', { name: to.name })}</h3>
        <p className="letter-note">
          {t('card.signed', { name: signed.name, when: whenWords(signed.at, timeZone, language) })} ·{' '}
          {t('card.version', { version: String(version) })}
        </p>
        {superseded ? <p className="letter-note">{t('card.superseded')}</p> : null}
        {changed.length === 0 ? null : (
          <p className="letter-since">! {t('since', { parts: partsWords(changed, t) })}</p>
        )}
        <div className="letter-acts">
          <Button variant="default" size="compact-md" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
            {t(isOpen ? 'close' : 'open')}
            {hidden}
          </Button>
          {mayWrite && !superseded && !isFollowed ? (
            <Button variant="subtle" size="compact-md" onClick={follow}>
              {t('next.open')}
              {hidden}
            </Button>
          ) : null}
          <FileButton
            path={ofPatient(id, 'letters', letter.id, 'pdf')}
            name="letter.pdf"
            label={
              <>
                {t('pdf')}
                {hidden}
              </>
            }
          />
        </div>
      </div>
      {isOpen ? (
        <div className="card letter-read">
          <LetterText letter={writtenLetter(letter, { civil, now: civil(signed.at), demo, superseded })} />
          <Button variant="default" className="letter-screen" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
