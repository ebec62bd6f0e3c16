import { elementOf } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { type Band, bandOf, type Instrument, type Item, valuesOf } from './instrument.ts';
import { DOS_DAY_BANDS, dos } from './zib.ts';

/**
 * What was answered to one question. A question that was left out has no answer at all: any may be. That a person
 * could not answer is something else, and neither is a 0.
 */
export type Answer =
  | {
      readonly kind: 'value';
      readonly value: number;
      /** The symptom that the person named, where the item asks for a name. */
      readonly name?: string;
    }
  | { readonly kind: 'cannotAnswer' };

/** Answers by `linkId`, in the order of the instrument. */
export type Answers = ReadonlyMap<string, Answer>;

/** What an instrument makes of the answers. */
export interface Score {
  /** The published sum; absent where the instrument has none, or where an answer that it needs is missing. */
  readonly total?: number;
  /** The instrument's own band of the total. */
  readonly band?: Band;
  /** Questions of the total without a number: the reason why there is none. */
  readonly missing: readonly string[];
}

const MOST_LETTERS = 80;

/**
 * Answers as they came from outside: by `linkId` a whole number, `{ value, name }` for a symptom that was named, or
 * `'cannot-answer'`. Throws `Problem` for a question that the instrument does not have, for a number outside its
 * answers and for a name that is missing or too long; `expression` names the question.
 */
export function parseAnswers(instrument: Instrument, input: unknown): Answers {
  const given = elementOf(input);
  const unknown = Object.keys(given).find((key) => !instrument.items.some(({ linkId }) => linkId === key));
  if (unknown !== undefined)
    throw new Problem('value', `${instrument.name.en} has no question with this name.`, {
      expression: unknown,
    });
  return new Map(
    instrument.items.flatMap((item): [string, Answer][] => {
      const value = given[item.linkId];
      return value === undefined || value === null ? [] : [[item.linkId, parseAnswer(item, value)]];
    }),
  );
}

function parseAnswer(item: Item, input: unknown): Answer {
  if (input === 'cannot-answer') return { kind: 'cannotAnswer' };
  if (!item.named) return { kind: 'value', value: parseValue(item, input) };
  const { value, name } = elementOf(input);
  const words = typeof name === 'string' ? name.trim() : '';
  if (words === '' || words.length > MOST_LETTERS)
    throw new Problem('value', `Name the symptom in at most ${MOST_LETTERS} letters.`, {
      expression: item.linkId,
    });
  return { kind: 'value', value: parseValue(item, value), name: words };
}

/** A number that the item has an answer for. Throws `Problem('value')` that says which ones those are. */
export function parseValue(item: Item, input: unknown): number {
  const allowed = valuesOf(item);
  const found = allowed.find((value) => value === input);
  if (found === undefined)
    throw new Problem('value', `The answer is one of ${allowed.join(', ')}.`, { expression: item.linkId });
  return found;
}

/** The published sum of the answers, and its band. Nothing is estimated for what is missing. */
export function score({ items, total }: Instrument, answers: Answers): Score {
  if (!total) return { missing: [] };
  const counted = items.filter(({ named }) => !named).map(({ linkId }) => linkId);
  const values = counted.flatMap((linkId) => {
    const answer = answers.get(linkId);
    return answer?.kind === 'value' ? [answer.value] : [];
  });
  if (values.length < counted.length)
    return { missing: counted.filter((linkId) => answers.get(linkId)?.kind !== 'value') };
  const sum = values.reduce((one, other) => one + other, 0);
  const band = bandOf(total.bands, sum);
  return { total: sum, missing: [], ...(band === undefined ? {} : { band }) };
}

/** The three shifts of one day. */
export interface DosDay {
  /** 0 to 39. */
  readonly sum: number;
  /** The sum divided by three, 0 to 13. */
  readonly final: number;
  readonly band: Band;
}

/**
 * The final DOS score of a day from the totals of its day, evening and night shift. Throws `Problem('value')` unless
 * there are three totals from 0 to 13: a day with a shift missing has no final score. Source: nl-core-DOSScore.
 */
export function dosDay(shifts: readonly number[]): DosDay {
  const { from, to } = dos.total ?? { from: 0, to: 0 };
  const valid = shifts.every((shift) => Number.isInteger(shift) && shift >= from && shift <= to);
  if (shifts.length !== 3 || !valid)
    throw new Problem('value', `A day has the totals of three shifts, each from ${from} to ${to}.`);
  const sum = shifts.reduce((one, other) => one + other, 0);
  const final = sum / 3;
  const band = bandOf(DOS_DAY_BANDS, final);
  if (!band) throw new Problem('exception', 'The DOS score of a day lies outside its bands.');
  return { sum, final, band };
}
