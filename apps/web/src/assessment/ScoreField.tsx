import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { Plates } from './Plates.tsx';
import { useWords } from './sending.tsx';

/** A number, that somebody could not answer, or that it was not asked. */
export type Scored = number | 'cannot-answer';

const TEN_WITHIN_MS = 900;

/**
 * A number from a short row, by key: a digit chooses it, a 0 right after a 1 makes ten, K says that somebody could not
 * answer, and Backspace that it was not asked. Not asked is what it is until somebody chooses.
 */
export function ScoreField(props: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly name: string;
  readonly values: readonly number[];
  readonly value: Scored | undefined;
  readonly change: (value: Scored | undefined) => void;
  readonly error?: string | undefined;
  readonly couldNot?: boolean;
  /** What it means that nothing was chosen; else that it was not asked. */
  readonly blank?: string;
}): ReactNode {
  const w = useWords();
  const { label, hint, name, values, value, change, error, couldNot = true, blank } = props;
  const typed = useRef({ digit: '', at: 0 });
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = byKey(event, values, typed.current);
    if (chosen === undefined) return;
    if (chosen === 'cannot-answer' && !couldNot) return;
    event.preventDefault();
    typed.current = { digit: event.key, at: event.timeStamp };
    change(chosen === 'not-asked' ? undefined : chosen);
    const wanted = chosen === 'not-asked' ? undefined : String(chosen);
    const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')];
    (inputs.find((each) => each.value === wanted) ?? inputs[0])?.focus();
  };
  return (
    <Plates
      label={label}
      hint={hint}
      name={name}
      dense
      error={error}
      value={value === undefined ? '' : String(value)}
      choose={(chosen) => change(chosen === 'cannot-answer' ? chosen : Number(chosen))}
      plates={[
        ...values.map((each) => ({ value: String(each), label: String(each) })),
        ...(couldNot ? [{ value: 'cannot-answer', label: w('trend.cannot') }] : []),
      ]}
      onKeyDown={press}
    >
      {value === undefined ? (
        <span className="plates__open">{blank ?? w('score.notAsked')}</span>
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={() => change(undefined)}>
          {w('score.clear')}
        </Button>
      )}
    </Plates>
  );
}

function byKey(
  { key, timeStamp }: KeyboardEvent,
  values: readonly number[],
  typed: { readonly digit: string; readonly at: number },
): Scored | 'not-asked' | undefined {
  if (key === 'Backspace' || key === 'Delete') return 'not-asked';
  if (key === 'k' || key === 'K') return 'cannot-answer';
  if (!/^\d$/.test(key)) return undefined;
  const isTen = key === '0' && typed.digit === '1' && timeStamp - typed.at < TEN_WITHIN_MS;
  const number = isTen ? 10 : Number(key);
  return values.includes(number) ? number : undefined;
}
