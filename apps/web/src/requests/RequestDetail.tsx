import type { Doable, RequestView } from '@caecilia/consultation/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ActChosen } from './Act.tsx';
import { Awaits } from './Awaits.tsx';
import { agreementWords, byWords } from './said.ts';
import { type SaidIn, whenWords } from './times.ts';
import { useConsultation } from './words.ts';

/** One request in full, with what can be done with it, in its place in the list. */
export function RequestDetail(props: {
  readonly request: RequestView;
  readonly saidIn: SaidIn;
  readonly doing: Doable | undefined;
  choose(doing: Doable | undefined): void;
}): ReactNode {
  const t = useConsultation();
  const { request, saidIn, doing, choose } = props;
  const { patient, asked, intent } = request;
  return (
    <div className="request-detail">
      <div>
        {intent === 'proposal' ? <p className="banner-line">{t('requests.proposal')}</p> : null}
        {patient.name === undefined ? (
          <p>{t('queue.hidden.why')}</p>
        ) : (
          <p>
            <Link to="/patients/$id" params={{ id: patient.id }}>
              {t('queue.openPatient')}
            </Link>
          </p>
        )}
        <Awaits request={request} />
        <blockquote className="voice asked__question">{asked.question}</blockquote>
        <dl className="facts">
          <DetailFacts request={request} saidIn={saidIn} />
        </dl>
      </div>
      <ActChosen request={request} saidIn={saidIn} doing={doing} choose={choose} />
    </div>
  );
}

function DetailFacts({
  request,
  saidIn,
}: {
  readonly request: RequestView;
  readonly saidIn: SaidIn;
}): ReactNode {
  const t = useConsultation();
  const { asked, requester, source, referredAt, readyForCare, firstContact, triage, clock } = request;
  const { agreement, calledBack, state } = request;
  const facts: readonly (readonly [string, string])[] = [
    [t('requests.source'), [t(`source.${source}`), requester].filter(Boolean).join(', ')],
    [t('requests.callBack'), asked.callBack],
    ...(calledBack === undefined && state === 'received'
      ? []
      : [
          [
            t('callBack.fact'),
            calledBack === undefined ? t('callBack.notYet') : byWords(calledBack, t, saidIn),
          ] as const,
        ]),
    [t('requests.about'), asked.domains.map((each) => t(`domain.${each}`)).join(', ')],
    [t('requests.urgency'), t(`urgency.${asked.urgency}`)],
    [t('requests.informed'), t(asked.patientInformed ? 'answer.yes' : 'answer.no')],
    [
      t('requests.agrees'),
      agreement === undefined
        ? t(`answer.${asked.treatingPhysicianAgrees}`)
        : agreementWords(agreement, t, saidIn),
    ],
    [t('clock.referred'), whenWords(referredAt, saidIn)],
    [t('clock.ready'), `${whenWords(readyForCare, saidIn)}. ${t(`clock.${clock.sameOrNextDay}`)}`],
    ...(triage === undefined
      ? []
      : [
          [
            t('act.triage'),
            [
              t(`urgency.${triage.urgency}`),
              ...triage.domains.map((each) => t(`domain.${each}`)),
              ...triage.goes.map((each) => t(`discipline.${each}`)),
            ].join(', '),
          ] as const,
        ]),
    ...(firstContact === undefined
      ? []
      : [[t('clock.firstContact'), whenWords(firstContact, saidIn)] as const]),
  ];
  return (
    <>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </>
  );
}
