import { useDraft } from '@caecilia/workspace';
import { type ReactNode, useState } from 'react';
import { ScenarioFields } from './ScenarioFields.tsx';
import { ScenarioForm } from './ScenarioForm.tsx';
import { begunOn, type Faults, faultsIn, isChangeDraft, type ScenarioDraft } from './scenarioDraft.ts';
import { type OnScenario, useOnScenario } from './useOnScenario.ts';
import { useScenario } from './words.ts';

/** Says a scenario in other words. What was typed keeps the version it was typed over: a colleague's is never slipped beneath it. */
export function ChangeScenario(props: OnScenario): ReactNode {
  const { scenario, timeZone, close } = props;
  const t = useScenario();
  const [first] = useState(() => begunOn(scenario));
  const draft = useDraft(`scenario/change/${scenario.id}`, first, isChangeDraft);
  const { words, versionId } = draft.value;
  const [faults, setFaults] = useState<Faults>(new Map());
  const leave = () => {
    draft.drop();
    close();
  };
  const { send, ...sending } = useOnScenario(props, { versionId, saved: 'saved.change', leave });
  const submit = () => {
    const wrong = faultsIn(words);
    setFaults(wrong);
    if (wrong.size === 0) send(words);
  };
  const change = (more: Partial<ScenarioDraft>) => draft.change({ versionId, words: { ...words, ...more } });
  return (
    <ScenarioForm
      {...sending}
      label={t('change.title', { problem: scenario.problem })}
      save={t('save.change')}
      timeZone={timeZone}
      submit={submit}
      close={leave}
    >
      <ScenarioFields value={words} faults={faults} change={change} />
    </ScenarioForm>
  );
}
