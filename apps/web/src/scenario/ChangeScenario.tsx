import type { ScenarioChanged, ScenarioView } from '@caecilia/scenario/ui';
import { type ReactNode, useState } from 'react';
import { useDraft } from '../drafts/useDraft.ts';
import { useSend } from '../register/useSend.ts';
import { scenariosPath, scenariosQuery } from './queries.ts';
import { ScenarioFields } from './ScenarioFields.tsx';
import { ScenarioForm } from './ScenarioForm.tsx';
import { draftOf, type Faults, faultsIn, isScenarioDraft } from './scenarioDraft.ts';
import { useScenario } from './words.ts';

/** What forms on a scenario that stands are given. */
export interface OnScenario {
  /** Logical id of the patient. */
  readonly id: string;
  readonly scenario: ScenarioView;
  readonly timeZone: string;
  say(words: string): void;
  close(): void;
}

/** Says a scenario in other words. */
export function ChangeScenario(props: OnScenario): ReactNode {
  const { id, scenario, timeZone, say, close } = props;
  const t = useScenario();
  // As it stood when the form was opened: a colleague's change is shown as a conflict, not slipped beneath the words.
  const [begun] = useState(scenario);
  const [first] = useState(() => draftOf(scenario));
  const draft = useDraft(`scenario/change/${scenario.id}/${scenario.versionId}`, first, isScenarioDraft);
  const [faults, setFaults] = useState<Faults>(new Map());
  const [theirs, setTheirs] = useState<ScenarioView>();
  const leave = () => {
    draft.drop();
    close();
  };
  const send = useSend<object, ScenarioChanged>(scenariosPath(id, scenario.id), {
    changes: [scenariosQuery(id).queryKey],
    done: (answer) => {
      if (answer.kind === 'conflict') return setTheirs(answer.theirs);
      leave();
      say(t('saved.change', { problem: answer.now.problem }));
    },
  });
  const submit = () => {
    const wrong = faultsIn(draft.value);
    setFaults(wrong);
    if (wrong.size === 0) send.send({ ...draft.value, versionId: (theirs ?? begun).versionId });
  };
  return (
    <ScenarioForm
      label={t('change.title', { problem: begun.problem })}
      save={t('save.change')}
      isSending={send.isSending}
      failure={send.failure}
      theirs={theirs}
      timeZone={timeZone}
      submit={submit}
      close={leave}
    >
      <ScenarioFields
        value={draft.value}
        faults={faults}
        change={(more) => draft.change({ ...draft.value, ...more })}
      />
    </ScenarioForm>
  );
}
