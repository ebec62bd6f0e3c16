import type { Translate } from '@caecilia/ui';
import type { MessageKey } from '../messages.nl.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** A wait in minutes, in words: days and hours from two days on, hours and minutes below. */
export function waitWords(minutes: number | undefined, t: Translate<MessageKey>): string {
  if (minutes === undefined) return t('counts.median.none');
  if (minutes >= 2 * DAY)
    return t('counts.median.days', {
      days: Math.floor(minutes / DAY),
      hours: Math.floor((minutes % DAY) / HOUR),
    });
  return t('counts.median.hours', { hours: Math.floor(minutes / HOUR), minutes: minutes % HOUR });
}
