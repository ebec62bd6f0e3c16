import { type KeptDuty, type RoleRotaView, type RotaView, spanWords } from '@caecilia/team/ui';
import { useTyped } from '@caecilia/workspace';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { rotaQuery, useTeamWrite } from './queries.ts';
import { type Team, useTeamSpeaking } from './TeamFrame.tsx';
import { useFieldProblem, WriteProblem } from './WriteProblem.tsx';

/** Days in which a duty in return is looked for. */
const AHEAD = 42;

/** Two duties of one role change hands, whole: who plans decides it, a colleague asks it. */
export function SwapDialog(props: {
  readonly team: Team;
  readonly rota: RotaView;
  readonly of: RoleRotaView;
  /** Duties of one person that the swap can be of: one, or several in a row. */
  readonly duties: readonly KeptDuty[];
  readonly close: () => void;
}): ReactNode {
  const { team, rota, of, duties, close } = props;
  const { w, clock, nameOf } = useTeamSpeaking(team);
  const ahead = useQuery(rotaQuery(rota.days[0]?.day ?? '', AHEAD, of.role));
  const write = useTeamWrite('/team/rota/swap');
  const problem = useFieldProblem(write.error);
  const typed = useTyped(`team/swap/${duties[0]?.id ?? of.role}`, {
    own: duties[0]?.id ?? '',
    other: '',
    why: '',
  });
  const { own, other, why } = typed.values;
  const others = (ahead.data?.roles[0]?.duties ?? []).filter(
    ({ holder, from }) => holder !== duties[0]?.holder && from > rota.now,
  );
  // After a refusal the rota was fetched again: what is sent then is what is shown now.
  const one = of.duties.find(({ id }) => id === own);
  const chosen = others.find(({ id }) => id === other);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === undefined || one === undefined) return;
    const both = [one, chosen].map(({ id, versionId }) => ({ id, versionId }));
    write.mutate(
      { team: team.team.reference, role: of.role, act: team.mayPlan ? 'decide' : 'ask', both, why },
      { onSuccess: typed.sent(close) },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={w(team.mayPlan ? 'rota.swap' : 'rota.askSwap')}
      closeButtonProps={{ 'aria-label': w('dialog.close') }}
    >
      <form className="team-form" onSubmit={submit}>
        <NativeSelect
          label={w('swap.own')}
          value={own}
          onChange={(event) => typed.set('own', event.currentTarget.value)}
          data={duties.map((each) => ({
            value: each.id,
            label: `${nameOf(each.holder)}: ${spanWords(each, clock)}`,
          }))}
        />
        <NativeSelect
          label={w('swap.for')}
          required
          value={other}
          error={problem('holder')}
          onChange={(event) => typed.set('other', event.currentTarget.value)}
          data={[
            { value: '', label: w(ahead.isPending ? 'field.loading' : 'field.choose') },
            ...others.map((each) => ({
              value: each.id,
              label: `${nameOf(each.holder)}: ${spanWords(each, clock)}`,
            })),
          ]}
        />
        <TextInput
          label={w('field.why')}
          maxLength={500}
          value={why}
          error={problem('why')}
          onChange={(event) => typed.set('why', event.currentTarget.value)}
        />
        {team.mayPlan ? null : <p className="small">{w('swap.until')}</p>}
        <WriteProblem
          error={write.error}
          fields={['holder', 'why']}
          overtaken={
            <>
              <p>
                {w('conflict.now')}{' '}
                {one ? `${nameOf(one.holder)}: ${spanWords(one, clock)}` : w('change.nobody')}
                {chosen ? `; ${nameOf(chosen.holder)}: ${spanWords(chosen, clock)}` : ''}
              </p>
              <p>{w('conflict.question')}</p>
            </>
          }
        />
        <div className="team-form__acts">
          <Button type="submit" loading={write.isPending} disabled={chosen === undefined}>
            {w(team.mayPlan ? 'swap.decide' : 'swap.ask')}
          </Button>
          <Button variant="default" onClick={close}>
            {w('dialog.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
