import type { Translate } from '@caecilia/ui';
import { useLanguage } from '@caecilia/workspace';
import type { WorkKey } from './messages.nl.ts';
import { workWords } from './words.ts';

/** The language of the screens, with the words of this app. */
export function useSpeaking(): Omit<ReturnType<typeof useLanguage>, 't'> & {
  readonly t: Translate<WorkKey>;
} {
  const speaking = useLanguage();
  return { ...speaking, t: workWords(speaking.language) };
}
