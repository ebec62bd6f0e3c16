import type { Doable, RequestView, Seen } from '@caecilia/consultation/ui';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { agreementWords, byWords } from './said.ts';
import { type SaidIn, whenWords } from './times.ts';
import type { Handling } from './useAct.ts';
import { useConsultation } from './words.ts';

interface OutcomeProps {
  readonly kind: Doable;
  readonly handling: Handling;
  readonly saidIn: SaidIn;
  /** What was typed, in words, to stand beside what a colleague did. */
  readonly yours?: ReactNode;
  again(seen: Seen): void;
  close(): void;
}

/** What became of an act that was not simply done: a colleague was first, the request is gone, or it failed. */
export function Outcome({ kind, handling, saidIn, yours, again, close }: OutcomeProps): ReactNode {
  const t = useConsultation();
  const { theirs, isGone, failure } = handling;
  const leave = () => {
    handling.leave();
    close();
  };
  if (isGone)
    return (
      <div role="alert" className="conflict">
        <p>! {t('do.gone')}</p>
        <Button variant="default" onClick={leave}>
          {t('do.close')}
        </Button>
      </div>
    );
  if (theirs !== undefined)
    return (
      <div
        role="alertdialog"
        aria-labelledby="conflict-title"
        aria-describedby="conflict-body"
        className="conflict"
      >
        <p id="conflict-title" className="conflict__title">
          ≠ {t('conflict.title')}
        </p>
        <p id="conflict-body">{t('conflict.body')}</p>
        <div className="conflict__both">
          <section aria-label={t('conflict.theirs')}>
            <p className="conflict__whose">{t('conflict.theirs')}</p>
            <Theirs request={theirs} saidIn={saidIn} />
          </section>
          <section aria-label={t('conflict.yours')}>
            <p className="conflict__whose">{t('conflict.yours')}</p>
            <p>
              <b>{t(`act.${kind}`)}</b>
            </p>
            {yours}
          </section>
        </div>
        {theirs.may.includes(kind) ? null : <p>{t('conflict.cannot')}</p>}
        <div className="acts">
          {theirs.may.includes(kind) ? (
            <Button variant="default" loading={handling.isSaving} onClick={() => again(theirs.seen)}>
              {t('conflict.mine')}
            </Button>
          ) : null}
          <Button variant="default" onClick={leave}>
            {t('conflict.keep')}
          </Button>
        </div>
      </div>
    );
  return (
    <div role="status" className="ask__said">
      {failure === undefined ? null : `! ${t('do.failed', { why: failure })}`}
    </div>
  );
}

function Theirs({ request, saidIn }: { readonly request: RequestView; readonly saidIn: SaidIn }): ReactNode {
  const t = useConsultation();
  const { state, triage, owner, answer, readyForCare, withdrawnBecause, agreement, calledBack } = request;
  return (
    <ul className="plain">
      <li>
        <b>{t(`state.${state}`)}</b>
        {owner === undefined ? null : `, ${owner}`}
      </li>
      {triage === undefined ? null : (
        <>
          <li>{t(`urgency.${triage.urgency}`)}</li>
          <li>{triage.domains.map((each) => t(`domain.${each}`)).join(', ')}</li>
          <li>{triage.goes.map((each) => t(`discipline.${each}`)).join(', ')}</li>
        </>
      )}
      <li>
        {t('requests.expected')}: {whenWords(readyForCare, saidIn)}
      </li>
      {answer === undefined ? null : (
        <li>
          {answer.reason} {answer.advice} ({answer.recipient})
        </li>
      )}
      {withdrawnBecause === undefined ? null : <li>{withdrawnBecause}</li>}
      {agreement === undefined ? null : (
        <li>
          {t('agreement.fact')}: {agreementWords(agreement, t, saidIn)}
        </li>
      )}
      {calledBack === undefined ? null : (
        <li>
          {t('callBack.fact')}: {byWords(calledBack, t, saidIn)}
        </li>
      )}
    </ul>
  );
}
