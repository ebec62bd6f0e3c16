import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/LanguageProvider.tsx';
import { failureKey } from './failure.ts';
import { useWayOn } from './wayOn.ts';

/** Something is on its way: the shape of what comes, and one sentence for who hears the page. */
export function Loading({
  lines = 4,
  label,
}: {
  readonly lines?: number;
  readonly label?: string;
}): ReactNode {
  const { t } = useSpeaking();
  return (
    <div className="state state--loading" role="status">
      <span className="visually-hidden">{label ?? t('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
        <Skeleton key={key} height={22} radius={4} />
      ))}
    </div>
  );
}

/** Nothing is here: a sentence, and the next act where there is one. */
export function Empty({
  children,
  act,
}: {
  readonly children: ReactNode;
  readonly act?: ReactNode;
}): ReactNode {
  return (
    <div className="state state--empty">
      <p>{children}</p>
      {act}
    </div>
  );
}

/** What went wrong, in words, and the way on. What is already on the screen stays there: this stands above it. */
export function Failure(props: {
  readonly error: Error;
  readonly again: () => void;
  /** When what is still shown was fetched, as a clock time. */
  readonly kept?: string | undefined;
}): ReactNode {
  const { t } = useSpeaking();
  const wayOn = useWayOn();
  const { error, again, kept } = props;
  const key = failureKey(error, navigator.onLine);
  return (
    <div className="state state--failure" role="alert">
      <h2>
        <span aria-hidden>! </span>
        {t('failure.title')}
      </h2>
      <p>{key === 'failure.refused' ? t(key, { sentence: error.message }) : t(key)}</p>
      {kept === undefined ? null : <p>{t('failure.kept', { time: kept })}</p>}
      <Button variant="default" onClick={again}>
        {t('state.again')}
      </Button>
      {wayOn(key)}
    </div>
  );
}
