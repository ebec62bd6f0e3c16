import { dateWords, type Language, type Translate } from '@caecilia/ui';
import { en } from '../messages.en.ts';
import { nl } from '../messages.nl.ts';
import type { CarePlan, Words } from '../plan.ts';
import { plainWords } from '../reading/element.ts';
import type { PlanDate } from '../reading/planDate.ts';
import type { PlainKey } from './plainWords.ts';

/** A sentence of the house, and after it words of the record, between quotation marks. */
export interface Sentence {
  readonly text: string;
  readonly quoted?: string;
  /** Language of the quoted words (BCP 47), where it is another than that of the page. */
  readonly language?: string;
}

/** Something of which the plan speaks, with what it says of it. */
export interface PlainItem {
  readonly name?: string;
  readonly sentences: readonly Sentence[];
}

/** With what a plan is put into words. */
export interface PlainView {
  readonly plan: CarePlan;
  readonly t: Translate<PlainKey>;
  readonly language: Language;
  /** Language of recorded words where a resource does not say (BCP 47). */
  readonly recordLanguage: string;
  /** Civil time now. */
  readonly now: string;
  /** Whom to ask about what is unclear, as a name with a number, or in general. */
  readonly ask: string;
}

/** A day in words, at the precision in which it is known. */
export const dayWords = ({ from, precision }: PlanDate, language: Language) =>
  dateWords(from, precision === 'time' ? 'day' : precision, language);

/** A date in words, or that there is none. */
export function plainDate(date: PlanDate | undefined, { t, language }: PlainView): string {
  return date === undefined ? t('date.unknown') : dayWords(date, language);
}

/** A treatment or an answer in plain words where the standard has such, else as it is called. */
export function plainly(words: Words, { language }: PlainView): string {
  return typeof words === 'string' ? words : (words.plain?.[language] ?? words[language]);
}

/** A sentence with words of the record behind it, and their language where it is another one. */
export function quoting(
  text: string,
  quoted: string,
  { language, recordLanguage }: PlainView,
  of?: { readonly language?: string },
): Sentence {
  const spoken = of?.language ?? recordLanguage;
  return { text, quoted, ...(spoken === language ? {} : { language: spoken }) };
}

/** Words that only say again that there is no answer, in either language: "Nog niet besproken". */
export function repeatsState(words: string, state: string): boolean {
  if (state !== 'notDiscussed' && state !== 'unknown') return false;
  const said = plainWords(words);
  return [nl, en].some((messages) => {
    const own = plainWords(messages[`state.${state}`]);
    return own === said || own.endsWith(` ${said}`);
  });
}
