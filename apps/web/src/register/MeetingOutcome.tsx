import type { ShownMark } from '@caecilia/consultation/ui';
import { isTypedOf, useDraft, useSend } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useConsultation } from '../requests/words.ts';
import { ofPatient } from './registerQueries.ts';
import { Said } from './Said.tsx';

const EMPTY = { clientId: '', words: '' };
const isDraft = isTypedOf(EMPTY);
const LONGEST = 1000;

/** What the meeting agreed of a marked patient; it stands in their timeline, and on the next agenda. */
export function MeetingOutcome({ mark }: { readonly mark: ShownMark }): ReactNode {
  const t = useConsultation();
  const draft = useDraft(`mark-outcome/${mark.id}`, EMPTY, isDraft);
  const [isOpen, open] = useState(false);
  const [isTried, setTried] = useState(false);
  const [said, say] = useState<string>();
  const close = () => {
    draft.drop();
    setTried(false);
    open(false);
  };
  const send = useSend<object, object>(ofPatient(mark.patient, `marks/${mark.id}/outcome`), {
    changes: [],
    done: () => {
      close();
      say(t('agenda.outcome.saved'));
    },
  });
  const { words, clientId } = draft.value;
  if (!isOpen && words === '')
    return (
      <>
        <Button variant="default" onClick={() => open(true)}>
          {t('agenda.outcome.open')}
        </Button>
        <Said done={said} />
      </>
    );
  const isEmpty = words.trim() === '';
  return (
    <form
      className="mark-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        say(undefined);
        if (!isEmpty) send.send({ words, clientId });
      }}
    >
      <Textarea
        label={t('agenda.outcome.label')}
        rows={3}
        maxLength={LONGEST}
        value={words}
        error={isTried && isEmpty ? `! ${t('agenda.outcome.empty')}` : undefined}
        onChange={(event) =>
          draft.change({ words: event.currentTarget.value, clientId: clientId || crypto.randomUUID() })
        }
      />
      <p className="agenda-links__acts">
        <Button type="submit" loading={send.isSending}>
          {t('agenda.outcome.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('agenda.outcome.cancel')}
        </Button>
      </p>
      <Said failure={send.failure} />
    </form>
  );
}
