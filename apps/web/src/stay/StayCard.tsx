import type { StayView } from '@caecilia/stay/ui';
import { typedDay } from '@caecilia/ui';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type SaidIn, whenWords } from '../requests/times.ts';
import { Checks } from './Checks.tsx';
import { StayActs } from './StayActs.tsx';
import { byWords, daysWords, useStay } from './words.ts';

/** What the parts of a card are drawn with. */
export interface CardProps {
  readonly stay: StayView;
  readonly saidIn: SaidIn;
  /** Civil day now. */
  readonly today: string;
}

/** Whoever promises is sure of whom it is about: the whole birth date, as far as it is known. */
const bornWords = (birthDate: string) => (birthDate.length === 10 ? typedDay(birthDate) : birthDate);

/** One request: of whom, what is asked, where it stands, and what can be done with it. */
export function StayCard(props: CardProps & { readonly withPatient?: boolean }): ReactNode {
  const { stay, saidIn, withPatient } = props;
  const t = useStay();
  const [said, say] = useState('');
  const title = `stay-${stay.id}`;
  return (
    <article className="card stay" aria-labelledby={title}>
      <header className="stay__head">
        <h3 id={title}>
          {withPatient ? <Person stay={stay} /> : stay.hospice}{' '}
          <span className={`stand stand--${stay.state}`}>{t(`state.${stay.state}`)}</span>
        </h3>
        {stay.isNews ? <b className="stay__news">{t('news')}</b> : null}
      </header>
      <Facts {...props} />
      <ol className="steps" aria-label={t('steps.title')}>
        {stay.steps.map((step) => (
          <li key={`${step.state} ${step.at}`}>
            <b>{t(`state.${step.state}`)}</b> {byWords(step, t, saidIn)}
          </li>
        ))}
      </ol>
      {stay.told === undefined ? null : (
        <p className="work__about">{t('told.by', { who: whenWords(stay.told.at, saidIn) })}</p>
      )}
      {stay.may.includes('check') || stay.checks.length > 0 ? <Checks {...props} say={say} /> : null}
      <p role="status" className="stay__said">
        {said}
      </p>
      <StayActs {...props} say={say} />
    </article>
  );
}

function Person({ stay: { patient, may, state } }: { readonly stay: StayView }): ReactNode {
  const t = useStay();
  const name = patient.name ?? t('patient.hidden');
  // The hospice's own way into the record begins with the promise.
  const isOpen = may.includes('withdraw') || state === 'accepted' || state === 'arrived';
  return (
    <>
      {isOpen ? (
        <Link to="/patients/$id" params={{ id: patient.id }}>
          {name}
        </Link>
      ) : (
        name
      )}
      {patient.birthDate === undefined ? null : (
        <span className="work__about"> {t('fact.born', { date: bornWords(patient.birthDate) })}</span>
      )}
      {patient.deceased ? <b> {t('fact.deceased')}</b> : null}
    </>
  );
}

function Facts({ stay, saidIn, withPatient }: CardProps & { readonly withPatient?: boolean }): ReactNode {
  const t = useStay();
  const { asked, promised, reason, requester, hospice } = stay;
  return (
    <>
      <blockquote className="voice asked__question">{asked.question}</blockquote>
      <dl className="facts">
        {withPatient && stay.may.every((kind) => kind === 'told' || kind === 'withdraw') ? (
          <Fact name={t('field.hospice')}>{hospice}</Fact>
        ) : null}
        <Fact name={t('field.kind')}>{t(`kind.${asked.kind}`)}</Fact>
        <Fact name={t('fact.wished')}>{daysWords(asked, t, saidIn)}</Fact>
        {promised === undefined ? null : (
          <Fact name={t('fact.promised')}>
            <b>{daysWords(promised, t, saidIn)}</b>
          </Fact>
        )}
        {reason === undefined ? null : <Fact name={t('fact.reason')}>{reason}</Fact>}
        <Fact name={t('fact.careNeed')}>{asked.careNeed}</Fact>
        <Fact name={t('fact.requester')}>{requester}</Fact>
        <Fact name={t('fact.callBack')}>{asked.callBack}</Fact>
      </dl>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
