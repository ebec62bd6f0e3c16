import type { DeskTalk } from '@caecilia/assessment/ui';
import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { TalkLines } from './TalkLines.tsx';
import { type TalkSending, useTalkPlanWords } from './talks.ts';

/** The frame of the forms: what stands there now where a colleague was first, the fields, and their end. */
export function TalkFrame(
  props: TalkSending & {
    readonly label: string;
    readonly save: string;
    /** The form makes a new one: where one stands already there is nothing to send. */
    readonly isNew?: boolean;
    submit(): void;
    close(): void;
    readonly children: ReactNode;
  },
): ReactNode {
  const { label, save, isNew = false, isSending, failure, theirs, submit, close, children } = props;
  const w = useTalkPlanWords();
  const isGone = theirs !== undefined && (isNew || theirs.state !== 'planned');
  return (
    <form
      className="talk-plan-form"
      aria-label={label}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!isGone) submit();
      }}
    >
      {theirs === undefined ? null : <Theirs theirs={theirs} isNew={isNew} />}
      {children}
      {failure === undefined ? null : (
        <p role="alert" className="banner-line">
          ! {failure}
        </p>
      )}
      <div className="form-acts">
        {isGone ? null : (
          <Button type="submit" loading={isSending}>
            {theirs === undefined ? save : w('conflict.yours')}
          </Button>
        )}
        <Button variant="default" onClick={close}>
          {w(theirs === undefined ? 'cancel' : 'conflict.theirs')}
        </Button>
      </div>
    </form>
  );
}

function Theirs(props: { readonly theirs: DeskTalk; readonly isNew: boolean }): ReactNode {
  const w = useTalkPlanWords();
  return (
    <section className="talk-planned__theirs" role="alert">
      <h4>{w(props.isNew ? 'conflict.standing' : 'conflict.changed')}</h4>
      <TalkLines talk={props.theirs} />
    </section>
  );
}
