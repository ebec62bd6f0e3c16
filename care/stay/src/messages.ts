import { catalogue, type Language, type Translate } from '@caecilia/ui';
import { en } from './messages.en.ts';
import { type MessageKey, nl } from './messages.nl.ts';

/** The words of this module in a language. */
export const stayWords: (language: Language) => Translate<MessageKey> = catalogue<MessageKey>({ nl, en });
