import { Empty, Failure, Loading } from '@caecilia/workspace';
import './rota.css';
import './sheet.css';
import './team.css';
import { type Clock, type MemberView, type NamedTeam, type TeamView, teamWords } from '@caecilia/team/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageTitle } from '../shell/PageTitle.tsx';
import { useSpeaking } from '../words/useSpeaking.ts';
import { teamQuery } from './queries.ts';

/** A team that is there, as the pages below use it. */
export interface Team extends TeamView {
  readonly team: NamedTeam;
}

/** Words, clock and names of the team. */
export interface TeamSpeaking {
  readonly w: ReturnType<typeof teamWords>;
  readonly clock: Clock;
  /** Name of a member; of who is not in the directory the reference. */
  nameOf(reference: string): string;
}

/** For components that stand below a `TeamFrame`. */
export function useTeamSpeaking(team: Pick<TeamView, 'members' | 'timeZone'>): TeamSpeaking {
  const { language } = useSpeaking();
  return {
    w: teamWords(language),
    clock: { language, timeZone: team.timeZone },
    nameOf: (reference) =>
      team.members.find((member) => member.reference === reference)?.name ?? reference.replace(/^.*\//, ''),
  };
}

/** The entries of whoever is signed in. */
export const own = (members: readonly MemberView[]) => members.filter(({ me }) => me);

/** A page of the team: fetches it, and says where there is none. */
export function TeamFrame(props: {
  readonly title: string;
  /** Beside the title. */
  readonly about?: ReactNode;
  readonly className?: string;
  readonly children: (team: Team) => ReactNode;
}): ReactNode {
  const { title, about, className, children } = props;
  const { language } = useSpeaking();
  const w = teamWords(language);
  const { data, error, refetch } = useQuery(teamQuery);
  return (
    <div className={`page-width work team ${className ?? ''}`}>
      <div className="work__head no-print">
        <PageTitle title={title} />
        {about ? <div className="work__about">{about}</div> : null}
      </div>
      {error ? <Failure error={error} again={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={8} /> : null}
      {data && data.team === undefined ? <Empty>{w('team.none')}</Empty> : null}
      {data?.team === undefined ? null : children({ ...data, team: data.team })}
    </div>
  );
}
