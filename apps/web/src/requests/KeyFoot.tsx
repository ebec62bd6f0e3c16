import { Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import { useConsultation } from './words.ts';

/** The keys of this screen, where they can be seen. */
export function KeyFoot(): ReactNode {
  const t = useConsultation();
  return (
    <p className="key-foot">
      <span>
        <Kbd>J</Kbd> <Kbd>K</Kbd> {t('queue.key.rows')}
      </span>
      <span>
        <Kbd>Enter</Kbd> {t('queue.key.open')}
      </span>
      <span>
        <Kbd>T</Kbd> {t('queue.key.triage')}
      </span>
      <span>
        <Kbd>A</Kbd> {t('queue.key.take')}
      </span>
      <span>
        <Kbd>C</Kbd> {t('queue.key.callBack')}
      </span>
      <span>
        <Kbd>E</Kbd> {t('queue.key.emergency')}
      </span>
      <span>
        <Kbd>N</Kbd> {t('queue.key.new')}
      </span>
    </p>
  );
}
