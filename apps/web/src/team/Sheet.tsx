import {
  dayWords,
  type HandOverSheet,
  momentWords,
  type OnCallNow,
  type SheetPatient,
} from '@caecilia/team/ui';
import { birthDateWords } from '@caecilia/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SheetLimits } from './SheetLimits.tsx';
import { SheetNoteField } from './SheetNoteField.tsx';
import { inLanguage } from './sheetWords.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';

/**
 * The sheet as one table: its head and foot are repeated on every page that is printed, so each says when, by whom, and
 * that a newer one may exist. A patient is never cut in two.
 */
export function Sheet(props: {
  readonly sheet: HandOverSheet;
  readonly onCall: OnCallNow | undefined;
  readonly team: Team;
}): ReactNode {
  const { sheet, onCall, team } = props;
  const { w, clock } = useTeamSpeaking(team);
  const when = momentWords(sheet.at, clock);
  return (
    <table className="sheet">
      <caption className="visually-hidden">{w('sheet.title')}</caption>
      <thead>
        <tr className="sheet__top">
          <td colSpan={2}>
            <b>
              {w('sheet.title')} {sheet.team}
            </b>{' '}
            {w('sheet.head', { when, by: sheet.by, count: sheet.count })}
            <br />
            <OnCallLine onCall={onCall} team={team} />
          </td>
        </tr>
        <tr>
          <th scope="col">{w('sheet.limits')}</th>
          <th scope="col">{w('sheet.night')}</th>
        </tr>
      </thead>
      <tfoot>
        <tr>
          <td colSpan={2}>{w('sheet.foot', { when, by: sheet.by })}</td>
        </tr>
      </tfoot>
      {sheet.patients.map((patient) => (
        <Rows key={patient.patient} patient={patient} team={team} />
      ))}
    </table>
  );
}

/** Whom of the team to call, at the moment of printing and until when: paper does not know the time. */
function OnCallLine({
  onCall,
  team,
}: {
  readonly onCall: OnCallNow | undefined;
  readonly team: Team;
}): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const roles = (onCall?.roles ?? []).filter(
    ({ role, now }) => now.kind === 'member' || team.members.some(({ roles: own }) => own.includes(role)),
  );
  if (roles.length === 0) return w('sheet.onCallUnknown');
  return (
    <>
      {w('onCall.title')}:{' '}
      {roles
        .map(({ role, now, name, phone, planned }) =>
          [
            w(`role.${role}`),
            now.kind === 'gap'
              ? w(`gap.${now.because}`, { name: planned.join(', ') })
              : [name ?? now.holder, phone].filter(Boolean).join(' '),
            w('onCall.until', { time: momentWords(now.until, clock) }),
          ].join(' '),
        )
        .join(' · ')}
    </>
  );
}

/** Who it is about on one line, and beneath it what was agreed, and what the duty needs. */
function Rows({ patient, team }: PatientProps): ReactNode {
  const { w } = useTeamSpeaking(team);
  const { patient: id, name, birthDate, withoutAnybody } = patient;
  return (
    <tbody className="sheet__patient">
      <tr>
        <th scope="rowgroup" colSpan={2}>
          <Link to="/patients/$id" params={{ id }}>
            {name ?? w('patient.notSeen')}
          </Link>
          <span>{birthDate === undefined ? '' : birthDateWords(birthDate, 'day')}</span>
          <Where patient={patient} team={team} />
          <Condition patient={patient} team={team} />
          {withoutAnybody ? <b className="sheet__alone">! {w('sheet.withoutAnybody')}</b> : null}
        </th>
      </tr>
      <tr>
        <td>
          <SheetLimits patient={patient} team={team} />
        </td>
        <td>
          <Night patient={patient} team={team} />
        </td>
      </tr>
    </tbody>
  );
}

interface PatientProps {
  readonly patient: SheetPatient;
  readonly team: Team;
}

function Where({ patient: { place, stay }, team }: PatientProps): ReactNode {
  const { w } = useTeamSpeaking(team);
  const words = place === '' ? w(stay === undefined ? 'sheet.placeUnknown' : `stay.${stay}`) : place;
  return <span>{words}</span>;
}

/** Phase and AKPS with the day on which they were recorded, or that they were not. */
function Condition({ patient: { phase, akps }, team }: PatientProps): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const since = (on: string) => dayWords(on, clock.language).replace(/^\S+ /, '');
  return (
    <span>
      {w('sheet.phase')}{' '}
      <b>
        {phase === 'not recorded'
          ? w('sheet.notRecorded')
          : phase === 'contradiction'
            ? `≠ ${w('sheet.phase.contradiction')}`
            : w(`sheet.phase.${phase.value}`)}
      </b>
      {typeof phase === 'object' ? ` (${since(phase.on)})` : ''}; {w('sheet.akps')}{' '}
      {akps === 'not recorded' ? w('sheet.notRecorded') : `${akps.value} (${since(akps.on)})`}
    </span>
  );
}

/** What to expect and to do, what is still to be done, and whom to call. */
function Night({ patient, team }: PatientProps): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const { goal, tasks, calls } = patient;
  return (
    <>
      <SheetNoteField patient={patient} team={team} />
      {goal === undefined ? null : (
        <span className="sheet__line">
          {w('sheet.goal')} {inLanguage(goal, clock.language)}
        </span>
      )}
      {tasks.length === 0 ? null : (
        <span className="sheet__line">
          {w('sheet.tasks')}{' '}
          {tasks
            .map(({ words, due, owner, role }) =>
              [
                words,
                due === undefined ? '' : `${w('task.due')} ${momentWords(due, clock)}`,
                owner ?? w(`role.${role}`),
              ]
                .filter((part) => part !== '')
                .join(', '),
            )
            .join('; ')}
        </span>
      )}
      <span className="sheet__line">
        {w('sheet.call')}{' '}
        {calls.length === 0
          ? w('sheet.notRecorded')
          : calls
              .map(({ kind, name, relation, number }) =>
                [
                  name ?? w('sheet.unnamed'),
                  relation === undefined ? '' : `(${inLanguage(relation, clock.language)})`,
                  w(`call.${kind}`),
                  // A number is not broken over two lines.
                  (number ?? w('sheet.noNumber')).replaceAll(' ', '\u00a0'),
                ]
                  .filter((part) => part !== '')
                  .join(' '),
              )
              .join('; ')}
      </span>
    </>
  );
}
