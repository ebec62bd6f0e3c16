import { instantOf, isTeamRole, TEAM_ROLES, type TeamRole } from '@caecilia/team/ui';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useDraft } from '../drafts/useDraft.ts';
import { patientsQuery } from '../server/queries.ts';
import { useTeamWrite } from './queries.ts';
import { Owner } from './TaskDialog.tsx';
import { own, type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { useFieldProblem, WriteProblem } from './WriteProblem.tsx';

interface TaskDraft {
  /** The number of this form: sent twice it makes one task. */
  readonly clientId: string;
  readonly patient: string;
  readonly name: string;
  readonly words: string;
  readonly role: string;
  readonly owner: string;
  readonly due: string;
}

const EMPTY: TaskDraft = { clientId: '', patient: '', name: '', words: '', role: '', owner: '', due: '' };

function isDraft(value: unknown): value is TaskDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(EMPTY).every((key) => typeof (value as Record<string, unknown>)[key] === 'string')
  );
}

/** A new task for a role of the team, about one patient. What is typed stays until it is sent. */
export function NewTask(props: {
  readonly team: Team;
  readonly close: () => void;
  /** Logical id, where it is known about whom. */
  readonly patient?: string;
}): ReactNode {
  const { team, close, patient } = props;
  const { w } = useTeamSpeaking(team);
  const draft = useDraft(`team/task/${patient ?? 'new'}`, EMPTY, isDraft);
  const write = useTeamWrite('/team/tasks');
  const problem = useFieldProblem(write.error);
  const [tried, attempt] = useState(false);
  const form = formOf(draft.value, team);
  const change = (next: Partial<TaskDraft>) =>
    draft.change({ ...draft.value, clientId: draft.value.clientId || crypto.randomUUID(), ...next });
  const about = patient ?? draft.value.patient;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt(true);
    if (about === '' || form.words === '') return;
    const { words, role, due, owner, clientId } = form;
    write.mutate(
      { team: team.team.reference, patient: about, words, role, due, owner, clientId },
      {
        onSuccess: () => {
          draft.drop();
          close();
        },
      },
    );
  };
  return (
    <form className="team-form card new-task" onSubmit={submit} aria-label={w('tasks.new')}>
      {patient === undefined ? (
        <PatientField
          draft={draft.value}
          change={change}
          error={problem('patient') ?? (tried && about === '' ? `! ${w('wrong.patient')}` : undefined)}
          team={team}
        />
      ) : null}
      <Textarea
        label={w('task.words')}
        required
        maxLength={1000}
        value={draft.value.words}
        error={problem('words') ?? (tried && form.words === '' ? `! ${w('wrong.words')}` : undefined)}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
      <NativeSelect
        label={w('field.role')}
        value={form.role}
        onChange={(event) => change({ role: event.currentTarget.value, owner: '' })}
        data={TEAM_ROLES.filter((role) => role !== 'researcher').map((role) => ({
          value: role,
          label: w(`role.${role}`),
        }))}
      />
      <Owner
        of={{ task: { role: form.role } }}
        team={team}
        owner={draft.value.owner}
        choose={(owner) => change({ owner })}
        error={problem('owner')}
      />
      <TextInput
        type="datetime-local"
        label={w('task.due')}
        value={draft.value.due}
        error={problem('due')}
        onChange={(event) => change({ due: event.currentTarget.value })}
      />
      <WriteProblem error={write.error} fields={['patient', 'words', 'owner', 'due']} overtaken={null} />
      <div className="team-form__acts">
        <Button type="submit" loading={write.isPending}>
          {w('task.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {w('dialog.cancel')}
        </Button>
      </div>
    </form>
  );
}

function formOf({ words, role, due, owner, clientId }: TaskDraft, team: Team) {
  const mine = own(team.members)[0]?.roles[0];
  const chosen: TeamRole = isTeamRole(role) ? role : (mine ?? 'consult-nurse');
  return {
    words: words.trim(),
    role: chosen,
    clientId,
    owner: owner === '' ? undefined : owner,
    due: /T\d\d:\d\d$/.test(due) ? instantOf(due, team.timeZone) : undefined,
  };
}

interface PatientFieldProps {
  readonly draft: TaskDraft;
  readonly change: (next: Partial<TaskDraft>) => void;
  readonly error: string | undefined;
  readonly team: Team;
}

const LEAST_LETTERS = 2;

/** Finds a patient by a part of the name, and chooses one of those found. */
function PatientField({ draft, change, error, team }: PatientFieldProps): ReactNode {
  const { w } = useTeamSpeaking(team);
  const [name] = useDebouncedValue(draft.name.trim(), 200);
  const found = useInfiniteQuery({ ...patientsQuery({ name }), enabled: name.length >= LEAST_LETTERS });
  const patients = found.data?.pages[0]?.patients ?? [];
  return (
    <>
      <TextInput
        label={w('task.patient')}
        description={w('task.patientHint')}
        value={draft.name}
        autoComplete="off"
        onChange={(event) => change({ name: event.currentTarget.value, patient: '' })}
      />
      <NativeSelect
        label={w('task.found')}
        required
        value={draft.patient}
        error={error}
        onChange={(event) => change({ patient: event.currentTarget.value })}
        data={[
          { value: '', label: w(found.isFetching ? 'field.loading' : 'field.choose') },
          ...patients.map(({ id, name: called, birthDate }) => ({
            value: id,
            label: `${called ?? id}${birthDate ? ` (${birthDate.from.slice(0, 10)})` : ''}`,
          })),
        ]}
      />
    </>
  );
}
