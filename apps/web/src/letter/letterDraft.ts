import {
  isRecorded,
  type LetterFacts,
  type LetterKey,
  type LetterView,
  LONGEST_WORDS,
  RECORDED,
  REQUIRED,
  type Recorded,
  SECTIONS,
  type SectionKind,
} from '@caecilia/letter/ui';
import { LANGUAGES, type Language } from '@caecilia/ui';

/** A letter as it is typed. Of what the record says it keeps marks only: a limit never grows old in a draft. */
export interface LetterDraft {
  readonly clientId: string;
  readonly to: string;
  readonly language: Language;
  readonly words: Readonly<Record<SectionKind, string>>;
  readonly leftOut: readonly Recorded[];
  /** Marks of what was read; empty before anything was. */
  readonly marks: Readonly<Partial<Record<Recorded, string>>>;
  /** The letter whose place it takes, as it was seen. */
  readonly replaces?: { readonly id: string; readonly versionId: number };
}

const NO_WORDS: LetterDraft['words'] = {
  why: '',
  changed: '',
  limits: '',
  wishes: '',
  symptoms: '',
  medication: '',
  supply: '',
  calls: '',
  asked: '',
  followUp: '',
};

/** Before anything was read or typed. */
export const NOTHING: LetterDraft = {
  clientId: '',
  to: '',
  language: 'nl',
  words: NO_WORDS,
  leftOut: [],
  marks: {},
};

/** What is typed over: the words of the letter before. */
export function nextAfter({ id, versionId, language, to, sections }: LetterView): LetterDraft {
  const words = Object.fromEntries(sections.map(({ kind, words: said = '' }) => [kind, said]));
  const inIt = new Set(sections.map(({ kind }) => kind));
  return {
    ...NOTHING,
    to: to.reference,
    language,
    words: { ...NO_WORDS, ...words },
    leftOut: RECORDED.filter((kind) => !inIt.has(kind)),
    replaces: { id, versionId },
  };
}

/** With what the record says: its marks, and words to begin with where nobody wrote any. */
export function begunWith(draft: LetterDraft, { marks, suggested }: LetterFacts): LetterDraft {
  if (hasRead(draft)) return draft;
  if (draft.replaces !== undefined) return { ...draft, marks };
  const words = Object.fromEntries(
    Object.entries(suggested).filter(([kind]) => draft.words[kind as keyof typeof suggested] === ''),
  );
  return { ...draft, marks, words: { ...draft.words, ...words } };
}

/** The same letter in another language: what it says is read anew, and words that nobody changed come again. */
export function inLanguage(
  { words, ...draft }: LetterDraft,
  language: Language,
  suggested: LetterFacts['suggested'],
): LetterDraft {
  const kept = Object.entries(words).map(([kind, said]): [string, string] => [
    kind,
    said === suggested[kind as keyof typeof suggested] ? '' : said,
  ]);
  return { ...draft, language, marks: {}, words: { ...NO_WORDS, ...Object.fromEntries(kept) } };
}

const hasRead = ({ marks }: LetterDraft) => Object.keys(marks).length > 0;

/** Parts that the record says differently than when they were read. */
export const changedSince = ({ marks }: LetterDraft, now: LetterFacts): readonly Recorded[] =>
  hasRead({ ...NOTHING, marks }) ? RECORDED.filter((kind) => marks[kind] !== now.marks[kind]) : [];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what an earlier visit kept. */
export function isLetterDraft(value: unknown): value is LetterDraft {
  if (!isObject(value) || !isObject(value.words) || !isObject(value.marks)) return false;
  const { words, marks, leftOut, replaces } = value;
  return (
    typeof value.clientId === 'string' &&
    typeof value.to === 'string' &&
    LANGUAGES.some((each) => each === value.language) &&
    SECTIONS.every((kind) => typeof words[kind] === 'string') &&
    Object.values(marks).every((mark) => typeof mark === 'string') &&
    Array.isArray(leftOut) &&
    leftOut.every((kind) => RECORDED.some((each) => each === kind)) &&
    (replaces === undefined ||
      (isObject(replaces) && typeof replaces.id === 'string' && typeof replaces.versionId === 'number'))
  );
}

/** What is missing or too long, by part, and `to`. */
export type Faults = ReadonlyMap<SectionKind | 'to', LetterKey>;

export function faultsIn({ to, words }: LetterDraft): Faults {
  const faults = new Map<SectionKind | 'to', LetterKey>();
  if (to === '') faults.set('to', 'wrong.to');
  for (const kind of SECTIONS) {
    const length = [...words[kind].trim()].length;
    if (length > LONGEST_WORDS) faults.set(kind, 'wrong.long');
    if (length > 0 || isRecorded(kind) || !REQUIRED.includes(kind)) continue;
    faults.set(kind, kind === 'why' ? 'wrong.why' : 'wrong.asked');
  }
  return faults;
}
