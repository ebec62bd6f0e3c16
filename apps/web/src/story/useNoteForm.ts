import { Refused, useDraft, useSending } from '@caecilia/workspace';
import { useMemo, useState } from 'react';
import { isNoteDraft, type NoteDraft, wrongWith } from './noteDraft.ts';
import type { NoteEntry, NoteList } from './queries.ts';

type Answer =
  | { readonly kept: NoteEntry; readonly again: boolean }
  | { readonly kind: 'changed'; readonly now: NoteEntry }
  | { readonly kind: 'conflict'; readonly theirs: NoteEntry };

/** What a form of a note is opened with. */
export interface NoteFormProps {
  readonly path: string;
  readonly patientId: string;
  readonly discipline: NoteList['discipline'];
  /** Absent: a new note. */
  readonly correcting?: NoteEntry;
  readonly typing: () => void;
  readonly saved: () => Promise<void>;
  readonly cancel?: () => void;
}

/** A note that is being written or corrected: what was typed, what is wrong with it, and how sending goes. */
export function useNoteForm({ path, patientId, correcting, typing, saved }: NoteFormProps) {
  const empty = useMemo(() => begunWith(correcting), [correcting]);
  const name = `notes/${patientId}/${correcting?.id ?? 'new'}`;
  const draft = useDraft(name, empty, isNoteDraft, 'server');
  const { state, send } = useSending<Answer>(name, path);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [theirs, setTheirs] = useState<NoteEntry>();
  const finish = async () => {
    draft.drop();
    setTried(false);
    setTheirs(undefined);
    await saved();
  };
  const sendOn = async (on: NoteEntry | undefined): Promise<void> => {
    setTried(true);
    setFailure(undefined);
    if (Object.keys(wrongWith(draft.value)).length > 0) return;
    try {
      const answer = await send(bodyOf(draft.value, on));
      if ('kind' in answer && answer.kind === 'conflict') setTheirs(answer.theirs);
      else await finish();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFailure(error);
    }
  };
  return {
    draft,
    state,
    failure,
    theirs,
    sendOn,
    keepTheirs: finish,
    wrong: tried ? wrongWith(draft.value) : {},
    put(change: Partial<NoteDraft>) {
      typing();
      draft.change({ ...draft.value, ...change });
    },
  };
}

function begunWith(correcting: NoteEntry | undefined): NoteDraft {
  const { note = '', sharedOutcome = '' } = correcting?.value ?? {};
  return { note, sharedOutcome, clientId: crypto.randomUUID() };
}

function bodyOf({ note, sharedOutcome, clientId }: NoteDraft, on: NoteEntry | undefined): object {
  if (on === undefined) return { do: 'write', note, sharedOutcome, clientId };
  const { id, versionId, outcome } = on;
  return { do: 'correct', on: { id, versionId, outcome }, note, sharedOutcome };
}
