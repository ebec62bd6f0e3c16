import { type ExchangeKey, exchangeWords } from '@caecilia/exchange/ui';
import type { Translate } from '@caecilia/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words of sending and receiving in the language of the screens. */
export function useExchange(): Translate<ExchangeKey> {
  return exchangeWords(useSpeaking().language);
}

/** An instant in words, in the time of the house. */
export function useWhen(timeZone: string): (at: number) => string {
  const { language } = useSpeaking();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (at) => format.format(at);
}
