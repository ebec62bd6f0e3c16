import { dateWords, type Translate } from '@caecilia/ui';
import type { InShort } from '../../inShort/inShort.ts';
import type { Helper } from '../../inShort/setting.ts';
import type { View } from '../view.ts';
import type { InShortKey } from './words.ts';

/** What every part of the page in short is drawn with. */
export interface ShortView extends View {
  readonly short: InShort;
  readonly s: Translate<InShortKey>;
  readonly you: Helper;
}

/** A civil minute in words, "ma 23 nov, 08.00"; the year where it is another one. */
export function momentWords(civil: string, { language, now }: Pick<ShortView, 'language' | 'now'>): string {
  const isDay = civil.length <= 10;
  const words = dateWords(isDay ? `${civil}T00:00` : civil, isDay ? 'day' : 'time', language, true);
  return civil.slice(0, 4) === now.slice(0, 4) ? words.replace(` ${civil.slice(0, 4)}`, '') : words;
}
