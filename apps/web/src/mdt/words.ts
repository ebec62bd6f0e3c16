import { mdtWords } from '@caecilia/mdt/ui';
import { useSpeaking } from '../words/useSpeaking.ts';

/** The words of meetings in the language of the screens. */
export function useMdt(): ReturnType<typeof mdtWords> {
  return mdtWords(useSpeaking().language);
}

/** In which language and time zone times are said: those of the house, wherever the device is. */
export interface TimeWords {
  readonly language: string;
  /** IANA name; absent for the time of this device. */
  readonly timeZone?: string;
}

/** Day and time of an instant. */
export function momentWords(instant: string | number, { language, timeZone }: TimeWords): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', ...zone }).format(
    new Date(instant),
  );
}

export function clockOf(instant: string | number, { language, timeZone }: TimeWords): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(language, { timeStyle: 'short', ...zone }).format(new Date(instant));
}
