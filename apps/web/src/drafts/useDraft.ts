import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { meQuery } from '../server/queries.ts';
import { Drafts } from './drafts.ts';

/** A value that somebody types, kept until it is sent or dropped. */
export interface Drafted<Value> {
  readonly value: Value;
  change(value: Value): void;
  /** Sent, or no longer wanted. */
  drop(): void;
  /** When what stands here was typed, where it was found again after a reload. */
  readonly restoredAt: number | undefined;
}

/**
 * A draft of one form. `name` is unique in the app (`consultation/new`), and `isValue` reads what an earlier visit
 * kept. It belongs to who is signed in.
 */
export function useDraft<Value>(
  name: string,
  empty: Value,
  isValue: (value: unknown) => value is Value,
): Drafted<Value> {
  const { data: me } = useQuery(meQuery);
  const account = me?.account ?? '';
  const drafts = useMemo(() => new Drafts(window.sessionStorage, account), [account]);
  const [kept] = useState(() => (account === '' ? undefined : drafts.read(name, isValue)));
  const [value, setValue] = useState<Value>(kept?.value ?? empty);
  const [restoredAt, setRestoredAt] = useState(kept?.at);
  const change = useCallback(
    (next: Value) => {
      setValue(next);
      if (account !== '') drafts.keep(name, next, Date.now());
    },
    [account, drafts, name],
  );
  const drop = useCallback(() => {
    drafts.drop(name);
    setValue(empty);
    setRestoredAt(undefined);
  }, [drafts, empty, name]);
  return { value, change, drop, restoredAt };
}
