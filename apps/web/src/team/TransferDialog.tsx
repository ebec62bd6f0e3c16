import { instantOf, type PatientName } from '@caecilia/team/ui';
import { useTyped } from '@caecilia/workspace';
import { Checkbox, Modal, NativeSelect, Radio, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FormActs } from './FormActs.tsx';
import { useTeamWrite } from './queries.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { useFieldProblem, WriteProblem } from './WriteProblem.tsx';

interface Props {
  readonly team: Team;
  readonly from: string | undefined;
  readonly patients: readonly PatientName[];
  readonly close: () => void;
}

/** Gives patients to a colleague: for the time of a leave, after which they are back, or for good. */
export function TransferDialog({ team, from, patients, close }: Props): ReactNode {
  const { w } = useTeamSpeaking(team);
  const write = useTeamWrite<{ readonly count: number }>('/team/caseload/transfer');
  const problem = useFieldProblem(write.error);
  const [chosen, choose] = useState<string[]>(patients.map(({ id }) => id));
  const typed = useTyped(`team/transfer/${from ?? 'nobody'}`, {
    to: '',
    howLong: from === undefined ? 'good' : 'until',
    until: '',
  });
  const { to, howLong, until } = typed.values;
  const at = /^\d{4}-\d\d-\d\d$/.test(until) ? instantOf(`${until}T00:00`, team.timeZone) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to === '' || chosen.length === 0 || (howLong === 'until' && at === undefined)) return;
    write.mutate(
      {
        team: team.team.reference,
        patients: chosen,
        from,
        to,
        ...(howLong === 'until' ? { until: at } : {}),
      },
      { onSuccess: typed.sent(close) },
    );
  };
  const people = team.members.filter(({ reference, now }) => reference !== from && now === 'there');
  return (
    <Modal
      opened
      onClose={close}
      title={w('caseload.give')}
      closeButtonProps={{ 'aria-label': w('dialog.close') }}
    >
      <form className="team-form" onSubmit={submit}>
        <PatientsField {...{ team, from, patients, chosen, choose }} error={problem('patients')} />
        <NativeSelect
          label={w('task.to')}
          required
          value={to}
          error={problem('to')}
          onChange={(event) => typed.set('to', event.currentTarget.value)}
          data={[
            { value: '', label: w('field.choose') },
            ...people.map(({ reference, name, roles }) => ({
              value: reference,
              label: `${name ?? reference}, ${roles.map((role) => w(`role.${role}`)).join(', ')}`,
            })),
          ]}
        />
        <Radio.Group
          label={w('caseload.howLong')}
          value={howLong}
          onChange={(value) => typed.set('howLong', value)}
        >
          <div className="transfer__patients">
            <Radio value="until" label={w('caseload.forLeave')} />
            <Radio value="good" label={w('caseload.forGood')} />
          </div>
        </Radio.Group>
        {howLong === 'until' ? (
          <TextInput
            type="date"
            required
            label={w('caseload.backOn')}
            value={until}
            error={problem('until')}
            onChange={(event) => typed.set('until', event.currentTarget.value)}
          />
        ) : null}
        <p className="small">{w('caseload.opens')}</p>
        <WriteProblem
          error={write.error}
          fields={['patients', 'to', 'until']}
          overtaken={<p>{w('conflict.lookAgain')}</p>}
        />
        <FormActs send={w('caseload.save')} isSending={write.isPending} close={close} />
      </form>
    </Modal>
  );
}

interface FieldProps extends Pick<Props, 'team' | 'from' | 'patients'> {
  readonly chosen: string[];
  readonly choose: (chosen: string[]) => void;
  readonly error: string | undefined;
}

function PatientsField({ team, from, patients, chosen, choose, error }: FieldProps): ReactNode {
  const { w, nameOf } = useTeamSpeaking(team);
  return (
    <Checkbox.Group
      label={from === undefined ? w('caseload.patients') : w('caseload.patientsOf', { name: nameOf(from) })}
      value={chosen}
      onChange={choose}
      error={error}
    >
      <div className="transfer__patients">
        {patients.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name ?? id} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
