import { fieldTime, instantOf, type RoleRotaView, type Stretch, spanWords } from '@caecilia/team/ui';
import { useTyped } from '@caecilia/workspace';
import { Modal, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormActs } from './FormActs.tsx';
import { useTeamWrite } from './queries.ts';
import { lengthWords } from './rotaWords.ts';
import { own, type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { useFieldProblem, WriteProblem } from './WriteProblem.tsx';

interface DutyProps {
  readonly team: Team;
  /** The role as it stands now; it is another after a refusal, when it was fetched again. */
  readonly of: RoleRotaView;
  readonly span: Pick<Stretch, 'from' | 'until'>;
  readonly close: () => void;
}

/** Gives some time of a role to somebody, or to nobody: who plans to anybody, a colleague to themself. */
export function DutyDialog({ team, of, span, close }: DutyProps): ReactNode {
  const { w, clock } = useTeamSpeaking(team);
  const write = useTeamWrite('/team/rota/hand-over');
  const form = useDutyForm(team, of, span);
  const problem = useFieldProblem(write.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.chosen === undefined || form.wrong !== undefined) return;
    const seen = of.duties
      .filter(({ from, until }) => from < form.until && until > form.from)
      .map(({ id, versionId }) => ({ id, versionId }));
    write.mutate(
      {
        team: team.team.reference,
        role: of.role,
        from: form.from,
        until: form.until,
        to: form.to,
        seen,
        why: form.why,
      },
      { onSuccess: form.sent(close) },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={`${w(`role.${of.role}`)}: ${w(team.mayPlan ? 'duty.give' : 'rota.take')}`}
      closeButtonProps={{ 'aria-label': w('dialog.close') }}
    >
      <form className="team-form" onSubmit={submit}>
        <TextInput type="datetime-local" label={w('field.from')} required {...form.field('fromField')} />
        <TextInput
          type="datetime-local"
          label={w('field.until')}
          required
          {...form.field('untilField')}
          error={form.wrong}
        />
        {team.mayPlan ? (
          <NativeSelect
            label={w('rota.who')}
            required
            data={form.choices}
            error={problem('holder')}
            {...form.field('toField')}
          />
        ) : null}
        <TextInput label={w('field.why')} maxLength={500} error={problem('why')} {...form.field('why')} />
        <p role="status">
          {form.wrong === undefined ? `${spanWords(form, clock)} (${lengthWords(w, form)})` : ''}
        </p>
        <WriteProblem
          error={write.error}
          fields={team.mayPlan ? ['holder', 'why'] : ['why']}
          overtaken={<Overtaken team={team} of={of} form={form} />}
        />
        <FormActs
          send={w(write.error ? 'duty.again' : 'duty.save')}
          isSending={write.isPending}
          close={close}
        />
      </form>
    </Modal>
  );
}

/** Both are shown: what stands there since, and what was wanted. Sending it again is the answer to the question. */
function Overtaken(props: {
  readonly team: Team;
  readonly of: RoleRotaView;
  readonly form: DutyForm;
}): ReactNode {
  const { team, of, form } = props;
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const there = of.stretches.filter(({ from, until }) => from < form.until && until > form.from);
  return (
    <>
      <p>{w('conflict.now')}</p>
      <ul>
        {there.map((stretch) => (
          <li key={stretch.from}>
            {spanWords(stretch, clock)}:{' '}
            {stretch.kind === 'member'
              ? nameOf(stretch.holder)
              : w(`gap.${stretch.because}`, { name: stretch.planned.map(nameOf).join(', ') })}
          </li>
        ))}
      </ul>
      <p>
        {w('conflict.wanted')} {spanWords(form, clock)}:{' '}
        {form.to === null ? w('change.nobody') : nameOf(form.to)}
      </p>
      <p>{w('conflict.question')}</p>
    </>
  );
}

const NOBODY = 'nobody';

interface DutyForm {
  readonly from: number;
  readonly until: number;
  /** Absent: nobody was chosen yet. */
  readonly chosen: string | undefined;
  readonly to: string | null;
  readonly why: string;
  readonly wrong: string | undefined;
}

function useDutyForm(team: Team, of: RoleRotaView, span: Pick<Stretch, 'from' | 'until'>) {
  const { w } = useTeamSpeaking(team);
  const zone = team.timeZone;
  const mine = own(team.members).find(({ roles }) => roles.includes(of.role))?.reference;
  const { values, set, sent } = useTyped(`team/duty/${of.role}/${span.from}`, {
    fromField: fieldTime(span.from, zone),
    untilField: fieldTime(span.until, zone),
    toField: team.mayPlan ? '' : (mine ?? ''),
    why: '',
  });
  // A time that was not touched is the instant itself: of one that the clock shows twice, the right one.
  const at = (typed: string, given: number) =>
    typed === fieldTime(given, zone)
      ? given
      : /T\d\d:\d\d$/.test(typed)
        ? instantOf(typed, zone)
        : Number.NaN;
  const [from, until] = [at(values.fromField, span.from), at(values.untilField, span.until)];
  const form: DutyForm = {
    from,
    until,
    chosen: values.toField === '' ? undefined : values.toField,
    to: values.toField === NOBODY || values.toField === '' ? null : values.toField,
    why: values.why,
    wrong: from < until ? undefined : `! ${w('wrong.until')}`,
  };
  const there = team.members.filter(({ roles, now }) => roles.includes(of.role) && now !== 'left');
  return {
    ...form,
    sent,
    choices: [
      { value: '', label: w('field.choose') },
      ...there.map(({ reference, name, absences }) => ({
        value: reference,
        label: `${name ?? reference}${
          absences.some((each) => (each.from ?? 0) < until && (each.until ?? Infinity) > from)
            ? ` (${w('absence.away')})`
            : ''
        }`,
      })),
      { value: NOBODY, label: w('duty.nobody') },
    ],
    field: (name: keyof typeof values) => ({
      value: values[name],
      onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
        set(name, event.currentTarget.value);
      },
    }),
  };
}
