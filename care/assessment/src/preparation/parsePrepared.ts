import { Problem } from '@caecilia/kernel';
import type { Instrument, Item } from '../instrument/instrument.ts';
import { valuesOf } from '../instrument/instrument.ts';
import { type HomeReporter, LONGEST_WORDS, type Prepared } from './preparation.ts';
import { type Preparing, TOPICS, topicOf } from './topics.ts';

/** A form as a browser sends it: every value of every field. */
export type PreparationFields = Readonly<Record<string, readonly string[]>>;

/** What can be wrong with a field; the page says it in its own words. */
export type PreparationWrong = 'nothing' | 'who' | 'topics' | 'long' | 'number' | 'name' | 'longName';

/** A form that was read. */
export interface PreparationSent {
  readonly prepared: Prepared;
  readonly reporter: HomeReporter;
  /** As `parseAnswers` takes them; empty where no number was given. */
  readonly scores: Readonly<Record<string, unknown>>;
}

/** Name of the field with the number of a symptom. */
export const scoreField = (linkId: string): string => `score-${linkId}`;
/** Name of the field with the name of a symptom that the person names. */
export const nameField = (linkId: string): string => `name-${linkId}`;

const LONGEST_NAME = 80;

/**
 * The form of somebody at home, or what is wrong with it, by field. Every question may be left out; a form without
 * anything is none. `symptoms` is the list that was shown.
 */
export function parsePrepared(
  fields: PreparationFields,
  { preparing, symptoms }: { readonly preparing: Preparing; readonly symptoms: Pick<Instrument, 'items'> },
): { readonly value: PreparationSent } | { readonly wrong: Readonly<Record<string, PreparationWrong>> } {
  const wrong: Record<string, PreparationWrong> = {};
  const first = textIn(fields, 'first', wrong);
  const own = textIn(fields, 'own', wrong);
  const topics = topicsIn(fields, wrong);
  const scores: Record<string, unknown> = {};
  for (const item of symptoms.items) {
    const value = scoreIn(fields, item, wrong);
    if (value !== undefined) scores[item.linkId] = value;
  }
  const reporter = reporterIn(fields, preparing);
  // Whether somebody helped is never guessed.
  if (reporter === undefined) wrong.who = 'who';
  const isEmpty = first === undefined && own === undefined && topics.length === 0;
  if (isEmpty && Object.keys(scores).length === 0 && Object.keys(wrong).every((field) => field === 'who'))
    wrong.first = 'nothing';
  if (reporter === undefined || Object.keys(wrong).length > 0) return { wrong };
  return {
    value: {
      prepared: {
        topics,
        ...(first === undefined ? {} : { first }),
        ...(own === undefined ? {} : { own }),
      },
      reporter,
      scores,
    },
  };
}

type Wrong = Record<string, PreparationWrong>;

const given = (fields: PreparationFields, name: string) => (fields[name]?.[0] ?? '').trim();

function textIn(fields: PreparationFields, name: 'first' | 'own', wrong: Wrong): string | undefined {
  // Browsers send a line break as two characters.
  const words = given(fields, name).replaceAll('\r\n', '\n');
  if (words.length > LONGEST_WORDS) wrong[name] = 'long';
  return words === '' ? undefined : words;
}

function topicsIn(fields: PreparationFields, wrong: Wrong): readonly string[] {
  const ticked = fields.topics ?? [];
  if (ticked.some((id) => topicOf(id) === undefined)) wrong.topics = 'topics';
  return TOPICS.map(({ id }) => id).filter((id) => ticked.includes(id));
}

/** The number of one symptom as `parseAnswers` takes it; undefined where it was left out. */
function scoreIn(fields: PreparationFields, item: Item, wrong: Wrong): unknown {
  const text = given(fields, scoreField(item.linkId));
  const name = item.named ? given(fields, nameField(item.linkId)) : '';
  if (text === '' && name === '') return undefined;
  const value = valuesOf(item).find((each) => String(each) === text);
  if (value === undefined) {
    wrong[scoreField(item.linkId)] = 'number';
    return undefined;
  }
  if (!item.named) return value;
  if (name === '') wrong[nameField(item.linkId)] = 'name';
  if (name.length > LONGEST_NAME) wrong[nameField(item.linkId)] = 'longName';
  return { value, name };
}

function reporterIn(fields: PreparationFields, preparing: Preparing): HomeReporter | undefined {
  if (preparing === 'carer') return 'proxy';
  const who = given(fields, 'who');
  return who === 'self' || who === 'helped' ? who : undefined;
}

/** The number of a form. Throws `Problem('value')` for none. */
export function formNumber(fields: PreparationFields): string {
  const number = given(fields, 'clientId');
  if (!/^[A-Za-z0-9.-]{16,128}$/.test(number))
    throw new Problem('value', 'Open the form again: it has no number of its own.');
  return number;
}
