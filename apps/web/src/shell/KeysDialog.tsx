import { Checkbox, Kbd, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WorkKey } from '../words/messages.nl.ts';
import { useSpeaking } from '../words/useSpeaking.ts';
import { useSingleKeys } from './keys.ts';

const KEYS: readonly { readonly keys: readonly string[]; readonly does: WorkKey }[] = [
  { keys: ['/'], does: 'keys.find' },
  { keys: ['Ctrl K'], does: 'keys.findAlways' },
  { keys: ['J', 'K'], does: 'keys.rows' },
  { keys: ['Enter'], does: 'keys.open' },
  { keys: ['N'], does: 'keys.request' },
  { keys: ['T'], does: 'keys.triage' },
  { keys: ['A'], does: 'keys.accept' },
  { keys: ['C'], does: 'keys.callBack' },
  { keys: ['E'], does: 'keys.emergency' },
  { keys: ['B'], does: 'keys.call' },
  { keys: ['L'], does: 'keys.limits' },
  { keys: ['?'], does: 'keys.all' },
];

/** Every key and what it does, and the switch for single letters. */
export function KeysDialog(props: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const { t } = useSpeaking();
  const [on, set] = useSingleKeys();
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      <dl className="keys">
        {KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t('keys.single')}
        checked={on}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    </Modal>
  );
}
