import { createHash } from 'node:crypto';
import type { InLanguages, Refusal } from './words.ts';

/** One clause of an agreement. What binds is the text in each language that it has. */
export interface Clause {
  /** Names the clause through all versions, for instance `patient-data`; it is what differences are told by. */
  readonly key: string;
  readonly heading: InLanguages;
  readonly text: InLanguages;
}

const LANGUAGES = ['nl', 'en'] as const;

/** Text as it is compared: one form of each letter, one kind of line end, no blanks at the end of a line. */
function plain(text: string): string {
  const lines = text.normalize('NFC').replaceAll(/\r\n?/g, '\n').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/**
 * The whole text of a version in one form: the same clauses in the same order always give the same bytes, in whatever
 * form they were typed. Each line of a text is set in, so that no text can look like the heading of another clause.
 */
export function canonicalText(clauses: readonly Clause[]): string {
  return `${clauses.map(canonicalClause).join('\n\n')}\n`;
}

function canonicalClause({ key, heading, text }: Clause): string {
  const parts = LANGUAGES.flatMap((language) => {
    const [head, body] = [heading[language], text[language]];
    if (head === undefined && body === undefined) return [];
    const lines = plain(body ?? '').split('\n');
    return [`[${language}] ${plain(head ?? '')}`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
  });
  return [`## ${key}`, ...parts].join('\n');
}

/** Fingerprint of a text: SHA-256 of its UTF-8, in hex. */
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Why these are no clauses, or undefined where they are. */
export function badClauses(clauses: readonly Clause[]): Refusal | undefined {
  const keys = clauses.map(({ key }) => key);
  const wrong =
    keys.find((key) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key)) ??
    keys.find((key, at) => keys.indexOf(key) !== at);
  if (wrong !== undefined)
    return {
      code: 'text.key',
      words: {
        nl: `Elk artikel heeft een eigen sleutel van kleine letters; ${wrong} is dat niet.`,
        en: `Each clause has a key of its own in small letters; ${wrong} is not.`,
      },
    };
  const empty = clauses.find(({ text }) => LANGUAGES.every((language) => plain(text[language] ?? '') === ''));
  if (clauses.length > 0 && empty === undefined) return undefined;
  return {
    code: 'text.empty',
    words: {
      nl: `Een tekst heeft artikelen, en elk artikel woorden${empty ? `; ${empty.key} heeft die niet` : ''}.`,
      en: `A text has clauses, and each clause words${empty ? `; ${empty.key} has none` : ''}.`,
    },
  };
}

/** Keys of the clauses that are not the same in two texts, in whatever language; also where only the order changed. */
export function changedClauses(before: readonly Clause[], after: readonly Clause[]): readonly string[] {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  const moved = new Set(movedKeys(before, after));
  return keys.filter((key) => {
    const [was, is] = [before, after].map((clauses) => clauses.find((each) => each.key === key));
    if (was === undefined || is === undefined) return true;
    return moved.has(key) || canonicalClause(was) !== canonicalClause(is);
  });
}

/** Clauses that stand at another place among those that both texts have: as few as explain the new order. */
export function movedKeys(before: readonly Clause[], after: readonly Clause[]): readonly string[] {
  const [was, is] = [before.map(({ key }) => key), after.map(({ key }) => key)];
  const [both, now] = [was.filter((key) => is.includes(key)), is.filter((key) => was.includes(key))];
  const kept = new Set(longestCommon(both, now).map(([index]) => both[index]));
  return now.filter((key) => !kept.has(key));
}

/** Longest row that two lists have in common, in order: pairs of places. */
export function longestCommon(
  a: readonly string[],
  b: readonly string[],
): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
