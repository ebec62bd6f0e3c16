import { type EndingKind, momentWords, type TaskView } from '@caecilia/team/ui';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { PatientLink } from './PatientLink.tsx';
import { useTeamWrite } from './queries.ts';
import { TaskDialog } from './TaskDialog.tsx';
import { own, type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { WriteProblem } from './WriteProblem.tsx';

/** One task: what, for whom, by when, with whom it is and why; and what can be done with it. */
export function TaskRow(props: {
  readonly of: TaskView;
  readonly team: Team;
  /** On the page of the patient their name is in view already. */
  readonly withoutPatient?: boolean;
}): ReactNode {
  const { of, team, withoutPatient } = props;
  const { w, clock } = useTeamSpeaking(team);
  const { task, patient } = of;
  const isOverdue = task.due !== undefined && task.due <= team.now;
  return (
    <li className={isOverdue ? 'task task--overdue' : 'task'}>
      <p className="task__words">{task.words}</p>
      {task.reason === undefined ? null : (
        <p className="task__reason">
          <i>{w('task.reason.said')}</i> {task.reason}
        </p>
      )}
      <p className="task__facts">
        {withoutPatient ? null : <PatientLink patient={patient} />}
        <span>
          {task.due === undefined ? (
            w('task.noDue')
          ) : (
            <>
              {isOverdue ? <b>! {w('task.because.overdue')}: </b> : `${w('task.due')} `}
              {momentWords(task.due, clock)}
              {task.call === undefined || isOverdue || task.due - team.now >= HOUR_MS
                ? ''
                : ` (${w('task.call.left', { count: Math.ceil((task.due - team.now) / MINUTE_MS) })})`}
            </>
          )}
        </span>
        <With of={of} team={team} />
        {task.askedBy === undefined ? null : <span>{w('task.askedBy', { who: task.askedBy })}</span>}
      </p>
      {task.handOver === undefined ? null : (
        <Link to="/patients/$id/sending" params={{ id: patient.id }}>
          {w('task.handOver')}
        </Link>
      )}
      <Acts of={of} team={team} isOverdue={isOverdue} />
    </li>
  );
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** With whom it is, and why it is with the role. */
function With({
  of: { task, standing, there },
  team,
}: {
  readonly of: TaskView;
  readonly team: Team;
}): ReactNode {
  const { w, nameOf } = useTeamSpeaking(team);
  const from = task.escalations.at(-1);
  if (standing.with === 'member')
    return <span>{w('task.with.member', { name: nameOf(standing.member) })}</span>;
  return (
    <span>
      {w('task.with.role', { role: w(`role.${standing.role}`) })}:{' '}
      {from !== undefined && standing.because === 'unassigned'
        ? w(`task.went.${from.because}`, { name: nameOf(from.from) })
        : w(`task.because.${standing.because}`)}
      {there.length === 0 ? <b> ! {w('task.nobodyThere')}</b> : null}
    </span>
  );
}

/** Where a task is done that is not called done here. */
const DOORS = { 'plan-review': '/patients/$id/conversation' } as const satisfies Record<EndingKind, string>;

type Opened = 'take' | 'give' | 'cancel';

function Acts(props: { readonly of: TaskView; readonly team: Team; readonly isOverdue: boolean }): ReactNode {
  const { of, team, isOverdue } = props;
  const { w } = useTeamSpeaking(team);
  const { task, standing } = of;
  const write = useTeamWrite(`/team/tasks/${task.id}`);
  const [opened, open] = useState<Opened>();
  const me = own(team.members).find(({ roles, now }) => roles.includes(task.role) && now === 'there');
  const isMine = standing.with === 'member' && standing.member === me?.reference;
  const send = (body: object) =>
    write.mutate({ team: team.team.reference, versionId: task.versionId, ...body });
  const about = <span className="visually-hidden">: {task.words}</span>;
  return (
    <div className="task__acts no-print">
      {task.call === undefined ? null : (
        <Link
          to="/patients/$id/assessment/contact"
          params={{ id: of.patient.id }}
          search={{ call: task.id }}
          className="button button--main"
        >
          {w('task.call.log')}
          {about}
        </Link>
      )}
      {me !== undefined && !isMine ? (
        <Button
          variant="default"
          size="compact-md"
          loading={write.isPending}
          onClick={() =>
            isOverdue ? open('take') : send({ act: 'give', owner: me.reference, due: task.due })
          }
        >
          {w('task.take')}
          {about}
        </Button>
      ) : null}
      <Button variant="subtle" size="compact-md" disabled={write.isPending} onClick={() => open('give')}>
        {w('task.give')}
        {about}
      </Button>
      {task.kind === undefined ? (
        <Button
          variant="subtle"
          size="compact-md"
          disabled={write.isPending}
          onClick={() => send({ act: 'done' })}
        >
          {w('task.done')}
          {about}
        </Button>
      ) : (
        <Link to={DOORS[task.kind]} params={{ id: of.patient.id }}>
          {w(`task.door.${task.kind}`)}
          {about}
        </Link>
      )}
      <Button variant="subtle" size="compact-md" disabled={write.isPending} onClick={() => open('cancel')}>
        {w('task.cancel')}
        {about}
      </Button>
      <WriteProblem error={write.error} overtaken={<p>{w('conflict.task')}</p>} />
      {opened ? (
        <TaskDialog of={of} team={team} act={opened} me={me?.reference} close={() => open(undefined)} />
      ) : null}
    </div>
  );
}
