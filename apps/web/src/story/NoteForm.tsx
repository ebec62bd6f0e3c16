import { storyWords } from '@caecilia/story/ui';
import { dateWords, LineIcon } from '@caecilia/ui';
import { SendingLine, useOnline } from '@caecilia/workspace';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { NoteConflict, NotSaved } from './NoteView.tsx';
import { LONGEST } from './noteDraft.ts';
import { disciplineWord, localMoment } from './noteWords.ts';
import { type NoteFormProps, useNoteForm } from './useNoteForm.ts';

/**
 * A note and its one line for everybody. Beside each field stands who will read it, before anything is saved. What is
 * typed is kept on the server only, sealed: on a ward the next person at this device is another one.
 */
export function NoteForm(props: NoteFormProps): ReactNode {
  const { discipline, correcting, cancel } = props;
  const { t, language } = useSpeaking();
  const words = storyWords(language);
  const form = useNoteForm(props);
  const { draft, state, failure, theirs, sendOn } = form;
  return (
    <form
      className="notes__form"
      noValidate
      aria-label={words(correcting ? 'notes.correct' : 'notes.new')}
      onSubmit={(event) => {
        event.preventDefault();
        void sendOn(correcting);
      }}
    >
      <h3>
        {correcting
          ? words('notes.correcting', { when: dateWords(correcting.writtenAt, 'time', language) })
          : words('notes.new')}
      </h3>
      {draft.restoredAt === undefined ? null : (
        <p className="notes__tag">
          {t('draft.restored', { time: localMoment(new Date(draft.restoredAt).toISOString(), language) })}
        </p>
      )}
      <NoteFields form={form} discipline={discipline} />
      <DraftLine isWaiting={draft.isWaiting} />
      {theirs === undefined ? null : (
        <NoteConflict
          theirs={theirs}
          discipline={discipline}
          mine={() => void sendOn(theirs)}
          keepTheirs={() => void form.keepTheirs()}
        />
      )}
      {failure === undefined ? null : <NotSaved error={failure} />}
      <SendingLine state={state} onDevice={false} />
      <div className="story__acts">
        <Button type="submit" loading={state.kind === 'sending'} disabled={theirs !== undefined}>
          {words('notes.save')}
        </Button>
        {cancel === undefined ? null : (
          <Button
            variant="default"
            onClick={() => {
              draft.drop();
              cancel();
            }}
          >
            {words('notes.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** While the form is on its way its words stand still: what arrives is what is on the screen. */
function NoteFields(props: {
  readonly form: ReturnType<typeof useNoteForm>;
  readonly discipline: NoteFormProps['discipline'];
}): ReactNode {
  const { form, discipline } = props;
  const { language } = useSpeaking();
  const words = storyWords(language);
  const { value } = form.draft;
  const left = LONGEST.sharedOutcome - value.sharedOutcome.length;
  const readOnly = form.state.kind !== 'idle';
  const { wrong, put } = form;
  return (
    <>
      <NotePart
        readers={words('notes.noteReaders', { discipline: disciplineWord(discipline, language) })}
        isPrivate
      >
        <Textarea
          label={words('notes.note')}
          description={words('notes.noteCopy')}
          rows={8}
          readOnly={readOnly}
          value={value.note}
          error={wrong.note === undefined ? undefined : words(wrong.note)}
          onChange={({ currentTarget }) => put({ note: currentTarget.value })}
        />
      </NotePart>
      <NotePart readers={words('notes.outcomeReaders')}>
        <TextInput
          label={words('notes.outcome')}
          description={`${words('notes.outcomeHint')} ${words('notes.left', { count: left })}`}
          readOnly={readOnly}
          value={value.sharedOutcome}
          error={wrong.sharedOutcome === undefined ? undefined : words(wrong.sharedOutcome)}
          onChange={({ currentTarget }) => put({ sharedOutcome: currentTarget.value })}
        />
      </NotePart>
    </>
  );
}

/** One part of a note with who reads it, said before it is saved. */
function NotePart(props: {
  readonly readers: string;
  readonly isPrivate?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { readers, isPrivate = false, children } = props;
  return (
    <div className={isPrivate ? 'notes__part notes__part--private' : 'notes__part'}>
      <p className="notes__readers">
        <LineIcon name={isPrivate ? 'lock' : 'people'} />
        <strong>{readers}</strong>
      </p>
      {children}
    </div>
  );
}

/** Whether what is typed is safe already. */
function DraftLine({ isWaiting }: { readonly isWaiting: boolean }): ReactNode {
  const { language } = useSpeaking();
  const online = useOnline();
  return (
    <p className="notes__tag">
      {storyWords(language)(isWaiting && !online ? 'notes.draftWaiting' : 'notes.draft')}
    </p>
  );
}
