import { instantOf, isTeamRole, TEAM_ROLES, type TeamRole } from '@caecilia/team/ui';
import { isTypedOf, useDraft } from '@caecilia/workspace';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { patientsQuery } from '../server/queries.ts';
import { FormActs } from './FormActs.tsx';
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
  readonly reason: string;
  readonly role: string;
  readonly owner: string;
  readonly due: string;
}

const EMPTY: TaskDraft = {
  clientId: '',
  patient: '',
  name: '',
  words: '',
  reason: '',
  role: '',
  owner: '',
  due: '',
};

const isDraft = isTypedOf(EMPTY);

interface NewTaskProps {
  readonly team: Team;
  readonly close: () => void;
  /** Logical id, where it is known about whom. */
  readonly patient?: string;
  /** To another discipline: which one is chosen, and why is said. */
  readonly refers?: boolean;
}

type Field = 'patient' | 'words' | 'reason' | 'role' | 'owner' | 'due';

/** What is typed, what is missing in it, and how it is sent. */
function useNewTask({ team, close, patient, refers = false }: NewTaskProps) {
  const { w } = useTeamSpeaking(team);
  const draft = useDraft(`team/${refers ? 'referral' : 'task'}/${patient ?? 'new'}`, EMPTY, isDraft);
  const write = useTeamWrite('/team/tasks');
  const problem = useFieldProblem(write.error);
  const [tried, attempt] = useState(false);
  const form = formOf(draft.value, team, refers);
  const about = patient ?? draft.value.patient;
  const missing: Readonly<Partial<Record<Field, string>>> = {
    ...(about === '' ? { patient: w('wrong.patient') } : {}),
    ...(form.words === '' ? { words: w('wrong.words') } : {}),
    ...(refers && form.reason === '' ? { reason: w('wrong.reason') } : {}),
    ...(form.role === undefined ? { role: w('wrong.role') } : {}),
  };
  const change = (next: Partial<TaskDraft>) =>
    draft.change({ ...draft.value, clientId: draft.value.clientId || crypto.randomUUID(), ...next });
  const errorOf = (field: Field) => {
    const own = tried ? missing[field] : undefined;
    return problem(field) ?? (own === undefined ? undefined : `! ${own}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt(true);
    if (Object.keys(missing).length > 0) return;
    const sent = () => {
      draft.drop();
      close();
    };
    write.mutate({ team: team.team.reference, patient: about, ...form }, { onSuccess: sent });
  };
  return { draft: draft.value, form, change, errorOf, submit, write };
}

/** A new task for a role of the team, about one patient. What is typed stays until it is sent. */
export function NewTask(props: NewTaskProps): ReactNode {
  const { team, close, patient, refers = false } = props;
  const { w } = useTeamSpeaking(team);
  const { draft, form, change, errorOf, submit, write } = useNewTask(props);
  return (
    <form
      className="team-form card new-task"
      onSubmit={submit}
      noValidate
      aria-label={w(refers ? 'tasks.refer' : 'tasks.new')}
    >
      {patient === undefined ? (
        <PatientField draft={draft} change={change} error={errorOf('patient')} team={team} />
      ) : null}
      <Textarea
        label={w('task.words')}
        required
        maxLength={1000}
        value={draft.words}
        error={errorOf('words')}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
      {refers ? (
        <Textarea
          label={w('task.reason')}
          required
          maxLength={1000}
          value={draft.reason}
          error={errorOf('reason')}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        label={w('field.role')}
        value={form.role ?? ''}
        error={errorOf('role')}
        onChange={(event) => change({ role: event.currentTarget.value, owner: '' })}
        data={rolesToChoose(team, refers, w)}
      />
      {form.role === undefined ? null : (
        <Owner
          of={{ task: { role: form.role } }}
          team={team}
          owner={draft.owner}
          choose={(owner) => change({ owner })}
          error={errorOf('owner')}
        />
      )}
      <TextInput
        type="datetime-local"
        label={w('task.due')}
        value={draft.due}
        error={errorOf('due')}
        onChange={(event) => change({ due: event.currentTarget.value })}
      />
      <WriteProblem error={write.error} fields={FIELDS} overtaken={null} />
      <FormActs send={w('task.save')} isSending={write.isPending} close={close} />
    </form>
  );
}

const FIELDS: readonly Field[] = ['patient', 'words', 'reason', 'role', 'owner', 'due'];

/** A task is for one's own role unless another is chosen; a referral is for another, and none is chosen for anybody. */
function rolesToChoose(
  team: Team,
  refers: boolean,
  w: ReturnType<typeof useTeamSpeaking>['w'],
): { readonly value: string; readonly label: string }[] {
  const mine = own(team.members).flatMap(({ roles }) => roles);
  const others = TEAM_ROLES.filter((role) => role !== 'researcher' && !(refers && mine.includes(role)));
  return [
    ...(refers ? [{ value: '', label: w('field.choose') }] : []),
    ...others.map((role) => ({ value: role, label: w(`role.${role}`) })),
  ];
}

function formOf({ words, reason, role, due, owner, clientId }: TaskDraft, team: Team, refers: boolean) {
  const mine = own(team.members)[0]?.roles[0];
  const unless: TeamRole | undefined = refers ? undefined : (mine ?? 'consult-nurse');
  const chosen = isTeamRole(role) ? role : unless;
  return {
    words: words.trim(),
    reason: reason.trim(),
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
