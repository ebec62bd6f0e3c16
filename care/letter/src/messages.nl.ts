import { letterNl } from './letter/messages.nl.ts';

/** Dutch. */
export const nl = { ...letterNl } as const;

export type MessageKey = keyof typeof nl;
