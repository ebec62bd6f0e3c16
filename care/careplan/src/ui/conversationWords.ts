import { catalogue, type Language, type Translate } from '@caecilia/ui';
import { en } from './conversationWords.en.ts';
import { type ConversationKey, nl } from './conversationWords.nl.ts';

export type { ConversationKey } from './conversationWords.nl.ts';

/** The words of the conversation in a language. */
export const conversationWords: (language: Language) => Translate<ConversationKey> =
  catalogue<ConversationKey>({ nl, en });
