import { LONGEST, type ScenarioChanged, type ScenarioView } from '@caecilia/scenario/ui';
import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTyped } from '../drafts/useTyped.ts';
import { useSend } from '../register/useSend.ts';
import type { OnScenario } from './ChangeScenario.tsx';
import { scenariosPath, scenariosQuery } from './queries.ts';
import { ScenarioForm } from './ScenarioForm.tsx';
import { useScenario } from './words.ts';

/** Takes a scenario out of the plan, with the reason. */
export function EndScenario({ id, scenario, timeZone, say, close }: OnScenario): ReactNode {
  const t = useScenario();
  const [begun] = useState(scenario);
  const { values, set, sent } = useTyped(`scenario/end/${scenario.id}`, { because: '' });
  const [isTried, setTried] = useState(false);
  const [theirs, setTheirs] = useState<ScenarioView>();
  const { because } = values;
  const isMissing = because.trim() === '';
  const send = useSend<object, ScenarioChanged>(scenariosPath(id, scenario.id, 'end'), {
    changes: [scenariosQuery(id).queryKey],
    done: (answer) => {
      if (answer.kind === 'conflict') return setTheirs(answer.theirs);
      sent(close)();
      say(t('saved.end', { problem: answer.now.problem }));
    },
  });
  const submit = () => {
    setTried(true);
    if (!isMissing) send.send({ because, versionId: (theirs ?? begun).versionId });
  };
  return (
    <ScenarioForm
      label={t('end.title', { problem: begun.problem })}
      save={t('save.end')}
      isSending={send.isSending}
      failure={send.failure}
      theirs={theirs}
      timeZone={timeZone}
      submit={submit}
      close={sent(close)}
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
