import type { ScenarioView } from '@caecilia/scenario/ui';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ChangeScenario } from './ChangeScenario.tsx';
import { EndScenario } from './EndScenario.tsx';
import { SaidWords } from './SaidWords.tsx';
import { useScenario } from './words.ts';

interface CardProps {
  /** Logical id of the patient. */
  readonly id: string;
  readonly scenario: ScenarioView;
  readonly timeZone: string;
  readonly mayPlan: boolean;
  say(words: string): void;
}

/** One expected problem with what to do, as it is read at the bedside. */
export function ScenarioCard(props: CardProps): ReactNode {
  const { scenario, timeZone, mayPlan } = props;
  const { id: scenarioId, problem, ended } = scenario;
  const [doing, setDoing] = useState<'change' | 'end'>();
  const t = useScenario();
  const form = { ...props, close: () => setDoing(undefined) };
  const title = `scenario-${scenarioId}`;
  return (
    <li className="card scenario" aria-labelledby={title}>
      <h3 id={title}>{problem}</h3>
      {doing === 'change' ? (
        <ChangeScenario {...form} />
      ) : (
        <SaidWords scenario={scenario} timeZone={timeZone} />
      )}
      {doing === 'end' ? <EndScenario {...form} /> : null}
      {mayPlan && ended === undefined && doing === undefined ? (
        <div className="scenario-acts scenario-screen">
          <Button variant="subtle" size="compact-md" onClick={() => setDoing('change')}>
            {t('change.open')}
            <span className="visually-hidden">: {problem}</span>
          </Button>
          <Button variant="subtle" size="compact-md" onClick={() => setDoing('end')}>
            {t('end.open')}
            <span className="visually-hidden">: {problem}</span>
          </Button>
        </div>
      ) : null}
    </li>
  );
}
