import type { AskedView, RequestFormAnswer } from '@caecilia/consultation/ui';
import { LineIcon } from '@caecilia/ui';
import { Menu, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useConsultation } from './words.ts';

/** From where it is asked: the house knows it, and who asks may say otherwise. */
export function SourceMenu(props: {
  readonly form: RequestFormAnswer;
  readonly source: AskedView['source'];
  change(source: AskedView['source']): void;
}): ReactNode {
  const t = useConsultation();
  const { form, source, change } = props;
  const label = t(form.intent === 'proposal' ? 'ask.calls' : 'ask.from');
  const word = t(`source.${source}`);
  if (form.sources.length === 1)
    return (
      <span>
        {label}: {word}
      </span>
    );
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className="source">
          {label}: <b>{word}</b> <span aria-hidden>▾</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {form.sources.map((each) => (
          <Menu.Item
            key={each}
            role="menuitemradio"
            aria-checked={each === source}
            rightSection={each === source ? <LineIcon name="check" /> : null}
            onClick={() => change(each)}
          >
            {t(`source.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
