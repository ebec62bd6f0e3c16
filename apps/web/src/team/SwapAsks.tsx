import { type KeptDuty, type RoleRotaView, type RotaView, spanWords } from '@caecilia/team/ui';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { rotaQuery, useTeamWrite } from './queries.ts';
import { own, type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { WriteProblem } from './WriteProblem.tsx';

const AHEAD = 42;

interface Ask {
  readonly of: RoleRotaView;
  readonly one: KeptDuty;
  readonly other: KeptDuty;
}

/** Swaps that were asked and wait for an answer: to who was asked the question, to the others that it is open. */
export function SwapAsks({ rota, team }: { readonly rota: RotaView; readonly team: Team }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const ahead = useQuery(rotaQuery(rota.days[0]?.day ?? '', AHEAD));
  const asks = (ahead.data?.roles ?? []).flatMap((of) =>
    of.duties.flatMap((one): Ask[] => {
      const other = of.duties.find(({ id }) => id === one.asked?.for);
      return one.asked === undefined || other === undefined ? [] : [{ of, one, other }];
    }),
  );
  if (asks.length === 0) return null;
  return (
    <section className="swap-asks" aria-labelledby="swaps-title">
      <h2 id="swaps-title">{w('swap.open')}</h2>
      <ul>
        {asks.map((ask) => (
          <li key={ask.one.id}>
            <OneAsk ask={ask} team={team} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneAsk({ ask: { of, one, other }, team }: { readonly ask: Ask; readonly team: Team }): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const write = useTeamWrite('/team/rota/swap');
  const mine = own(team.members).map(({ reference }) => reference);
  const [isAsked, isAsking] = [mine.includes(other.holder), mine.includes(one.holder)];
  const answer = (act: 'agree' | 'decline') =>
    write.mutate({
      team: team.team.reference,
      role: of.role,
      act,
      both: [one, other].map(({ id, versionId }) => ({ id, versionId })),
    });
  return (
    <>
      <p>
        {w('swap.line', {
          who: nameOf(one.holder),
          own: spanWords(one, clock),
          other: spanWords(other, clock),
          whom: nameOf(other.holder),
        })}{' '}
        {one.asked?.why === undefined ? null : <q>{one.asked.why}</q>}
      </p>
      <WriteProblem error={write.error} overtaken={<p>{w('conflict.lookAgain')}</p>} />
      <div className="team-form__acts no-print">
        {isAsked ? (
          <Button loading={write.isPending} onClick={() => answer('agree')}>
            {w('swap.agree')}
          </Button>
        ) : null}
        {isAsked || isAsking || team.mayPlan ? (
          <Button variant="default" disabled={write.isPending} onClick={() => answer('decline')}>
            {w(isAsking && !isAsked ? 'swap.takeBack' : 'swap.decline')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
