import { dateWords, type Language } from '@caecilia/ui';
import { letterWords } from '../messages.ts';
import { isRecorded, type Letter, type LetterItem, type LetterSection } from './letter.ts';

/** A letter that may not be signed yet. */
export interface WritableLetter extends Pick<Letter, 'language' | 'about' | 'sections'> {
  readonly to?: Letter['to'];
  readonly version?: number;
  readonly replaces?: string;
  readonly signed?: Letter['signed'];
}

/** A letter in words: every word that is read, in its own language. */
export interface WrittenLetter {
  readonly lang: Language;
  readonly title: string;
  /** Facts above the text, by their name. */
  readonly facts: readonly (readonly [name: string, words: string])[];
  /** What a reader has to know first. */
  readonly notices: readonly string[];
  readonly greeting: string;
  readonly sections: readonly WrittenSection[];
  readonly closing: readonly string[];
  readonly footer: { readonly confidential: string; readonly page: string; readonly of: string };
  /** Civil day and time at which it was signed, or is shown: year, month, day, hour, minute. */
  readonly made: readonly number[];
}

/** A part of a letter. */
export interface WrittenSection {
  readonly kind: string;
  readonly title: string;
  readonly intro?: string;
  readonly items: readonly LetterItem[];
  /** Before words beside what was recorded, so that nobody takes them for it. */
  readonly wordsBy?: string;
  readonly words?: string;
}

/** What a letter is written with. */
export interface Writing {
  /** Civil time of a moment: `2026-11-21T02:40`. */
  readonly civil: (instant: string) => string;
  /** Civil time now, for what is not signed. */
  readonly now: string;
  readonly demo?: boolean;
  readonly superseded?: boolean;
}

/** A letter in words. Pure. */
export function writtenLetter(letter: WritableLetter, writing: Writing): WrittenLetter {
  const { language, about, signed, sections } = letter;
  const { demo = false, superseded = false, civil, now } = writing;
  const t = letterWords(language);
  const at = signed === undefined ? now : civil(signed.at);
  const when = dateWords(at, 'time', language);
  return {
    lang: language,
    title: t('letter.title', { name: about.name }),
    facts: factsOf(letter, dateWords(at, 'day', language)),
    notices: [
      ...(demo ? [t('letter.demo')] : []),
      ...(signed === undefined ? [t('letter.draft')] : []),
      ...(superseded ? [t('letter.superseded')] : []),
    ],
    greeting: t('letter.greeting'),
    sections: sections.map((each) => sectionWords(each, language)),
    closing: [
      t('letter.asRecorded', { when }),
      t('letter.closing'),
      signed === undefined ? t('letter.draft') : t('letter.signed', { name: signed.name, when }),
    ],
    footer: {
      confidential: t('letter.confidential'),
      page: t('letter.page'),
      of: t('letter.pageOf'),
    },
    made: (at.match(/\d+/g) ?? []).slice(0, 5).map(Number),
  };
}

function factsOf(letter: WritableLetter, day: string): WrittenLetter['facts'] {
  const { language, about, to, signed, version, replaces } = letter;
  const t = letterWords(language);
  const versionWords =
    version === undefined
      ? undefined
      : replaces === undefined
        ? t('letter.version.words', { version: String(version) })
        : t('letter.version.replaces', { version: String(version), before: String(version - 1) });
  return [
    [t('letter.about'), `${about.name}, ${about.born}`],
    ...(to === undefined ? [] : [[t('letter.to'), to.name] as const]),
    ...(signed === undefined ? [] : [[t('letter.from'), signed.name] as const]),
    [t('letter.date'), day],
    ...(versionWords === undefined ? [] : [[t('letter.version'), versionWords] as const]),
  ];
}

function sectionWords({ kind, items, words }: LetterSection, language: Language): WrittenSection {
  const t = letterWords(language);
  const none = isRecorded(kind) && items.length === 0 ? [{ lines: [{ text: t(`none.${kind}`) }] }] : items;
  return {
    kind,
    title: t(`part.${kind}`),
    ...(kind === 'limits' ? { intro: t('intro.limits') } : {}),
    items: none,
    ...(words !== undefined && isRecorded(kind) ? { wordsBy: t('letter.words') } : {}),
    ...(words === undefined ? {} : { words }),
  };
}

/** True for words that stand between quotation marks already: they get no second ones. */
export function isQuotation(words: string): boolean {
  return /^["'“”„‘«].*["'”’»]\.?$/su.test(words.trim());
}
