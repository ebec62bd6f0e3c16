import { type Gap, type RoleRotaView, type RotaView, spanWords } from '@caecilia/team/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DutyDialog } from './DutyDialog.tsx';
import { lengthWords, mayFill } from './rotaWords.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';

interface RoleGap {
  readonly of: RoleRotaView;
  readonly gap: Gap;
}

/** Every gap of what is shown, before anything else: with a word and a sign, and who can fill it. */
export function Gaps({ rota, team }: { readonly rota: RotaView; readonly team: Team }): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const [filling, fill] = useState<RoleGap>();
  const gaps = rota.roles.flatMap((of) =>
    of.stretches.flatMap((stretch) =>
      stretch.kind === 'gap' && stretch.until > rota.now ? [{ of, gap: stretch }] : [],
    ),
  );
  if (gaps.length === 0)
    return (
      <p className="rota-gaps rota-gaps--none" role="status">
        {w('rota.noGaps')}
      </p>
    );
  return (
    <section className="rota-gaps" aria-labelledby="gaps-title">
      <h2 id="gaps-title">
        <span aria-hidden>! </span>
        {w(gaps.length === 1 ? 'rota.gaps.one' : 'rota.gaps.more', { count: gaps.length })}
      </h2>
      <ul>
        {gaps.map(({ of, gap }) => (
          <li key={`${of.role} ${gap.from}`} className="rota-gap">
            <span>
              <b>{w(`role.${of.role}`)}</b>: {spanWords(gap, clock)} ({lengthWords(w, gap)})
              <br />
              {w(`gap.${gap.because}`, { name: gap.planned.map(nameOf).join(', ') })}
            </span>
            {mayFill(team, of) ? (
              <Button variant="default" className="no-print" onClick={() => fill({ of, gap })}>
                {w(team.mayPlan ? 'rota.fill' : 'rota.take')}
                <span className="visually-hidden">
                  {' '}
                  {w(`role.${of.role}`)}, {spanWords(gap, clock)}
                </span>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {filling ? (
        <DutyDialog team={team} of={filling.of} span={filling.gap} close={() => fill(undefined)} />
      ) : null}
    </section>
  );
}
