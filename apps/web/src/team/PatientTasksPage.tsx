import { teamWords } from '@caecilia/team/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { FollowUps } from './FollowUps.tsx';
import { NewTask } from './NewTask.tsx';
import { tasksQuery, teamQuery } from './queries.ts';
import { TaskRow } from './TaskRow.tsx';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';

/** What the team has to do for one patient. */
export function PatientTasksPage(): ReactNode {
  const { id } = useParams({ from: '/patients/$id/tasks' });
  const { language } = useSpeaking();
  const w = teamWords(language);
  const { data, error, refetch } = useQuery(teamQuery);
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  if (data.team === undefined) return <Empty>{w('team.none')}</Empty>;
  return <OfPatient key={id} id={id} team={{ ...data, team: data.team }} />;
}

function OfPatient({ id, team }: { readonly id: string; readonly team: Team }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const { data, error, refetch } = useQuery(tasksQuery);
  const [begun, begin] = useState<'task' | 'referral' | 'calls'>();
  const [said, say] = useState('');
  const tasks = (data?.tasks ?? []).filter(({ patient }) => patient.id === id);
  return (
    <section className="tasks" aria-labelledby="patient-tasks">
      <h2 id="patient-tasks">{w('tasks.title')}</h2>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={3} /> : null}
      {data && tasks.length === 0 ? <Empty>{w('tasks.noneForPatient')}</Empty> : null}
      <ul className="task-list">
        {tasks.map((each) => (
          <TaskRow key={each.task.id} of={each} team={team} withoutPatient />
        ))}
      </ul>
      <p role="status">{said}</p>
      {begun === undefined ? (
        <div className="team-form__acts">
          <Button onClick={() => begin('referral')}>{w('tasks.refer')}</Button>
          <Button variant="default" onClick={() => begin('task')}>
            {w('tasks.new')}
          </Button>
          <Button variant="default" onClick={() => begin('calls')}>
            {w('followUp.open')}
          </Button>
        </div>
      ) : begun === 'calls' ? (
        <FollowUps team={team} patient={id} say={say} close={() => begin(undefined)} />
      ) : (
        <NewTask
          key={begun}
          team={team}
          patient={id}
          refers={begun === 'referral'}
          close={() => begin(undefined)}
        />
      )}
    </section>
  );
}
