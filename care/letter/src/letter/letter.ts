import { Problem } from '@caecilia/kernel';
import type { Language } from '@caecilia/ui';

/** Parts that somebody writes themselves. */
export const TYPED = ['why', 'changed', 'asked', 'followUp'] as const;
export type Typed = (typeof TYPED)[number];

/** Parts that are read from the record and are never typed over; a person can only add words beside them. */
export const RECORDED = ['limits', 'wishes', 'symptoms', 'medication', 'supply', 'calls'] as const;
export type Recorded = (typeof RECORDED)[number];

export type SectionKind = Typed | Recorded;

/** The order in which a letter is read. */
export const SECTIONS: readonly SectionKind[] = [
  'why',
  'changed',
  'limits',
  'wishes',
  'symptoms',
  'medication',
  'supply',
  'calls',
  'asked',
  'followUp',
];

/** Without these a letter says less than who reads it at night must know: nobody leaves them out. */
export const ALWAYS: readonly Recorded[] = ['limits', 'calls'];

/** Without these a letter is not signed. */
export const REQUIRED: readonly Typed[] = ['why', 'asked'];

/** Longest text of one part, in characters. */
export const LONGEST_WORDS = 2000;

/** A line of a letter; `quoted` are words of the record, in their own language where that is another. */
export interface LetterLine {
  readonly text: string;
  readonly quoted?: string;
  readonly language?: string;
  readonly strong?: boolean;
}

/** One thing with its name: a treatment, an expected problem, a group of people to call. */
export interface LetterItem {
  readonly name?: string;
  readonly lines: readonly LetterLine[];
}

export type RecordedParts = Readonly<Record<Recorded, readonly LetterItem[]>>;

/** Who a letter is about, in words. */
export interface LetterAbout {
  readonly name: string;
  readonly born: string;
}

/** What the record says for a letter in one language, at this moment. */
export interface LetterFacts {
  readonly language: Language;
  readonly about: LetterAbout;
  readonly parts: RecordedParts;
  /** A mark for each part that changes whenever the part does, and one for all of them. */
  readonly marks: Readonly<Record<Recorded, string>>;
  readonly basis: string;
  /** What a person may begin with; each word is theirs to change. */
  readonly suggested: Readonly<Partial<Record<Typed, string>>>;
}

/** Somebody a letter goes to. */
export interface Recipient {
  /** `Organization/…`, `PractitionerRole/…` or another of the directory. */
  readonly reference: string;
  readonly name: string;
}

/** What somebody writes. */
export interface LetterWords {
  readonly language: Language;
  readonly to: string;
  /** Words of the typed parts, and words beside recorded ones. */
  readonly words: Readonly<Partial<Record<SectionKind, string>>>;
  readonly leftOut: readonly Recorded[];
}

/** A part of a signed letter. */
export interface LetterSection {
  readonly kind: SectionKind;
  /** What the record said when it was signed. */
  readonly items: readonly LetterItem[];
  /** Words of who signed. */
  readonly words?: string;
}

/** A letter as it was signed. It does not change; a next one takes its place. */
export interface Letter {
  /** Logical id. */
  readonly patient: string;
  readonly clientId: string;
  /** 1 for the first; a letter that takes the place of another has the next. */
  readonly version: number;
  /** Logical id of the letter whose place it took. */
  readonly replaces?: string;
  readonly language: Language;
  readonly to: Recipient;
  readonly about: LetterAbout;
  readonly sections: readonly LetterSection[];
  readonly basis: string;
  readonly signed: { readonly by: string; readonly name: string; readonly at: string };
}

/** What a letter is signed with. */
export interface Signing {
  readonly patient: string;
  readonly clientId: string;
  readonly facts: LetterFacts;
  readonly to: Recipient;
  readonly words: LetterWords;
  readonly signed: Letter['signed'];
  /** The letter whose place it takes. */
  readonly replaces?: { readonly id: string; readonly version: number };
}

/**
 * A signed letter: what the record says now, with the words of who signs. Throws `Problem('required')` or
 * `Problem('value')` with the part.
 */
export function signedLetter(signing: Signing): Letter {
  const { patient, clientId, facts, to, words: wish, signed, replaces } = signing;
  return {
    patient,
    clientId,
    version: (replaces?.version ?? 0) + 1,
    ...(replaces === undefined ? {} : { replaces: replaces.id }),
    language: facts.language,
    to,
    about: facts.about,
    sections: sectionsOf(facts, wish),
    basis: facts.basis,
    signed,
  };
}

/** The parts of a letter in their order. A typed part without words, and a recorded one that was left out, is not in it. */
export function sectionsOf(
  { parts }: Pick<LetterFacts, 'parts'>,
  wish: LetterWords,
): readonly LetterSection[] {
  const { words, leftOut } = wish;
  const always = leftOut.find((kind) => ALWAYS.includes(kind));
  if (always !== undefined)
    throw new Problem('value', 'Limits, and whom to call, are in every letter.', { expression: always });
  return SECTIONS.flatMap((kind): readonly LetterSection[] => {
    const said = textOf(words[kind] ?? '', kind);
    if (!isRecorded(kind)) {
      if (said === '' && REQUIRED.includes(kind))
        throw new Problem('required', 'Something is missing here.', { expression: kind });
      return said === '' ? [] : [{ kind, items: [], words: said }];
    }
    if (leftOut.includes(kind)) return [];
    return [{ kind, items: parts[kind], ...(said === '' ? {} : { words: said }) }];
  });
}

export const isRecorded = (kind: SectionKind): kind is Recorded => RECORDED.some((each) => each === kind);

function textOf(value: string, expression: string): string {
  const text = value.trim();
  if ([...text].length > LONGEST_WORDS)
    throw new Problem('value', `At most ${LONGEST_WORDS} characters: a letter is read in a minute.`, {
      expression,
    });
  return text;
}

/** Which parts the record says differently in `now` than in `before`. */
export function changedParts(before: Letter, now: RecordedParts): readonly Recorded[] {
  return before.sections.flatMap(({ kind, items }) =>
    isRecorded(kind) && JSON.stringify(unordered(kind, items)) !== JSON.stringify(unordered(kind, now[kind]))
      ? [kind]
      : [],
  );
}

/** What is compared: who answers first moves with the hour, and says nothing else. */
export function unordered(kind: Recorded, items: readonly LetterItem[]): readonly LetterItem[] {
  if (kind !== 'calls') return items;
  const byText = (one: LetterLine, other: LetterLine) => one.text.localeCompare(other.text, 'en');
  return items.map((item) => ({ ...item, lines: item.lines.toSorted(byText) }));
}
