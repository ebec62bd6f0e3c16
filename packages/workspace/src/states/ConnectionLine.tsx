import { onlineManager } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useSpeaking } from '../words/LanguageProvider.tsx';

/** Whether this device has a connection, as far as it knows. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
}

/** A steady line while there is no connection; never a toast, and nothing is blocked. */
export function ConnectionLine(): ReactNode {
  const { t } = useSpeaking();
  const online = useOnline();
  return (
    <div role="status" className="connection">
      {online ? null : <p className="connection__lost">{t('connection.lost')}</p>}
    </div>
  );
}
