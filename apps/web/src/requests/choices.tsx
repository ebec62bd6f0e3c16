import { Checkbox, Group, Radio } from '@mantine/core';
import type { ReactNode } from 'react';

/** A value with its word. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoicesProps {
  /** Name of the field, by which it is found when it is wrong. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
  /** What is wrong with it, in words. */
  readonly wrong: string | undefined;
}

const inWords = (wrong: string | undefined) => (wrong === undefined ? undefined : `! ${wrong}`);

/** One of a few; nothing is chosen until somebody chooses. */
export function OneOf(
  props: ChoicesProps & { readonly value: string; change(value: string): void },
): ReactNode {
  const { name, label, hint, choices, wrong, value, change } = props;
  return (
    <Radio.Group
      name={name}
      label={label}
      description={hint}
      value={value}
      onChange={change}
      error={inWords(wrong)}
      data-field={name}
    >
      <Group gap="md" className="choices">
        {choices.map((each) => (
          <Radio key={each.value} value={each.value} label={each.label} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Some of a few. */
export function SomeOf(
  props: ChoicesProps & { readonly value: readonly string[]; change(value: readonly string[]): void },
): ReactNode {
  const { name, label, hint, choices, wrong, value, change } = props;
  return (
    <Checkbox.Group
      label={label}
      description={hint}
      value={[...value]}
      onChange={change}
      error={inWords(wrong)}
      data-field={name}
    >
      <Group gap="md" className="choices">
        {choices.map((each) => (
          <Checkbox key={each.value} value={each.value} label={each.label} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** What a text field shows beside it when it is wrong. */
export const wrongWords = inWords;

/** Puts the focus into the first field that is wrong. */
export function goToWrong(form: HTMLElement | null, fields: readonly string[]): void {
  const [first] = [...(form?.querySelectorAll<HTMLElement>('[data-field]') ?? [])].filter(({ dataset }) =>
    fields.includes(dataset.field ?? ''),
  );
  const control = first?.matches('input, textarea')
    ? first
    : first?.querySelector<HTMLElement>('input, textarea');
  control?.focus();
}
