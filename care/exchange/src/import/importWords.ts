import { catalogue, type Language, type Translate } from '@caecilia/ui';
import { en } from './importMessages.en.ts';
import { type ImportKey, nl } from './importMessages.nl.ts';

export type { ImportKey } from './importMessages.nl.ts';

/** The words of taking over a plan from elsewhere, in a language. */
export const importWords: (language: Language) => Translate<ImportKey> = catalogue<ImportKey>({ nl, en });
