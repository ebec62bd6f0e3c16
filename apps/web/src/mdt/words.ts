import { mdtWords } from '@caecilia/mdt/ui';
import { useSpeaking } from '../words/LanguageProvider.tsx';

/** The words of meetings in the language of the screens. */
export function useMdt(): ReturnType<typeof mdtWords> {
  return mdtWords(useSpeaking().language);
}

/** Day and time of an instant, as this device has them. */
export function momentWords(instant: string | number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

export function clockOf(instant: string | number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(instant));
}
