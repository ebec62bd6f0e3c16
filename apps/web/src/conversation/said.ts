import type { ConversationKey, DeskDecision, DeskOpening, DeskRow, LimitNotes } from '@caecilia/careplan/ui';
import { dateWords, type Language, type Translate } from '@caecilia/ui';
import { spoken, type Talk } from './talk.ts';

type Say = Translate<ConversationKey>;

/** Words that are known in both languages, or as they were recorded. */
export const inLanguage = (
  words: string | { readonly nl: string; readonly en: string },
  language: Language,
) => (typeof words === 'string' ? words : words[language]);

/** A choice of the form by its code. */
export function choiceWords(
  opening: DeskOpening,
  list: string,
  code: string | undefined,
  language: Language,
): string | undefined {
  return opening.choices[list]?.find((choice) => choice.code === code)?.label[language];
}

/** The name of a row: of the form, of the record, or as it was typed. */
export function rowName(opening: DeskOpening, key: string, language: Language): string {
  const listed = choiceWords(opening, 'treatments', key, language);
  const row = opening.rows.find((each) => each.key === key);
  return listed ?? (row?.treatment === undefined ? key : inLanguage(row.treatment, language));
}

/** By the length of a date as it was recorded: `2026`, `2026-11`, and a day. */
const PRECISION: Readonly<Record<number, 'year' | 'month' | 'day'>> = { 4: 'year', 7: 'month', 10: 'day' };

/** A decision of the record in one line: the word, its condition, when and by whom. */
export function decisionLine(decision: DeskDecision, w: Say, language: Language): string {
  const word =
    decision.kind === 'onlyIf'
      ? `${w('limit.condition')}: ${decision.condition ?? ''}`
      : decision.kind === 'unreadable'
        ? w('limit.unknown')
        : w(`limit.${decision.kind}`);
  const when = dayWords(decision.recorded, language);
  return [word, ...(when === '' ? [] : [when]), ...decision.parties].join(' · ');
}

/** A date as it was recorded, in words; nothing where there is none. */
export function dayWords(recorded: string | undefined, language: Language): string {
  if (recorded === undefined) return '';
  return dateWords(recorded, PRECISION[Math.min(recorded.length, 10)] ?? 'day', language);
}

/** What stands now for a row, a line each. */
export function standing(row: DeskRow | undefined, w: Say, language: Language): readonly string[] {
  return (row?.current ?? []).map((decision) => decisionLine(decision, w, language));
}

/** A limit as it was said in this conversation. */
export function limitWords({ state, condition }: LimitNotes, w: Say): string {
  return state === 'onlyIf' ? `${w('limit.condition')} ${condition ?? ''}` : w(`limit.${state}`);
}

/** Names of who agrees. */
export function partyNames(
  talk: Talk,
  opening: DeskOpening,
  w: Say,
  keys: readonly string[],
): readonly string[] {
  return keys.map((key) => {
    if (key === 'patient') return opening.name ?? w('who.there');
    if (key === 'professional') return spoken(talk.notes.professional) || w('you');
    const person = talk.notes.persons.find((each) => each.key === key);
    return person ? spoken(person) || key : key;
  });
}

/** Words of somebody between quotation marks; those that they were recorded with are enough. */
export const quoted = (words: string): string => (/^[“"‘']/.test(words.trim()) ? words : `“${words}”`);

/** What a question means, in the publisher's words where these are installed and the screens are in their language. */
export const askedAs = (
  { wording }: Pick<DeskOpening, 'wording'>,
  means: string,
  language: Language,
  own: string,
): string => {
  const words = language === 'nl' ? wording?.questions[means] : undefined;
  // Some questions of the form are the names of elements; nobody can put those to a patient.
  return words === undefined || /\[/.test(words) || !/\s/.test(words.trim()) ? own : words;
};

/** The same of an answer. */
export const answeredAs = (
  { wording }: Pick<DeskOpening, 'wording'>,
  { means, answer }: { readonly means: string; readonly answer: string },
  language: Language,
  own: string,
): string => (language === 'nl' ? (wording?.options[means]?.[answer] ?? own) : own);
