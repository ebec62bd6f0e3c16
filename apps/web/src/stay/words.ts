import { type Days, type DoneView, type StayKey, stayWords } from '@caecilia/stay/ui';
import { dateWords, type Translate } from '@caecilia/ui';
import { type SaidIn, whenWords } from '../requests/times.ts';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words of stays in the language of the screens. */
export function useStay(): Translate<StayKey> {
  return stayWords(useSpeaking().language);
}

/** Days of a stay in words. */
export function daysWords({ from, until }: Days, t: Translate<StayKey>, { language }: SaidIn): string {
  const day = (civil: string) => dateWords(civil, 'day', language, true);
  return until === undefined
    ? t('days.open', { from: day(from) })
    : t('days.span', { from: day(from), until: day(until) });
}

/** Who did something and when. */
export function byWords({ name, at }: DoneView, t: Translate<StayKey>, said: SaidIn): string {
  const time = whenWords(at, said);
  return name === undefined ? t('by.noName', { time }) : t('by.name', { name, time });
}
