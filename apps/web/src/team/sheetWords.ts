import type { SheetWords } from '@caecilia/team/ui';
import type { Language } from '@caecilia/ui';

/** Words of the language where both are known; recorded words as they are. */
export const inLanguage = (words: SheetWords, language: Language): string =>
  typeof words === 'string' ? words : words[language];
