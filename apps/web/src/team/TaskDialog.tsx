import { fieldTime, instantOf, momentWords, type TaskView } from '@caecilia/team/ui';
import { useTyped } from '@caecilia/workspace';
import { Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormActs } from './FormActs.tsx';
import { useTeamWrite } from './queries.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { useFieldProblem, WriteProblem } from './WriteProblem.tsx';

interface Props {
  readonly of: TaskView;
  readonly team: Team;
  readonly act: 'take' | 'give' | 'cancel';
  /** The entry of whoever takes it. */
  readonly me: string | undefined;
  readonly close: () => void;
}

/** Takes an overdue task by a new time, gives one to a colleague or the role, or says why it is not done. */
export function TaskDialog({ of, team, act, me, close }: Props): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const { task, standing } = of;
  const write = useTeamWrite(`/team/tasks/${task.id}`);
  const problem = useFieldProblem(write.error);
  const isLate = task.due !== undefined && task.due <= team.now;
  const typed = useTyped(`team/tasks/${task.id}/${act}`, {
    owner: act === 'take' ? (me ?? '') : '',
    due: task.due === undefined || isLate ? '' : fieldTime(task.due, team.timeZone),
    because: '',
  });
  const { owner, due, because } = typed.values;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = /T\d\d:\d\d$/.test(due) ? instantOf(due, team.timeZone) : undefined;
    const body = act === 'cancel' ? { act: 'cancel', because } : { act: 'give', owner, due: at ?? task.due };
    write.mutate(
      { team: team.team.reference, versionId: task.versionId, ...body },
      { onSuccess: typed.sent(close) },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={w(`task.${act}`)}
      closeButtonProps={{ 'aria-label': w('dialog.close') }}
    >
      <form className="team-form" onSubmit={submit}>
        <p>{task.words}</p>
        {act === 'cancel' ? (
          <Textarea
            label={w('task.because')}
            required
            maxLength={1000}
            value={because}
            error={problem('because')}
            onChange={(event) => typed.set('because', event.currentTarget.value)}
          />
        ) : (
          <>
            {act === 'give' ? (
              <Owner
                of={of}
                team={team}
                owner={owner}
                choose={(chosen) => typed.set('owner', chosen)}
                error={problem('owner')}
              />
            ) : null}
            <TextInput
              type="datetime-local"
              label={w('task.due')}
              description={isLate ? w('task.newDue') : undefined}
              required={isLate}
              value={due}
              error={problem('due')}
              onChange={(event) => typed.set('due', event.currentTarget.value)}
            />
          </>
        )}
        <WriteProblem
          error={write.error}
          fields={['because', 'owner', 'due']}
          overtaken={
            <p>
              {w('conflict.now')}{' '}
              {standing.with === 'member' ? nameOf(standing.member) : w(`role.${standing.role}`)}
              {task.due === undefined ? '' : `, ${momentWords(task.due, clock)}`}. {w('conflict.question')}
            </p>
          }
        />
        <FormActs send={w(`task.${act}`)} isSending={write.isPending} close={close} />
      </form>
    </Modal>
  );
}

/** Only who has the role and is there; a task is never given to somebody on leave. */
export function Owner(props: {
  readonly of: Pick<TaskView, 'task'> | { readonly task: Pick<TaskView['task'], 'role'> };
  readonly team: Team;
  readonly owner: string;
  readonly choose: (owner: string) => void;
  readonly error: string | undefined;
}): ReactNode {
  const { of, team, owner, choose, error } = props;
  const { w } = useTeamSpeaking(team);
  const there = team.members.filter(({ roles, now }) => now === 'there' && roles.includes(of.task.role));
  return (
    <NativeSelect
      label={w('task.to')}
      value={owner}
      error={error}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: w('task.toRole', { role: w(`role.${of.task.role}`) }) },
        ...there.map(({ reference, name }) => ({ value: reference, label: name ?? reference })),
      ]}
    />
  );
}
