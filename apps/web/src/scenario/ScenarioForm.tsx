import type { ScenarioView } from '@caecilia/scenario/ui';
import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { SaidWords } from './SaidWords.tsx';
import { useScenario } from './words.ts';

/** The frame of the forms on a scenario: what stands there now where a colleague was first, the fields, and their end. */
export function ScenarioForm(props: {
  readonly label: string;
  readonly save: string;
  readonly isSending: boolean;
  readonly failure: string | undefined;
  /** What a colleague made of it meanwhile. */
  readonly theirs?: ScenarioView | undefined;
  readonly timeZone?: string;
  submit(): void;
  close(): void;
  readonly children: ReactNode;
}): ReactNode {
  const { label, save, isSending, failure, theirs, timeZone = 'UTC', submit, close, children } = props;
  const t = useScenario();
  const isGone = theirs?.ended !== undefined;
  return (
    <form
      className="scenario-form scenario-screen"
      aria-label={label}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      {theirs === undefined ? null : (
        <section className="scenario-conflict" role="alert">
          <h4>{t('conflict.title')}</h4>
          {isGone ? (
            <p>{t('conflict.ended', { because: theirs.ended?.because ?? '' })}</p>
          ) : (
            <>
              <p>{t('conflict.body')}</p>
              <p>
                <b>{theirs.problem}</b>
              </p>
              <SaidWords scenario={theirs} timeZone={timeZone} />
            </>
          )}
          <Button variant="default" onClick={close}>
            {t('conflict.theirs')}
          </Button>
        </section>
      )}
      {children}
      <div className="scenario-acts">
        {isGone ? null : (
          <Button type="submit" loading={isSending}>
            {theirs === undefined ? save : t('conflict.yours')}
          </Button>
        )}
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
      {failure === undefined ? null : <p role="alert">! {failure}</p>}
    </form>
  );
}
