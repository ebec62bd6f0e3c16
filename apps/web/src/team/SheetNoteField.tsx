import { momentWords, type SheetPatient } from '@caecilia/team/ui';
import { isTypedOf, useDraft } from '@caecilia/workspace';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTeamWrite } from './queries.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { useFieldProblem, WriteProblem } from './WriteProblem.tsx';

interface NoteDraft {
  readonly words: string;
  /** The note that this was typed over; empty: there was none. */
  readonly over: string;
}

const NOTHING: NoteDraft = { words: '', over: '' };
const isDraft = isTypedOf(NOTHING);

/** What a colleague wrote for whoever comes on duty, and the place to write it. */
export function SheetNoteField({
  patient,
  team,
}: {
  readonly patient: SheetPatient;
  readonly team: Team;
}): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const draft = useDraft(`team/hand-over/${patient.patient}`, NOTHING, isDraft);
  const [opened, open] = useState(draft.restoredAt !== undefined);
  const { note } = patient;
  return (
    <>
      <span className="sheet__line sheet__note">
        {note === undefined ? (
          w('sheet.plan.none')
        ) : (
          <>
            <b>{note.words}</b> ({[note.by, momentWords(note.at, clock)].filter(Boolean).join(', ')})
          </>
        )}{' '}
        {opened || patient.name === undefined ? null : (
          <Button
            variant="subtle"
            size="compact-xs"
            className="no-print"
            onClick={() => {
              draft.change({ words: note?.words ?? '', over: note?.words ?? '' });
              open(true);
            }}
          >
            {w(note === undefined ? 'note.write' : 'note.change')}
            <span className="visually-hidden">: {patient.name}</span>
          </Button>
        )}
      </span>
      {opened ? <NoteForm patient={patient} team={team} draft={draft} close={() => open(false)} /> : null}
    </>
  );
}

interface FormProps {
  readonly patient: SheetPatient;
  readonly team: Team;
  readonly draft: ReturnType<typeof useDraft<NoteDraft>>;
  readonly close: () => void;
}

function NoteForm({ patient, team, draft, close }: FormProps): ReactNode {
  const { w } = useTeamSpeaking(team);
  const { note } = patient;
  const write = useTeamWrite(`/patients/${patient.patient}/hand-over`);
  const problem = useFieldProblem(write.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const seen = note === undefined ? null : { id: note.id, versionId: note.versionId };
    write.mutate(
      { words: draft.value.words, seen },
      {
        onSuccess: () => {
          draft.drop();
          close();
        },
      },
    );
  };
  return (
    <form className="team-form no-print" onSubmit={submit}>
      <Textarea
        label={`${w('sheet.plan')}: ${patient.name ?? ''}`}
        rows={3}
        maxLength={600}
        value={draft.value.words}
        error={problem('words')}
        onChange={(event) => draft.change({ ...draft.value, words: event.currentTarget.value })}
      />
      {note !== undefined && note.words !== draft.value.over ? (
        <p className="team-problem">{w('note.changed')}</p>
      ) : null}
      <WriteProblem
        error={write.error}
        fields={['words']}
        overtaken={
          <p>
            {w('conflict.now')} <q>{note?.words ?? w('sheet.plan.none')}</q>. {w('conflict.question')}
          </p>
        }
      />
      <div className="team-form__acts">
        <Button type="submit" size="compact-md" loading={write.isPending}>
          {w('note.save')}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => {
            draft.drop();
            close();
          }}
        >
          {w('dialog.cancel')}
        </Button>
      </div>
    </form>
  );
}
