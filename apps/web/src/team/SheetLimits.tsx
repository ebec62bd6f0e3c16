import type { SheetLimit, SheetPatient } from '@caecilia/team/ui';
import { StateIcon, type StateShape } from '@caecilia/ui';
import type { ReactNode } from 'react';
import { inLanguage } from './sheetWords.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';

/** The order in which states are read at a bedside; within a state as the plan has them. */
const STATES = ['doNot', 'onlyIf', 'do', 'contradiction', 'unreadable', 'notDiscussed', 'unknown'] as const;

const SHAPES: Partial<Record<SheetLimit['state'], StateShape>> = {
  do: 'do',
  doNot: 'do-not',
  onlyIf: 'only-if',
  notDiscussed: 'not-discussed',
  unknown: 'unknown',
};

/** Every limit with its word, its sign and its conditions. Limits of one state stand together: it saves half the room. */
export function SheetLimits({
  patient,
  team,
}: {
  readonly patient: SheetPatient;
  readonly team: Team;
}): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const { limits } = patient;
  if (limits === 'could not be read') return <b>! {w('sheet.limits.unread')}</b>;
  if (limits === 'not for you') return <b>{w('sheet.limits.notForYou')}</b>;
  if (limits.length === 0) return <b>{w('sheet.limits.none')}</b>;
  const nameOf = ({ treatment }: SheetLimit) =>
    treatment === undefined ? w('sheet.limits.unnamed') : inLanguage(treatment, clock.language);
  return STATES.flatMap((state) => {
    const some = limits.filter((limit) => limit.state === state);
    if (some.length === 0) return [];
    const shape = SHAPES[state];
    return [
      <span key={state} className={`sheet__line sheet__limits sheet__limits--${state}`}>
        {shape === undefined ? <span aria-hidden>≠ </span> : <StateIcon shape={shape} />}{' '}
        <b className="sheet__state">{w(`limit.${state}`)}</b>{' '}
        {some.map((limit, index) => (
          <span key={`${nameOf(limit)} ${String(index)}`}>
            {index === 0 ? '' : '; '}
            {nameOf(limit)}
            <Says limit={limit} team={team} />
          </span>
        ))}
      </span>,
    ];
  });
}

/** A condition is never behind a tap; of sources that disagree none is chosen. */
function Says({
  limit: { state, says },
  team,
}: {
  readonly limit: SheetLimit;
  readonly team: Team;
}): ReactNode {
  const { w } = useTeamSpeaking(team);
  if (state !== 'onlyIf' && state !== 'contradiction') return null;
  const words = says.map(({ kind, condition }) =>
    state === 'onlyIf'
      ? plain(condition ?? '')
      : `${w(`limit.${kind}`)}${condition === undefined ? '' : ` ${condition}`}`,
  );
  return <>: {words.join(` ${w('limit.or')} `)}</>;
}

/** Words of the state that stand above a condition are not said twice, nor is its full stop. */
const plain = (condition: string) =>
  condition.replace(/^(?:alleen (?:als|indien)|only if)\s+(?=\S)/i, '').replace(/\.\s*$/, '');
