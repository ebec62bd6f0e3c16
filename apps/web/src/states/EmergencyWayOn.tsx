import type { WayOn } from '@caecilia/workspace';
import type { ReactNode } from 'react';
import { useSpeaking } from '../words/useSpeaking.ts';
import { emergencyDoor } from './emergencyDoor.ts';

/** Below a record that is closed or silent: the door of emergency access, where that helps. */
export const emergencyWayOn: WayOn = (failure) => {
  const door = emergencyDoor(failure, window.location.pathname);
  return door === undefined ? null : <EmergencyDoor door={door} />;
};

function EmergencyDoor({ door }: { readonly door: string }): ReactNode {
  const { t, here } = useSpeaking();
  return <a href={here(door)}>{t('failure.emergency')}</a>;
}
