import { type Clause, changedClauses, longestCommon, movedKeys } from './text.ts';
import { filled, type InLanguages, type Words } from './words.ts';

/** Words that went out and words that came in their place; one of the two may be empty. */
export interface Replaced {
  readonly before: string;
  readonly after: string;
  /** A few words that stand just before, so that one can find the place. */
  readonly following: string;
}

/** What happened to one clause between two texts. */
export interface ClauseDifference {
  readonly key: string;
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly heading: InLanguages;
  /** Of a clause that changed: what, in each language. */
  readonly replaced: Readonly<Record<keyof Words, readonly Replaced[]>>;
  /** The same as sentences that can be read aloud. */
  readonly words: readonly Words[];
}

const NOTHING = { nl: [], en: [] } as const;

/** What changed from one text to another, clause by clause, in the order of the new text; what was removed comes last. */
export function differences(
  before: readonly Clause[],
  after: readonly Clause[],
): readonly ClauseDifference[] {
  const changed = new Set(changedClauses(before, after));
  const moved = new Set(movedKeys(before, after));
  const found = (clauses: readonly Clause[], key: string) => clauses.find((each) => each.key === key);
  const now = after
    .filter(({ key }) => changed.has(key))
    .map((clause) => {
      const was = found(before, clause.key);
      return was === undefined ? whole('added', clause) : between(was, clause, moved.has(clause.key));
    });
  const gone = before.filter(({ key }) => found(after, key) === undefined);
  return [...now, ...gone.map((clause) => whole('removed', clause))];
}

const WHOLE: Readonly<Record<'added' | 'removed' | 'moved', Words>> = {
  added: { nl: 'Artikel “{{name}}” is toegevoegd.', en: 'Clause “{{name}}” was added.' },
  removed: { nl: 'Artikel “{{name}}” is vervallen.', en: 'Clause “{{name}}” was removed.' },
  moved: {
    nl: 'Artikel “{{name}}” staat op een andere plaats.',
    en: 'Clause “{{name}}” stands at another place.',
  },
};

const nameOf = ({ key, heading }: Clause): Words => ({
  nl: heading.nl ?? heading.en ?? key,
  en: heading.en ?? heading.nl ?? key,
});

function whole(change: 'added' | 'removed', clause: Clause): ClauseDifference {
  const words = [filled(WHOLE[change], { name: nameOf(clause) })];
  return { key: clause.key, change, heading: clause.heading, replaced: NOTHING, words };
}

function between(was: Clause, is: Clause, moved: boolean): ClauseDifference {
  const replaced = {
    nl: replacedWords(textOf(was, 'nl'), textOf(is, 'nl')),
    en: replacedWords(textOf(was, 'en'), textOf(is, 'en')),
  };
  const name = nameOf(is);
  const words = [
    ...(moved ? [filled(WHOLE.moved, { name })] : []),
    ...(['nl', 'en'] as const).flatMap((language) =>
      replaced[language].map((each) => sentenceOf(each, name, language)),
    ),
  ];
  const textChanged = replaced.nl.length + replaced.en.length > 0;
  return { key: is.key, change: textChanged ? 'changed' : 'moved', heading: is.heading, replaced, words };
}

const textOf = ({ heading, text }: Clause, language: keyof Words) =>
  [heading[language], text[language]].filter((part) => part !== undefined).join('\n');

const IN_TEXT: Readonly<Record<keyof Words, Words>> = {
  nl: { nl: 'de Nederlandse tekst', en: 'the Dutch text' },
  en: { nl: 'de Engelse tekst', en: 'the English text' },
};

const SENTENCES: Readonly<Record<'in' | 'out' | 'instead', Words>> = {
  in: {
    nl: 'In “{{name}}”, {{text}}, kwam erbij: “{{after}}”.',
    en: 'In “{{name}}”, {{text}}, “{{after}}” was added.',
  },
  out: {
    nl: 'In “{{name}}”, {{text}}, verviel: “{{before}}”.',
    en: 'In “{{name}}”, {{text}}, “{{before}}” was taken out.',
  },
  instead: {
    nl: 'In “{{name}}”, {{text}}, werd “{{before}}”: “{{after}}”.',
    en: 'In “{{name}}”, {{text}}, “{{before}}” became “{{after}}”.',
  },
};

function sentenceOf({ before, after }: Replaced, name: Words, language: keyof Words): Words {
  const kind = before === '' ? 'in' : after === '' ? 'out' : 'instead';
  // Words of the text are put in last: braces in an agreement are no place to fill.
  const frame = filled(SENTENCES[kind], { text: IN_TEXT[language] });
  const say = (of: keyof Words) =>
    frame[of]
      .split(/(\{\{\w+\}\})/)
      .map((part) => ({ '{{name}}': name[of], '{{before}}': before, '{{after}}': after })[part] ?? part)
      .join('');
  return { nl: say('nl'), en: say('en') };
}

/** Beyond this, two texts are told as one that took the place of the other: the table of words would not fit. */
const MOST_WORDS = 4_000;
const WORDS_BEFORE = 4;

/** What was replaced between two texts, word by word. */
export function replacedWords(before: string, after: string): readonly Replaced[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  if (a.join(' ') === b.join(' ')) return [];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return [{ before: a.join(' '), after: b.join(' '), following: '' }];
  const found: Replaced[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...longestCommon(a, b), [a.length, b.length] as const]) {
    if (x > i || y > j)
      found.push({
        before: a.slice(i, x).join(' '),
        after: b.slice(j, y).join(' '),
        following: b.slice(Math.max(0, j - WORDS_BEFORE), j).join(' '),
      });
    [i, j] = [x + 1, y + 1];
  }
  return found;
}

const wordsOf = (text: string): readonly string[] => text.normalize('NFC').split(/\s+/).filter(Boolean);
