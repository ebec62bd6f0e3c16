import { createContext, type ReactNode, useContext } from 'react';
import type { FailureKey } from '../words/keys.ts';

/** What an app offers below a failure of this kind, for instance another door to what is closed. */
export type WayOn = (failure: FailureKey) => ReactNode;

/** Given once, around the app. */
export const WayOnContext = createContext<WayOn>(() => null);

export const useWayOn = (): WayOn => useContext(WayOnContext);
