import { type DutyChange, type KeptDuty, momentWords, spanWords } from '@caecilia/team/ui';
import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';

/** What happened to a duty: who did what when, why, and from whom to whom. Oldest first. */
export function HistoryDialog(props: {
  readonly team: Team;
  readonly duties: readonly KeptDuty[];
  readonly close: () => void;
}): ReactNode {
  const { team, duties, close } = props;
  const { w, clock } = useTeamSpeaking(team);
  return (
    <Modal
      opened
      onClose={close}
      title={w('rota.history')}
      closeButtonProps={{ 'aria-label': w('dialog.close') }}
    >
      {duties.map((duty) => (
        <section key={duty.id} className="duty-history">
          <h3>{spanWords(duty, clock)}</h3>
          <ol>
            {duty.history.map((line) => (
              <li key={`${line.at} ${line.kind} ${line.from}`}>
                <Line line={line} duty={duty} team={team} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </Modal>
  );
}

function Line({
  line,
  duty,
  team,
}: {
  readonly line: DutyChange;
  readonly duty: KeptDuty;
  readonly team: Team;
}): ReactNode {
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const person = (by: DutyChange['by'] | undefined) => by?.name ?? by?.reference ?? '';
  const one = (reference: string | undefined) =>
    reference === undefined ? w('change.nobody') : nameOf(reference);
  const isWhole = line.from === duty.from && line.until === duty.until;
  return (
    <>
      <b>{w(`change.${line.kind}`)}</b>{' '}
      {w('change.line', {
        when: momentWords(line.at, clock),
        who: person(line.by),
        before: one(line.before),
        after: one(line.after),
      })}
      {isWhole ? null : <> ({spanWords(line, clock)})</>}
      {line.askedBy === undefined ? null : <>. {w('change.askedBy', { who: person(line.askedBy) })}</>}
      {line.why === undefined ? null : (
        <>
          . {w('change.why')} <q>{line.why}</q>
        </>
      )}
    </>
  );
}
