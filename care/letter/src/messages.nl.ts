import { letterNl } from './letter/messages.nl.ts';
import { readyNl } from './ready/messages.nl.ts';

/** Dutch. */
export const nl = { ...letterNl, ...readyNl } as const;

export type MessageKey = keyof typeof nl;
