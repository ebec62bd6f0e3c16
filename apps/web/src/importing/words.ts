import { type ImportKey, importWords } from '@caecilia/exchange/ui';
import type { Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

export type ImportWords = Translate<ImportKey>;

/** The words of taking over in the language of the screens. */
export function useImport(): Translate<ImportKey> {
  return importWords(useSpeaking().language);
}

/** A day or an instant in words, in the time of this device. */
export function useInstant(): (at: string) => string {
  const { language } = useSpeaking();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (at) => format.format(new Date(at));
}
