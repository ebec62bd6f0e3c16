import { storyWords } from '@caecilia/story/ui';
import { dateWords } from '@caecilia/ui';
import { Refused, SendingLine, useDraft, useSending } from '@caecilia/workspace';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { disciplineWord } from './noteWords.ts';
import type { NoteEntry, NoteList } from './queries.ts';

interface ViewProps {
  readonly path: string;
  readonly patientId: string;
  readonly discipline: NoteList['discipline'];
  readonly entry: NoteEntry;
  readonly isMine: boolean;
  readonly correct: () => void;
  readonly retracted: () => Promise<void>;
}

/** A note as it was kept, with who reads which part of it, and what its author can do with it. */
export function NoteView(props: ViewProps): ReactNode {
  const { entry, discipline, isMine, correct } = props;
  const { language } = useSpeaking();
  const t = storyWords(language);
  const [asking, ask] = useState(false);
  const { inError } = entry.value;
  const { correctedAt } = entry;
  const when = dateWords(entry.writtenAt, 'time', language);
  return (
    <li className="notes__one" aria-label={when}>
      <h3 className="story__date">{when}</h3>
      {inError === undefined ? null : (
        <p className="story__standing">
          ! {t('notes.retracted')}: {inError}
        </p>
      )}
      <NoteParts entry={entry} discipline={discipline} />
      {correctedAt === undefined || inError !== undefined ? null : (
        <p className="notes__tag">
          {t('notes.corrected', { when: dateWords(correctedAt, 'time', language) })}
        </p>
      )}
      {isMine && inError === undefined ? (
        <div className="story__acts story__screen">
          <Button variant="default" onClick={correct}>
            {t('notes.correct')}
          </Button>
          <Button variant="default" onClick={() => ask(!asking)} aria-expanded={asking}>
            {t('notes.retract')}
          </Button>
        </div>
      ) : null}
      {asking ? <Retract {...props} done={() => ask(false)} /> : null}
    </li>
  );
}

/** Both parts of a note, each with the word for who reads it. */
export function NoteParts(props: {
  readonly entry: NoteEntry;
  readonly discipline: NoteList['discipline'];
}): ReactNode {
  const { entry, discipline } = props;
  const { language } = useSpeaking();
  const t = storyWords(language);
  return (
    <>
      <div className="notes__part notes__part--private">
        <p className="notes__tag">
          {t('notes.private', { discipline: disciplineWord(discipline, language) })}
        </p>
        <p className="notes__words">{entry.value.note}</p>
      </div>
      <div className="notes__part">
        <p className="notes__tag">{t('notes.shared')}</p>
        <p className="notes__words">{entry.value.sharedOutcome}</p>
      </div>
    </>
  );
}

/** Somebody was first: what stands there now, beside what is in the fields, and a question. */
export function NoteConflict(props: {
  readonly theirs: NoteEntry;
  readonly discipline: NoteList['discipline'];
  readonly mine: () => void;
  readonly keepTheirs: () => void;
}): ReactNode {
  const { theirs, discipline, mine, keepTheirs } = props;
  const { language } = useSpeaking();
  const t = storyWords(language);
  return (
    <div className="state state--failure" role="alert">
      <h4>{t('notes.conflict.title')}</h4>
      <p>{t('notes.conflict.body')}</p>
      <NoteParts entry={theirs} discipline={discipline} />
      <div className="story__acts">
        <Button onClick={mine}>{t('notes.conflict.mine')}</Button>
        <Button variant="default" onClick={keepTheirs}>
          {t('notes.conflict.theirs')}
        </Button>
      </div>
    </div>
  );
}

/** It was not kept, with what the server said; what was typed is still there. */
export function NotSaved({ error }: { readonly error: Error }): ReactNode {
  const { language } = useSpeaking();
  return (
    <p role="alert" className="story__standing">
      ! {storyWords(language)('notes.failed', { sentence: error.message })}
    </p>
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

function Retract({
  path,
  patientId,
  entry,
  retracted,
  done,
}: ViewProps & { readonly done: () => void }): ReactNode {
  const { language } = useSpeaking();
  const t = storyWords(language);
  const name = `notes/${patientId}/${entry.id}/retract`;
  const draft = useDraft(name, '', isText, 'server');
  const { state, send } = useSending<{ readonly kind: 'changed' | 'conflict' }>(name, path);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const act = async () => {
    setTried(true);
    setFailure(undefined);
    if (draft.value.trim() === '') return;
    const { id, versionId, outcome } = entry;
    try {
      const { kind } = await send({ do: 'retract', on: { id, versionId, outcome }, reason: draft.value });
      if (kind === 'conflict') return setFailure(new Refused(409, t('notes.conflict.title'), undefined));
      draft.drop();
      done();
      await retracted();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFailure(error);
    }
    return undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act();
  };
  return (
    <form className="notes__form story__screen" onSubmit={submit} noValidate>
      <TextInput
        label={t('notes.retractWhy')}
        description={t('notes.retractWhyHint')}
        readOnly={state.kind !== 'idle'}
        value={draft.value}
        error={tried && draft.value.trim() === '' ? t('notes.wrong.reason') : undefined}
        onChange={({ currentTarget }) => draft.change(currentTarget.value)}
      />
      {failure === undefined ? null : <NotSaved error={failure} />}
      <SendingLine state={state} onDevice={false} />
      <div className="story__acts">
        <Button type="submit" variant="default" loading={state.kind === 'sending'}>
          {t('notes.retractNow')}
        </Button>
      </div>
    </form>
  );
}
