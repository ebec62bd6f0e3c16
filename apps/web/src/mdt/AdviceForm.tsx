import type { AdviceView, CheckAnswer, OutcomeAnswer } from '@caecilia/consultation/ui';
import { useDraft, useSend } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';

/** What is typed in a form on one piece of advice, kept until it is sent or left. */
export interface AdviceTyping<Said> {
  readonly value: Said;
  change(more: Partial<Said>): void;
  close(): void;
}

/** The form behind its button: open when it was typed in before, and closed with nothing left of it. */
export function useAdviceTyping<Said extends object>(
  name: string,
  nothing: Said,
  { isSaid, isBegun }: { isSaid(value: unknown): value is Said; isBegun(said: Said): boolean },
): { readonly isOpen: boolean; open(): void; readonly typing: AdviceTyping<Said> } {
  const draft = useDraft(name, nothing, isSaid);
  const [isOpen, setOpen] = useState(isBegun(draft.value));
  return {
    isOpen,
    open: () => setOpen(true),
    typing: {
      value: draft.value,
      change: (more) => draft.change({ ...draft.value, ...more }),
      close: () => {
        draft.drop();
        setOpen(false);
      },
    },
  };
}

/**
 * A form on one piece of advice: sent on the version that was seen. Where a colleague was first, theirs is shown
 * (`standing`) and nothing is lost; sending again is on theirs.
 */
export function AdviceForm(props: {
  readonly advice: AdviceView;
  /** Part of the advice that it is sent to. */
  readonly to: 'outcome' | 'check';
  readonly label: string;
  readonly save: string;
  close(): void;
  /** What is sent beside the version; undefined where something is missing, which the fields then say. */
  body(): object | undefined;
  standing(theirs: AdviceView): ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { advice, to, label, save, close, body, standing, children } = props;
  const t = useConsultation();
  const queries = useQueryClient();
  const [theirs, setTheirs] = useState<AdviceView>();
  const done = () => {
    close();
    void queries.invalidateQueries({ queryKey: ['advice'] });
  };
  const send = useSend<object, OutcomeAnswer | CheckAnswer>(
    `/patients/${encodeURIComponent(advice.patient)}/advice/${encodeURIComponent(advice.id)}/${to}`,
    {
      changes: [],
      done: (answer) => (answer.kind === 'conflict' ? setTheirs(answer.theirs) : done()),
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = body();
    if (said !== undefined) send.send({ ...said, versionId: theirs?.versionId ?? advice.versionId });
  };
  return (
    <form onSubmit={submit} className="mdt-inline" noValidate aria-label={label}>
      {theirs === undefined ? null : (
        <section className="mdt-conflict" role="alert">
          <h3>{t('conflict.title')}</h3>
          <p>{t('advice.conflict')}</p>
          {standing(theirs)}
          <Button variant="default" onClick={done}>
            {t('advice.conflict.theirs')}
          </Button>
        </section>
      )}
      {children}
      <div className="mdt-acts">
        <Button type="submit" loading={send.isSending}>
          {theirs === undefined ? save : t('advice.conflict.yours')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('advice.cancel')}
        </Button>
      </div>
      {send.failure === undefined ? null : <p role="alert">! {send.failure}</p>}
    </form>
  );
}
