import { type HandOverView, stateWords } from '@caecilia/exchange/ui';
import type { ReactNode } from 'react';
import type { Code } from './CodeCard.tsx';
import { HandOverActs } from './HandOverActs.tsx';
import { useExchange, useWhen } from './words.ts';

interface CardProps {
  /** Logical id of the patient. */
  readonly id: string;
  readonly handOver: HandOverView;
  readonly phone: string | undefined;
  readonly timeZone: string;
  readonly mayAct: boolean;
  tell(code: Code): void;
}

/** One hand-over: to whom, what became of it in words, what was asked and answered, and what can be done. */
export function HandOverCard(props: CardProps): ReactNode {
  const { handOver, timeZone, mayAct } = props;
  const t = useExchange();
  const when = useWhen(timeZone);
  const { state, helps, tone } = stateWords(handOver, t, when);
  const { to, channel, person, sender, madeAt, until, asked, attached, answers, isOpen } = handOver;
  const title = `hand-over-${handOver.id}`;
  return (
    <li className={`card hand-over hand-over--${tone}`} aria-labelledby={title}>
      <h4 id={title}>{to.name}</h4>
      <p className="hand-over__state">
        {tone === 'trouble' ? <span aria-hidden>! </span> : null}
        {state} {helps === undefined ? null : <b>{helps}</b>}
      </p>
      <p className="sending-note">
        {t(`list.channel.${channel}`, { name: person?.name ?? '', email: person?.email ?? '' })}
        {' · '}
        {t('list.by', { name: sender, when: when(madeAt) })}
        {isOpen ? ` · ${t('list.until', { when: when(until) })}` : ''}
      </p>
      {attached.length === 0 ? null : (
        <p>
          <b>{t('along.title')}:</b> {attached.map(({ title }) => title).join(', ')}
        </p>
      )}
      {asked === undefined ? null : (
        <p>
          <b>{t('list.asked')}</b> <span className="voice">{asked}</span>
        </p>
      )}
      {answers.map(({ at, name, words }) => (
        <p key={`${at}${words}`} className="hand-over__answer">
          <b>{t('list.answer', { who: name ?? t('name.unknown'), when: when(at) })}</b>{' '}
          <span className="voice">{words}</span>
        </p>
      ))}
      {mayAct && handOver.state !== 'withdrawn' && (isOpen || handOver.isLocked) ? (
        <HandOverActs {...props} />
      ) : null}
    </li>
  );
}
