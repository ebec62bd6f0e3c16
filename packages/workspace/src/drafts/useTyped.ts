import { useCallback, useState } from 'react';
import { isTypedOf } from './typed.ts';
import { useDraft } from './useDraft.ts';

/** The fields of a small dialog, kept until they are sent. */
export interface Typed<Field extends string> {
  readonly values: Readonly<Record<Field, string>>;
  set(field: Field, value: string): void;
  /** For when it was sent: nothing is kept any more. What is only closed stays: a dialog is closed by mistake too. */
  sent(close: () => void): () => void;
}

/** A draft of fields that are words only. `begun` is what stands there before anybody types, as it was when the dialog opened. */
export function useTyped<Field extends string>(
  name: string,
  begun: Readonly<Record<Field, string>>,
): Typed<Field> {
  const [first] = useState(begun);
  const [isValue] = useState(() => isTypedOf(first));
  const { value, change, drop } = useDraft(name, first, isValue);
  const set = useCallback(
    (field: Field, words: string) => change({ ...value, [field]: words }),
    [change, value],
  );
  const sent = (close: () => void) => () => {
    drop();
    close();
  };
  return { values: value, set, sent };
}
