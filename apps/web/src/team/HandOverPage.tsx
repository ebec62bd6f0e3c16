import { momentWords, teamWords } from '@caecilia/team/ui';
import { Empty, Failure, Loading } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { onCallQuery, sheetQuery } from './queries.ts';
import { Sheet } from './Sheet.tsx';
import { type Team, TeamFrame, useTeamSpeaking } from './TeamFrame.tsx';

/** What the night or the weekend needs, on paper: as it is on the screen, so it is printed. */
export function HandOverPage(): ReactNode {
  const { language } = useSpeaking();
  return (
    <TeamFrame title={teamWords(language)('sheet.title')} className="hand-over">
      {(team) => <HandOver team={team} />}
    </TeamFrame>
  );
}

function HandOver({ team }: { readonly team: Team }): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const [of, choose] = useState<'all' | 'mine'>('all');
  const sheet = useQuery(sheetQuery(of));
  const onCall = useQuery(onCallQuery);
  return (
    <>
      <div className="hand-over__head no-print">
        <p className="work__intro">{w('sheet.intro')}</p>
        <div className="team-form__acts">
          {(['all', 'mine'] as const).map((each) => (
            <Button
              key={each}
              variant={of === each ? 'filled' : 'default'}
              aria-pressed={of === each}
              onClick={() => choose(each)}
            >
              {w(`sheet.of.${each}`)}
            </Button>
          ))}
          <Button variant="default" disabled={!sheet.data} onClick={() => window.print()}>
            {w('sheet.print')}
          </Button>
          <Button variant="subtle" onClick={() => void sheet.refetch()} loading={sheet.isFetching}>
            {w('sheet.again')}
          </Button>
        </div>
        {sheet.data ? (
          <p role="status">
            {w('sheet.asOf', { count: sheet.data.count, when: momentWords(sheet.data.at, clock) })}{' '}
            {sheet.data.died > 0 ? w('sheet.died', { count: sheet.data.died }) : null}
          </p>
        ) : null}
      </div>
      {sheet.error ? <Failure error={sheet.error} again={() => void sheet.refetch()} /> : null}
      {!sheet.data && !sheet.error ? <Loading lines={12} /> : null}
      {sheet.data?.count === 0 ? <Empty>{w('sheet.nobody')}</Empty> : null}
      {sheet.data && sheet.data.count > 0 ? (
        <Sheet sheet={sheet.data} onCall={onCall.data} team={team} />
      ) : null}
    </>
  );
}
