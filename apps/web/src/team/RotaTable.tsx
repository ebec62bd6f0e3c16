import {
  type KeptDuty,
  type RoleRotaView,
  type RotaView,
  type Stretch,
  spanWords,
  type TeamKey,
} from '@caecilia/team/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DutyDialog } from './DutyDialog.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { lengthWords, mayFill } from './rotaWords.ts';
import { SwapDialog } from './SwapDialog.tsx';
import { own, type Team, useTeamSpeaking } from './TeamFrame.tsx';

interface TableProps {
  readonly rota: RotaView;
  readonly of: RoleRotaView;
  readonly team: Team;
}

type Opened =
  | { readonly kind: 'change'; readonly span: Stretch }
  | { readonly kind: 'swap'; readonly duties: readonly KeptDuty[] }
  | { readonly kind: 'history'; readonly duties: readonly KeptDuty[] };

/** One role as a table: every stretch of time with who answers, and what can be done about it. */
export function RotaTable({ rota, of, team }: TableProps): ReactNode {
  const { w } = useTeamSpeaking(team);
  const [opened, open] = useState<Opened>();
  const close = () => open(undefined);
  return (
    <section className="rota-role" aria-labelledby={`role-${of.role}`}>
      <h2 id={`role-${of.role}`}>{w(`role.${of.role}`)}</h2>
      <table className="team-table">
        <caption className="visually-hidden">{w('rota.table', { role: w(`role.${of.role}`) })}</caption>
        <thead className="team-table__head">
          <tr>
            <th scope="col">{w('rota.when')}</th>
            <th scope="col">{w('rota.length')}</th>
            <th scope="col">{w('rota.who')}</th>
            <th scope="col" className="no-print">
              {w('rota.act')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.stretches.map((stretch) => (
            <Row key={stretch.from} stretch={stretch} {...{ rota, of, team, open }} />
          ))}
        </tbody>
      </table>
      {opened?.kind === 'change' ? <DutyDialog team={team} of={of} span={opened.span} close={close} /> : null}
      {opened?.kind === 'swap' ? (
        <SwapDialog team={team} rota={rota} of={of} duties={opened.duties} close={close} />
      ) : null}
      {opened?.kind === 'history' ? <HistoryDialog team={team} duties={opened.duties} close={close} /> : null}
    </section>
  );
}

interface RowProps extends TableProps {
  readonly stretch: Stretch;
  readonly open: (opened: Opened) => void;
}

function Row({ stretch, rota, of, team, open }: RowProps): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const isGap = stretch.kind === 'gap';
  const isNow = stretch.from <= rota.now && rota.now < stretch.until;
  const className = [isGap ? 'rota-row--gap' : '', isNow ? 'rota-row--now' : ''].join(' ').trim();
  const when = spanWords(stretch, clock);
  return (
    <tr className={className === '' ? undefined : className}>
      <th scope="row">
        {when}
        {isNow ? <span className="rota-now"> {w('rota.now')}</span> : null}
      </th>
      <td>{lengthWords(w, stretch)}</td>
      <td>
        {isGap ? (
          <b>
            <span aria-hidden>! </span>
            {w(`gap.${stretch.because}`, { name: stretch.planned.map(nameOf).join(', ') })}
          </b>
        ) : (
          nameOf(stretch.holder)
        )}
      </td>
      <td className="no-print">
        <RowActs {...{ stretch, rota, of, team, open, when }} />
      </td>
    </tr>
  );
}

function RowActs({ stretch, rota, of, team, open, when }: RowProps & { readonly when: string }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const duties = of.duties.filter(({ from, until }) => from < stretch.until && until > stretch.from);
  const acts = actsFor({ stretch, of, team, duties, isOver: stretch.until <= rota.now });
  return (
    <span className="rota-acts">
      {acts.map(({ label, opened }) => (
        <Button key={label} variant="subtle" size="compact-md" onClick={() => open(opened)}>
          {w(label)}
          <span className="visually-hidden">, {when}</span>
        </Button>
      ))}
    </span>
  );
}

interface Acting extends Pick<RowProps, 'stretch' | 'of' | 'team'> {
  readonly duties: readonly KeptDuty[];
  readonly isOver: boolean;
}

interface Act {
  readonly label: TeamKey;
  readonly opened: Opened;
}

/** What can be done about a stretch, by whom: who plans changes it, a colleague takes over, the holder asks to swap. */
function actsFor({ stretch, of, team, duties, isOver }: Acting): readonly Act[] {
  const mine = own(team.members).map(({ reference }) => reference);
  const isMine = stretch.kind === 'member' && mine.includes(stretch.holder);
  const history: Act[] =
    duties.length > 0 ? [{ label: 'rota.history', opened: { kind: 'history', duties } }] : [];
  if (isOver) return history;
  const change: Act[] =
    mayFill(team, of) && (team.mayPlan || !isMine)
      ? [{ label: changeLabel(stretch, team), opened: { kind: 'change', span: stretch } }]
      : [];
  const swap: Act[] =
    duties.length > 0 && stretch.kind === 'member' && (team.mayPlan || isMine)
      ? [{ label: team.mayPlan ? 'rota.swap' : 'rota.askSwap', opened: { kind: 'swap', duties } }]
      : [];
  return [...change, ...swap, ...history];
}

function changeLabel({ kind }: Stretch, { mayPlan }: Team): TeamKey {
  if (!mayPlan) return 'rota.take';
  return kind === 'gap' ? 'rota.fill' : 'rota.change';
}
