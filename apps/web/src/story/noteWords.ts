import { storyWords } from '@caecilia/story/ui';
import { dateWords, type Language } from '@caecilia/ui';
import type { NoteList } from './queries.ts';

/** The discipline of a note in words. */
export function disciplineWord(discipline: NoteList['discipline'], language: Language): string {
  const t = storyWords(language);
  return t(
    discipline === 'social-worker' ? 'discipline.social-work' : 'discipline.spiritual-care',
  ).toLowerCase();
}

/** An instant as the clock of this device has it. */
export function localMoment(instant: string, language: Language): string {
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return dateWords(local, 'time', language);
}
