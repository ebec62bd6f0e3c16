import { type AdviceView, dayWords, type TaskView, teamWords } from '@caecilia/team/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { NewTask } from './NewTask.tsx';
import { PatientLink } from './PatientLink.tsx';
import { tasksQuery } from './queries.ts';
import { TaskRow } from './TaskRow.tsx';
import { own, type Team, TeamFrame, useTeamSpeaking } from './TeamFrame.tsx';

/** What there is to do: what is overdue or with nobody first, then one's own, one's role's, and that of the others. */
export function TasksPage(): ReactNode {
  const { language } = useSpeaking();
  return (
    <TeamFrame title={teamWords(language)('tasks.title')} className="tasks">
      {(team) => <Tasks team={team} />}
    </TeamFrame>
  );
}

function Tasks({ team }: { readonly team: Team }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const { data, error, refetch } = useQuery(tasksQuery);
  const [isNew, begin] = useState(false);
  const groups = data === undefined ? [] : groupsOf(data.tasks, team);
  return (
    <>
      <p className="work__intro">{w('tasks.intro')}</p>
      <Button className="no-print" onClick={() => begin(true)}>
        {w('tasks.new')}
      </Button>
      {isNew ? <NewTask team={team} close={() => begin(false)} /> : null}
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
      {data && data.tasks.length === 0 ? <Empty>{w('tasks.none')}</Empty> : null}
      {groups.map(({ key, tasks }) => (
        <section key={key} className={`task-group task-group--${key}`} aria-labelledby={`tasks-${key}`}>
          <h2 id={`tasks-${key}`}>
            {key === 'waiting' ? <span aria-hidden>! </span> : null}
            {w(`tasks.${key}`)} <small>{tasks.length}</small>
          </h2>
          <ul className="task-list">
            {tasks.map((each) => (
              <TaskRow key={each.task.id} of={each} team={team} />
            ))}
          </ul>
        </section>
      ))}
      {data && (data.advice.length > 0 || data.unreadableAdvice > 0) ? (
        <Advice advice={data.advice} unreadable={data.unreadableAdvice} team={team} />
      ) : null}
    </>
  );
}

type GroupKey = 'waiting' | 'mine' | 'myRole' | 'others';

/** Each task once; within a group the first due first, as the server gave them. */
function groupsOf(
  tasks: readonly TaskView[],
  team: Team,
): readonly { readonly key: GroupKey; readonly tasks: readonly TaskView[] }[] {
  const mine = own(team.members);
  const of = ({ standing, task }: TaskView): GroupKey => {
    if (standing.with === 'role' && standing.because !== 'unassigned') return 'waiting';
    if (standing.with === 'role' && task.due !== undefined && task.due <= team.now) return 'waiting';
    if (standing.with === 'member' && mine.some(({ reference }) => reference === standing.member))
      return 'mine';
    return mine.some(({ roles }) => roles.includes(task.role)) ? 'myRole' : 'others';
  };
  return (['waiting', 'mine', 'myRole', 'others'] as const)
    .map((key) => ({ key, tasks: tasks.filter((each) => of(each) === key) }))
    .filter((group) => group.tasks.length > 0);
}

/** Advice that waits for who treats. The team asks after it, by the role that gave it; nobody ticks it off here. */
function Advice(props: {
  readonly advice: readonly AdviceView[];
  readonly unreadable: number;
  readonly team: Team;
}): ReactNode {
  const { advice, unreadable, team } = props;
  const { w, clock } = useTeamSpeaking(team);
  return (
    <section className="task-group" aria-labelledby="tasks-advice">
      <h2 id="tasks-advice">{w('advice.title')}</h2>
      <p className="small">{w('advice.intro')}</p>
      {unreadable > 0 ? (
        <p className="team-problem">! {w('advice.unreadable', { count: unreadable })}</p>
      ) : null}
      <ul className="task-list">
        {advice.map((each) => (
          <li key={each.id} className={each.overdue ? 'task task--overdue' : 'task'}>
            <p className="task__words">{each.advice}</p>
            <p className="task__facts">
              <PatientLink patient={each.patient} />
              <span>
                {each.overdue ? <b>! {w('task.because.overdue')}: </b> : `${w('task.due')} `}
                {dayWords(each.dueOn, clock.language)}
              </span>
              <span>{w('advice.waitsFor', { who: each.waitsFor || '…' })}</span>
              {each.notYetChecked ? <b>! {w('advice.notYetChecked')}</b> : null}
              {each.followUp === undefined ? null : (
                <span>{w('advice.followUp', { role: w(`role.${each.followUp}`) })}</span>
              )}
            </p>
            <Link to="/patients/$id" params={{ id: each.patient.id }}>
              {w('advice.open')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
