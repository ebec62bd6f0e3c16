import { ACTORS, MOST_STEPS } from '@caecilia/scenario/ui';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { earlier, type Faults, type ScenarioDraft, type StepDraft } from './scenarioDraft.ts';
import { useScenario } from './words.ts';

interface FieldsProps {
  readonly value: ScenarioDraft;
  readonly faults: Faults;
  change(more: Partial<ScenarioDraft>): void;
}

/** Everything that a scenario says, to be filled in. */
export function ScenarioFields({ value, faults, change }: FieldsProps): ReactNode {
  const t = useScenario();
  const wrong = useWrong(faults);
  const optional = (label: string) => `${label} (${t('field.optional')})`;
  return (
    <>
      <TextInput
        label={t('field.problem')}
        description={t('field.problem.hint')}
        value={value.problem}
        error={wrong('problem')}
        autoComplete="off"
        onChange={(event) => change({ problem: event.currentTarget.value })}
      />
      <Textarea
        label={optional(t('field.signs'))}
        rows={2}
        value={value.signs}
        error={wrong('signs')}
        onChange={(event) => change({ signs: event.currentTarget.value })}
      />
      <Steps steps={value.steps} faults={faults} change={(steps) => change({ steps })} />
      <Textarea
        label={optional(t('field.family'))}
        rows={2}
        value={value.family}
        error={wrong('family')}
        onChange={(event) => change({ family: event.currentTarget.value })}
      />
      <WhoSelect
        label={t('field.call')}
        value={value.call}
        error={wrong('call')}
        change={(call) => change({ call })}
      />
    </>
  );
}

function Steps(props: {
  readonly steps: readonly StepDraft[];
  readonly faults: Faults;
  change(steps: readonly StepDraft[]): void;
}): ReactNode {
  const { steps, faults, change } = props;
  const t = useScenario();
  const wrong = useWrong(faults);
  const changeOne = (key: string, more: Partial<StepDraft>) =>
    change(steps.map((each) => (each.key === key ? { ...each, ...more } : each)));
  return (
    <fieldset className="scenario-steps">
      <legend>{t('field.steps')}</legend>
      <p className="scenario-note">{t('field.what.hint')}</p>
      <ol>
        {steps.map(({ key, what, who }, index) => {
          const number = String(index + 1);
          return (
            <li key={key} className="scenario-step">
              <Textarea
                label={`${t('field.step', { number })}: ${t('field.what').toLowerCase()}`}
                rows={2}
                value={what}
                error={wrong(`what.${key}`)}
                onChange={(event) => changeOne(key, { what: event.currentTarget.value })}
              />
              <WhoSelect
                label={t('field.who')}
                value={who}
                error={wrong(`who.${key}`)}
                change={(next) => changeOne(key, { who: next })}
              />
              {steps.length === 1 ? null : (
                <div className="scenario-step__acts">
                  {index === 0 ? null : (
                    <Button variant="subtle" size="compact-sm" onClick={() => change(earlier(steps, key))}>
                      {t('step.up', { number })}
                    </Button>
                  )}
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    onClick={() => change(steps.filter((each) => each.key !== key))}
                  >
                    {t('step.remove', { number })}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {steps.length < MOST_STEPS ? (
        <Button
          variant="default"
          size="compact-md"
          className="scenario-add"
          onClick={() => change([...steps, { key: crypto.randomUUID(), what: '', who: '' }])}
        >
          {t('step.add')}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** Who acts, or is called. */
function WhoSelect(props: {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  change(value: string): void;
}): ReactNode {
  const { label, value, error, change } = props;
  const t = useScenario();
  return (
    <NativeSelect
      label={label}
      value={value}
      error={error}
      data={[
        { value: '', label: t('choose') },
        ...ACTORS.map((each) => ({ value: each, label: t(`actor.${each}`) })),
      ]}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function useWrong(faults: Faults): (field: string) => string | undefined {
  const t = useScenario();
  return (field) => {
    const fault = faults.get(field);
    if (fault === undefined) return undefined;
    const [key, { count } = {}] = fault;
    return `! ${t(key, count === undefined ? {} : { count: String(count) })}`;
  };
}
