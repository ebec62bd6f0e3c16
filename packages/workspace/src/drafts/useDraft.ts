import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { selfQuery } from '../server/self.ts';
import { Drafts } from './drafts.ts';
import { draftsQuery, keeperOf, rememberDraft } from './keeping.ts';

/** A value that somebody types, kept until it is sent or dropped. */
export interface Drafted<Value> {
  readonly value: Value;
  change(value: Value): void;
  /** Sent, or no longer wanted. */
  drop(): void;
  /** When what stands here was typed, where it was found again: after a reload, in a new tab, on another device. */
  readonly restoredAt: number | undefined;
  /** The last words are not on the server yet. */
  readonly isWaiting: boolean;
}

/**
 * Where a draft is kept. `everywhere`: in this tab and on the server. `server`: never on the device, for what the next
 * person at it may not find. `tab`: a search, a choice; not worth more.
 */
export type DraftPlace = 'everywhere' | 'server' | 'tab';

/**
 * A draft of one form. `name` is unique in the app (`consultation/new`), and `isValue` reads what an earlier visit
 * kept. It belongs to who is signed in.
 */
export function useDraft<Value>(
  name: string,
  empty: Value,
  isValue: (value: unknown) => value is Value,
  place: DraftPlace = 'everywhere',
): Drafted<Value> {
  const queries = useQueryClient();
  const { data: me } = useQuery(selfQuery());
  const account = me?.account ?? '';
  const inTab = useMemo(
    () => (place === 'server' || account === '' ? undefined : new Drafts(window.sessionStorage, account)),
    [account, place],
  );
  const onServer = useMemo(
    () => (place === 'tab' || account === '' ? undefined : keeperOf(queries, account)),
    [account, place, queries],
  );
  const [kept] = useState(() => inTab?.read(name, isValue));
  const [value, setValue] = useState<Value>(kept?.value ?? empty);
  const [restoredAt, setRestoredAt] = useState(kept?.at);
  const typed = useRef(false);

  const { data: known } = useQuery({ ...draftsQuery, enabled: onServer !== undefined });
  const found = known?.drafts.find((each) => each.name === name);
  useEffect(() => {
    // Whoever is typing already is not interrupted; of two drafts the newer counts.
    if (typed.current || found === undefined || onServer?.isGone(name) === true) return;
    if (!isValue(found.value) || found.at <= (restoredAt ?? 0)) return;
    setValue(found.value);
    setRestoredAt(found.at);
  }, [found, isValue, name, onServer, restoredAt]);

  const change = useCallback(
    (next: Value) => {
      typed.current = true;
      setValue(next);
      const at = Date.now();
      inTab?.keep(name, next, at);
      onServer?.keep(name, next, at);
      if (onServer) rememberDraft(queries, name, { value: next, at });
    },
    [inTab, name, onServer, queries],
  );
  const drop = useCallback(() => {
    typed.current = true;
    inTab?.drop(name);
    onServer?.drop(name);
    if (onServer) rememberDraft(queries, name, undefined);
    setValue(empty);
    setRestoredAt(undefined);
  }, [empty, inTab, name, onServer, queries]);
  const isWaiting = useSyncExternalStore(
    useCallback((listener: () => void) => onServer?.subscribe(listener) ?? (() => undefined), [onServer]),
    () => onServer?.isWaiting(name) ?? false,
  );
  return { value, change, drop, restoredAt, isWaiting };
}
