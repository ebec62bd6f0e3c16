import { catalogue, type Language, type Translate } from '@caecilia/ui';
import { en } from './words.en.ts';
import { type InShortKey, nl } from './words.nl.ts';

export type { InShortKey } from './words.nl.ts';

/** The words of the plan in short in a language. */
export const inShortWords: (language: Language) => Translate<InShortKey> = catalogue<InShortKey>({ nl, en });
