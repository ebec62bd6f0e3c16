import type { Gap, OpenSpan } from '@caecilia/team/ui';
import { instantOf, type MemberView, momentWords, spanWords } from '@caecilia/team/ui';
import { useDraft } from '@caecilia/workspace';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FormActs } from './FormActs.tsx';
import { useTeamWrite } from './queries.ts';
import { own, type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { useFieldProblem, WriteProblem } from './WriteProblem.tsx';

/** Who is away and when; never why. Own absence is one's own to record, that of others the planner's. */
export function Absences({ team }: { readonly team: Team }): ReactNode {
  const { w } = useTeamSpeaking(team);
  const [opened, open] = useState(false);
  const away = onePerPerson(team.members).filter(({ absences }) => absences.length > 0);
  const mayRecord = team.members.some(({ mayRecordAbsence }) => mayRecordAbsence);
  return (
    <section className="absences" aria-labelledby="absences-title">
      <h2 id="absences-title">{w('absence.title')}</h2>
      {away.length === 0 ? <p>{w('absence.nobody')}</p> : null}
      <ul>
        {away.flatMap((member) =>
          member.absences.map((absence) => (
            <li key={`${member.reference} ${absence.from}`}>
              <OneAbsence member={member} absence={absence} team={team} />
            </li>
          )),
        )}
      </ul>
      {mayRecord ? (
        <Button variant="default" className="no-print" onClick={() => open(true)}>
          {w(team.mayPlan ? 'absence.register' : 'absence.mine')}
        </Button>
      ) : null}
      {opened ? <AbsenceDialog team={team} close={() => open(false)} /> : null}
    </section>
  );
}

/** Somebody with two roles is away from both. */
const onePerPerson = (members: readonly MemberView[]) => [
  ...new Map(members.map((member) => [member.name ?? member.reference, member])).values(),
];

function OneAbsence(props: {
  readonly member: MemberView;
  readonly absence: OpenSpan;
  readonly team: Team;
}): ReactNode {
  const { member, absence, team } = props;
  const { w, clock } = useTeamSpeaking(team);
  const write = useTeamWrite('/team/absences/take-back');
  const [asked, ask] = useState(false);
  const { from, until } = absence;
  const when =
    from === null || until === null
      ? [
          from === null ? '…' : momentWords(from, clock),
          until === null ? '…' : momentWords(until, clock),
        ].join(' – ')
      : spanWords({ from, until }, clock);
  return (
    <>
      <span>
        <b>{member.name ?? member.reference}</b>: {when}
      </span>{' '}
      {member.mayRecordAbsence && from !== null && until !== null ? (
        <span className="no-print">
          {asked ? (
            <>
              {w('absence.sure')}{' '}
              <Button
                variant="default"
                size="compact-md"
                loading={write.isPending}
                onClick={() =>
                  write.mutate({ team: team.team.reference, member: member.reference, from, until })
                }
              >
                {w('absence.yes')}
              </Button>
            </>
          ) : (
            <Button variant="subtle" size="compact-md" onClick={() => ask(true)}>
              {w('absence.takeBack')}
              <span className="visually-hidden">, {member.name}</span>
            </Button>
          )}
        </span>
      ) : null}
      <WriteProblem error={write.error} overtaken={<p>{w('conflict.lookAgain')}</p>} />
    </>
  );
}

interface AbsenceDraft {
  readonly member: string;
  readonly from: string;
  readonly until: string;
}

const EMPTY: AbsenceDraft = { member: '', from: '', until: '' };
const isDraft = (value: unknown): value is AbsenceDraft =>
  typeof value === 'object' && value !== null && 'member' in value && 'from' in value && 'until' in value;

interface Recorded {
  readonly gaps: readonly { readonly role: Parameters<typeof roleKey>[0]; readonly gap: Gap }[];
}
const roleKey = (
  role:
    | 'consult-nurse'
    | 'consult-physician'
    | 'social-worker'
    | 'spiritual-care-worker'
    | 'pharmacist'
    | 'team-secretary'
    | 'researcher',
) => `role.${role}` as const;

function AbsenceDialog({ team, close }: { readonly team: Team; readonly close: () => void }): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const draft = useDraft('team/absence', EMPTY, isDraft);
  const write = useTeamWrite<Recorded>('/team/absences');
  const problem = useFieldProblem(write.error);
  const people = onePerPerson(team.members).filter(({ mayRecordAbsence }) => mayRecordAbsence);
  const [me] = own(people);
  const member = draft.value.member || (team.mayPlan ? '' : (me?.reference ?? ''));
  const at = (typed: string) => (/T\d\d:\d\d$/.test(typed) ? instantOf(typed, team.timeZone) : Number.NaN);
  const [from, until] = [at(draft.value.from), at(draft.value.until)];
  const [tried, attempt] = useState(false);
  const wrong = from < until ? undefined : `! ${w('wrong.until')}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt(true);
    if (wrong !== undefined || member === '') return;
    write.mutate(
      { team: team.team.reference, member, from, until },
      {
        onSuccess: ({ gaps }) => {
          draft.drop();
          if (gaps.length === 0) close();
        },
      },
    );
  };
  const field = (name: keyof AbsenceDraft) => ({
    value: draft.value[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      draft.change({ ...draft.value, [name]: event.currentTarget.value }),
  });
  const gaps = write.data?.gaps ?? [];
  return (
    <Modal
      opened
      onClose={close}
      title={w('absence.register')}
      closeButtonProps={{ 'aria-label': w('dialog.close') }}
    >
      {gaps.length > 0 ? (
        <div role="status">
          <p>{w('absence.gaps')}</p>
          <ul>
            {gaps.map(({ role, gap }) => (
              <li key={`${role} ${gap.from}`}>
                <b>{w(roleKey(role))}</b>: {spanWords(gap, clock)}
              </li>
            ))}
          </ul>
          <Button onClick={close}>{w('dialog.close')}</Button>
        </div>
      ) : (
        <form className="team-form" onSubmit={submit}>
          {team.mayPlan ? (
            <NativeSelect
              label={w('rota.who')}
              required
              error={problem('member')}
              {...field('member')}
              data={[
                { value: '', label: w('field.choose') },
                ...people.map(({ reference, name }) => ({ value: reference, label: name ?? reference })),
              ]}
            />
          ) : null}
          <TextInput type="datetime-local" required label={w('field.from')} {...field('from')} />
          <TextInput
            type="datetime-local"
            required
            label={w('field.until')}
            {...field('until')}
            error={tried ? wrong : undefined}
          />
          <p className="small">{w('absence.noReason')}</p>
          <WriteProblem
            error={write.error}
            fields={['member']}
            overtaken={<p>{w('conflict.lookAgain')}</p>}
          />
          <FormActs send={w('absence.save')} isSending={write.isPending} close={close} />
        </form>
      )}
    </Modal>
  );
}
