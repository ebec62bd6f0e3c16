import { CHECKS } from '@caecilia/stay/ui';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CardProps } from './StayCard.tsx';
import { useStayAct } from './useStayAct.ts';
import { byWords, useStay } from './words.ts';

/** What the hospice goes through with who asked: each ticked off once, with who and when. */
export function Checks({ stay, saidIn, say }: CardProps & { say(words: string): void }): ReactNode {
  const t = useStay();
  const acting = useStayAct(stay, (_now, sent) => {
    if (sent.kind === 'check') say(t('check.done', { check: t(`check.${sent.check}`) }));
  });
  const mayCheck = stay.may.includes('check');
  return (
    <div className="stay-checks">
      <h4>{t('check.title')}</h4>
      {mayCheck ? <p className="work__about">{t('check.hint')}</p> : null}
      <ul>
        {CHECKS.map((check) => {
          const done = stay.checks.find((each) => each.check === check);
          return (
            <li key={check}>
              <span aria-hidden>{done === undefined ? '☐' : '☑'}</span> {t(`check.${check}`)}
              {done === undefined ? null : <span className="work__about"> {byWords(done, t, saidIn)}</span>}
              {done === undefined && mayCheck ? (
                <Button
                  variant="default"
                  size="compact-md"
                  disabled={acting.isSending}
                  onClick={() => acting.act({ kind: 'check', check })}
                >
                  {t('check.do')}
                  <span className="visually-hidden">: {t(`check.${check}`)}</span>
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {acting.theirs === undefined ? null : <p role="alert">! {t('conflict.body')}</p>}
      {acting.failure === undefined ? null : <p role="alert">! {acting.failure}</p>}
    </div>
  );
}
