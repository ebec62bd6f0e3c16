import { useCallback, useEffect, useSyncExternalStore } from 'react';

const SETTING = 'caecilia-single-keys';
const CHANGED = 'caecilia-single-keys-changed';

/** Whether single letters act as keys on this device. Switched off, they do nothing (WCAG 2.1.4). */
export function useSingleKeys(): readonly [boolean, (wanted: boolean) => void] {
  const on = useSyncExternalStore(
    (changed) => {
      window.addEventListener(CHANGED, changed);
      return () => window.removeEventListener(CHANGED, changed);
    },
    () => window.localStorage.getItem(SETTING) !== 'off',
  );
  const set = useCallback((wanted: boolean) => {
    window.localStorage.setItem(SETTING, wanted ? 'on' : 'off');
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [on, set];
}

/** True where a letter is being typed, or a dialog is open: then it is no command. */
function isTaken({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  const typing =
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable=true]') !== null;
  return (
    typing ||
    ctrlKey ||
    metaKey ||
    altKey ||
    defaultPrevented ||
    document.querySelector('[role=dialog]') !== null
  );
}

/** Acts on single keys by name (`j`, `?`), while nothing is typed and they are switched on. */
export function useKeys(acts: Readonly<Record<string, () => void>>): void {
  const [on] = useSingleKeys();
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent) => {
      const act = acts[event.key];
      if (!act || isTaken(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [acts, on]);
}
