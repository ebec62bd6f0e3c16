import { catalogue, type Language, type Translate } from '@caecilia/ui';
import { en } from './messages.en.ts';
import { nl, type WorkKey } from './messages.nl.ts';

/** The words of the app in a language. */
export const workWords: (language: Language) => Translate<WorkKey> = catalogue<WorkKey>({ nl, en });
