import { letterEn } from './letter/messages.en.ts';
import type { MessageKey } from './messages.nl.ts';

/** English. */
export const en: Readonly<Record<MessageKey, string>> = { ...letterEn };
