import type { ShownMark, UnmarkAnswer } from '@caecilia/consultation/ui';
import { birthDateWords } from '@caecilia/ui';
import { useDraft, useSend } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { byWords } from './byWords.ts';
import { isReason, reasonKey } from './reason.ts';
import { ofPatient } from './registerQueries.ts';
import { Said } from './Said.tsx';
import { useMarksChanged } from './useMarksChanged.ts';

interface EndMarkProps {
  readonly mark: ShownMark;
  ended(): void;
}

/** Takes a mark away, with the reason. Where a colleague was first, both are shown and nothing is written. */
export function EndMark({ mark, ended }: EndMarkProps): ReactNode {
  const t = useConsultation();
  const draft = useDraft(`mark-end/${mark.id}`, '', isReason);
  const [isOpen, setOpen] = useState(draft.value !== '');
  if (!isOpen)
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('register.unmark')}
      </Button>
    );
  return (
    <EndForm
      mark={mark}
      ended={ended}
      reason={draft.value}
      change={draft.change}
      close={() => {
        draft.drop();
        setOpen(false);
      }}
    />
  );
}

interface EndFormProps extends EndMarkProps {
  readonly reason: string;
  change(reason: string): void;
  close(): void;
}

function EndForm({ mark, ended, reason, change, close }: EndFormProps): ReactNode {
  const t = useConsultation();
  const [wrong, setWrong] = useState<string>();
  const [theirs, setTheirs] = useState<ShownMark>();
  const seen = useMarksChanged(mark.patient);
  const sending = useSend<{ readonly versionId: number; readonly reason: string }, UnmarkAnswer>(
    ofPatient(mark.patient, `marks/${mark.id}/end`),
    {
      // After a conflict the list is asked for again when both were read: until then this form stays.
      changes: [],
      done: (answer) => {
        if (answer.kind === 'conflict') return setTheirs(answer.theirs);
        close();
        ended();
        void seen();
      },
    },
  );
  if (theirs !== undefined)
    return (
      <Conflict
        theirs={theirs}
        reason={reason}
        read={() => {
          close();
          void seen();
        }}
      />
    );
  return (
    <form
      className="mark-form"
      onSubmit={(event) => {
        event.preventDefault();
        const key = reasonKey(reason);
        setWrong(key === undefined ? undefined : `! ${t(key)}`);
        if (key === undefined) sending.send({ versionId: mark.versionId, reason });
      }}
    >
      <Textarea
        autoFocus
        label={t('register.endReason')}
        description={t('register.reason.hint')}
        rows={2}
        value={reason}
        error={wrong}
        onChange={(event) => {
          change(event.currentTarget.value);
          setWrong(undefined);
        }}
      />
      <div className="mark-form__acts">
        <Button type="submit" loading={sending.isSending}>
          {t('register.unmark')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('register.keep')}
        </Button>
      </div>
      <Said failure={sending.failure} />
    </form>
  );
}

function Conflict(props: { readonly theirs: ShownMark; readonly reason: string; read(): void }): ReactNode {
  const { theirs, reason, read } = props;
  const t = useConsultation();
  const { ended } = theirs;
  return (
    <div className="banner-line mark-form" role="alert">
      <p>
        <b>{t('conflict.title')}.</b> {t('register.conflict')}
      </p>
      {ended === undefined ? null : (
        <p>
          {t('register.until', { date: birthDateWords(ended.on, 'day') })} {byWords(ended.by, t)}:{' '}
          <span className="voice">{ended.reason}</span>
        </p>
      )}
      <p>{t('register.conflict.yours', { reason })}</p>
      <Button variant="default" onClick={read}>
        {t('register.conflict.read')}
      </Button>
    </div>
  );
}
