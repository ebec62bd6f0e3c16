import { type CaseloadsView, momentWords, type PatientName, teamWords } from '@caecilia/team/ui';
import { Failure, Loading } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { PatientLink } from './PatientLink.tsx';
import { caseloadQuery } from './queries.ts';
import { type Team, TeamFrame, useTeamSpeaking } from './TeamFrame.tsx';
import { TransferDialog } from './TransferDialog.tsx';

/** Who looks after whom; first of all the patients whom nobody does. */
export function CaseloadPage(): ReactNode {
  const { language } = useSpeaking();
  return (
    <TeamFrame title={teamWords(language)('caseload.title')} className="caseload">
      {(team) => <Caseload team={team} />}
    </TeamFrame>
  );
}

/** Patients that are to go to a colleague. */
interface Going {
  readonly from?: string;
  readonly patients: readonly PatientName[];
}

function Caseload({ team }: { readonly team: Team }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const { data, error, refetch } = useQuery(caseloadQuery);
  const [going, give] = useState<Going>();
  return (
    <>
      <p className="work__intro">{w('caseload.intro')}</p>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={8} /> : null}
      {data ? (
        <>
          <Alone data={data} team={team} give={give} />
          {data.members.map(({ member, patients }) => (
            <OneMember key={member} {...{ member, patients, team, give }} />
          ))}
        </>
      ) : null}
      {going ? (
        <TransferDialog
          team={team}
          from={going.from}
          patients={going.patients}
          close={() => give(undefined)}
        />
      ) : null}
    </>
  );
}

interface GiveProps {
  readonly team: Team;
  readonly give: (going: Going) => void;
}

/** Patients whom nobody who is there looks after: they cannot be overlooked, and who plans gives them to somebody. */
function Alone({ data, team, give }: GiveProps & { readonly data: CaseloadsView }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const lists = (['withoutAnybody', 'neverNamed'] as const).filter((key) => data[key].length > 0);
  if (lists.length === 0)
    return (
      <p role="status" className="rota-gaps rota-gaps--none">
        {w('caseload.everybodyHasSomebody')}
      </p>
    );
  return lists.map((key) => (
    <section key={key} className="rota-gaps" aria-labelledby={`alone-${key}`}>
      <h2 id={`alone-${key}`}>
        <span aria-hidden>! </span>
        {w(`caseload.${key}`)} <small>{data[key].length}</small>
      </h2>
      <Patients patients={data[key]} />
      {team.mayPlan ? (
        <Button variant="default" onClick={() => give({ patients: data[key] })}>
          {w('caseload.give')}
          <span className="visually-hidden">: {w(`caseload.${key}`)}</span>
        </Button>
      ) : null}
    </section>
  ));
}

const Patients = ({ patients }: { readonly patients: readonly PatientName[] }): ReactNode => (
  <ul className="caseload__patients">
    {patients.map((patient) => (
      <li key={patient.id}>
        <PatientLink patient={patient} />
      </li>
    ))}
  </ul>
);

interface MemberProps extends GiveProps {
  readonly member: string;
  readonly patients: readonly PatientName[];
}

function OneMember({ member, patients, team, give }: MemberProps): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const view = team.members.find(({ reference }) => reference === member);
  const away = view?.absences.find(({ from }) => (from ?? 0) <= team.now);
  return (
    <section className="caseload__member" aria-label={nameOf(member)}>
      <h2>
        {nameOf(member)}{' '}
        <small>
          {w(patients.length === 1 ? 'caseload.one' : 'caseload.count', { count: patients.length })}
        </small>
      </h2>
      <p className="small">
        {view?.roles.map((role) => w(`role.${role}`)).join(', ')}
        {view?.now === 'away' ? (
          <b>
            {' '}
            ! {w('absence.away')}
            {away?.until == null ? '' : ` ${w('onCall.until', { time: momentWords(away.until, clock) })}`}
          </b>
        ) : null}
      </p>
      <Patients patients={patients} />
      {team.mayPlan && patients.length > 0 ? (
        <Button variant="subtle" size="compact-md" onClick={() => give({ from: member, patients })}>
          {w('caseload.give')}
          <span className="visually-hidden">: {nameOf(member)}</span>
        </Button>
      ) : null}
    </section>
  );
}
