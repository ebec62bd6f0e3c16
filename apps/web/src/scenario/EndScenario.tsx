import { LONGEST } from '@caecilia/scenario/ui';
import { useTyped } from '@caecilia/workspace';
import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ScenarioForm } from './ScenarioForm.tsx';
import { type OnScenario, useOnScenario } from './useOnScenario.ts';
import { useScenario } from './words.ts';

/** Takes a scenario out of the plan, with the reason. */
export function EndScenario(props: OnScenario): ReactNode {
  const { scenario, timeZone, close } = props;
  const t = useScenario();
  // As it stood when the form was opened: a colleague's change is shown, and ended by nobody who did not read it.
  const [{ versionId }] = useState(scenario);
  const { values, set, sent } = useTyped(`scenario/end/${scenario.id}`, { because: '' });
  const [isTried, setTried] = useState(false);
  const { because } = values;
  const isMissing = because.trim() === '';
  const leave = sent(close);
  const { send, ...sending } = useOnScenario(props, { part: 'end', versionId, saved: 'saved.end', leave });
  const submit = () => {
    setTried(true);
    if (!isMissing) send({ because });
  };
  return (
    <ScenarioForm
      {...sending}
      label={t('end.title', { problem: scenario.problem })}
      save={t('save.end')}
      timeZone={timeZone}
      submit={submit}
      close={leave}
    >
      <Textarea
        label={t('field.because')}
        description={t('end.hint')}
        rows={2}
        maxLength={LONGEST.reason}
        value={because}
        error={isTried && isMissing ? `! ${t('wrong.because')}` : undefined}
        onChange={(event) => set('because', event.currentTarget.value)}
      />
    </ScenarioForm>
  );
}
