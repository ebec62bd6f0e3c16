import { letterEn } from './letter/messages.en.ts';
import type { MessageKey } from './messages.nl.ts';
import { readyEn } from './ready/messages.en.ts';

/** English. */
export const en: Readonly<Record<MessageKey, string>> = { ...letterEn, ...readyEn };
