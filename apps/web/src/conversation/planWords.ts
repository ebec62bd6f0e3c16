import { type PlanKey, planWords } from '@caecilia/careplan/ui';
import { dateWords, type Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words around the conversation, in the language of the screens. */
export function usePlanWords(): Translate<PlanKey> {
  return planWords(useSpeaking().language);
}

/** A day as it is said; for an instant, its day on the clock of this device. */
export function useDay(): (date: string) => string {
  const { language } = useSpeaking();
  return (date) => {
    if (!date.includes('T')) return dateWords(date, 'day', language);
    return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(date));
  };
}
