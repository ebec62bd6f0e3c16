import { catalogue, type Language, type Translate } from '@caecilia/ui';
import { en } from './planWords.en.ts';
import { nl, type PlanKey } from './planWords.nl.ts';

export type { PlanKey } from './planWords.nl.ts';

/** The words around the conversation in a language. */
export const planWords: (language: Language) => Translate<PlanKey> = catalogue<PlanKey>({ nl, en });
