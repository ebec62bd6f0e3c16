import type { ScenarioPlanned } from '@caecilia/scenario/ui';
import { useDraft, useSend } from '@caecilia/workspace';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { scenariosPath, scenariosQuery } from './queries.ts';
import { ScenarioFields } from './ScenarioFields.tsx';
import { ScenarioForm } from './ScenarioForm.tsx';
import { type Faults, faultsIn, isScenarioDraft, NOTHING, type ScenarioDraft } from './scenarioDraft.ts';
import { useScenario } from './words.ts';

/** Plans for one more problem. What was typed stays until it is kept or cancelled. */
export function NewScenario(props: { readonly id: string; say(words: string): void }): ReactNode {
  const { id, say } = props;
  const t = useScenario();
  const draft = useDraft(`scenario/new/${id}`, NOTHING, isScenarioDraft);
  const [opened, open] = useState(false);
  const [faults, setFaults] = useState<Faults>(new Map());
  const close = () => {
    draft.drop();
    setFaults(new Map());
    open(false);
  };
  const send = useSend<ScenarioDraft, ScenarioPlanned>(scenariosPath(id), {
    changes: [scenariosQuery(id).queryKey],
    done: ({ scenario: { problem }, again }) => {
      close();
      say(t(again ? 'saved.again' : 'saved.new', { problem }));
    },
  });
  if (!opened && draft.restoredAt === undefined)
    return (
      <Button className="scenario-screen" onClick={() => open(true)}>
        {t('new.open')}
      </Button>
    );
  const change = (more: Partial<ScenarioDraft>) => {
    const { value } = draft;
    draft.change({ ...value, ...more, clientId: value.clientId || crypto.randomUUID() });
  };
  const submit = () => {
    const wrong = faultsIn(draft.value);
    setFaults(wrong);
    say('');
    if (wrong.size === 0) send.send(draft.value);
  };
  return (
    <section className="card scenario scenario-screen" aria-labelledby="scenario-new">
      <h3 id="scenario-new">{t('new.title')}</h3>
      <ScenarioForm
        label={t('new.title')}
        save={t('save.new')}
        isSending={send.isSending}
        failure={send.failure}
        submit={submit}
        close={close}
      >
        <ScenarioFields value={draft.value} faults={faults} change={change} />
      </ScenarioForm>
    </section>
  );
}
