import { type LetterKey, letterWords, type Recorded } from '@caecilia/letter/ui';
import { civilMinute, dateWords, type Language, type Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words of letters in the language of the screens. */
export function useLetterWords(): Translate<LetterKey> {
  return letterWords(useSpeaking().language);
}

/** Parts of a letter by their titles, in a row. */
export const partsWords = (parts: readonly Recorded[], t: Translate<LetterKey>): string =>
  parts.map((kind) => t(`part.${kind}`).toLowerCase()).join('; ');

/** An instant in the time of the house, in words. */
export const whenWords = (at: string, timeZone: string, language: Language): string =>
  dateWords(civilMinute(new Date(at), timeZone), 'time', language);
