import type { Language } from '@caecilia/ui';
import type { Reporter } from '../reporter.ts';

/** The same words in every language of the house. */
export type Words = Readonly<Record<Language, string>>;

/** Words as an instrument publishes them: only the languages in which the text may be used. */
export type PublishedWords = Partial<Words>;

/** A code of a terminology. */
export interface Coding {
  readonly system: string;
  readonly code: string;
}

/** Whether the terms of use were read in a source that can be named. Only `verified` can be activated. */
export type LicenceState = 'verified' | 'unverified' | 'permission-needed';

/** What is known of the terms of use. */
export interface Licence {
  readonly state: LicenceState;
  /** What was read, or what has to be asked of whom. */
  readonly basis: string;
  /** Shown wherever the instrument is filled in or printed. */
  readonly acknowledgement?: string;
  /** Terms that whoever activates it has to keep. */
  readonly conditions?: string;
}

/** A range of scores with the instrument's own name for it. Both ends belong to the band. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly label: Words;
  /** Who published the band. */
  readonly source: string;
}

/** Whole numbers from `from` up to and including `to`, in steps. */
export interface ScaleAnswer {
  readonly kind: 'scale';
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Words at both ends. */
  readonly lowest: PublishedWords;
  readonly highest: PublishedWords;
}

/** One of several answers in words, each with the number the instrument gives it. */
export interface ChoiceAnswer {
  readonly kind: 'choice';
  readonly options: readonly Option[];
}

export interface Option {
  readonly value: number;
  readonly text: PublishedWords;
}

/** One question. */
export interface Item {
  readonly linkId: string;
  readonly text: PublishedWords;
  readonly answer: ScaleAnswer | ChoiceAnswer;
  readonly code?: Coding;
  /** The person names the symptom; there is no answer without a name. Never part of a total. */
  readonly named?: true;
}

/** The sum that the instrument's authors published. Where an instrument has none, no total exists. */
export interface Total {
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly bands: readonly Band[];
}

/** What an instrument is about: the patient, or somebody who cares for them. */
export type About = 'patient' | 'carer';

/** One version of one instrument. A version is never changed: another text, range, score or band is another version. */
export interface Instrument {
  /** Stable, in the addresses of the record; never used for another instrument. */
  readonly id: string;
  readonly version: string;
  readonly name: Words;
  /** What it is, in a sentence. */
  readonly purpose: Words;
  readonly source: string;
  readonly licence: Licence;
  readonly about: About;
  /** The period that an answer is about, where the instrument fixes one. */
  readonly timeFrame?: Words;
  /** What is said above the questions, where the instrument says something. */
  readonly instruction?: PublishedWords;
  /** Who may have given the answers. */
  readonly reporters: readonly Reporter[];
  /** Empty for an instrument whose licence is not verified: its text is not in this repository. */
  readonly items: readonly Item[];
  /** Bands of each single item. */
  readonly itemBands: readonly Band[];
  readonly total?: Total;
  /** Whether an answer is an amount, or a statement that is only numbered. A statement has no trend line. */
  readonly answersAre: 'amounts' | 'statements';
  readonly codes: readonly Coding[];
  /** Profiles of the Observation that carries the score. */
  readonly profiles: readonly string[];
  /** How the score was measured, where the profile asks for it. */
  readonly method?: Coding;
  /** The patient sees it only after it was released to them (a clinician's statement), or if the carer wants so. */
  readonly withheldFromPatient: boolean;
}

/** The languages in which every text of the instrument exists. */
export function languagesOf({ items }: Pick<Instrument, 'items'>): readonly Language[] {
  return (['nl', 'en'] as const).filter((language) =>
    items.every((item) => textsOf(item).every((text) => text[language] !== undefined)),
  );
}

function textsOf({ text, answer }: Item): readonly PublishedWords[] {
  return answer.kind === 'scale'
    ? [text, answer.lowest, answer.highest]
    : [text, ...answer.options.map((option) => option.text)];
}

/** The numbers that an item takes, lowest first. */
export function valuesOf({ answer }: Item): readonly number[] {
  if (answer.kind === 'choice')
    return answer.options.map(({ value }) => value).toSorted((one, other) => one - other);
  const steps = (answer.to - answer.from) / answer.step;
  return Array.from({ length: steps + 1 }, (_, step) => answer.from + step * answer.step);
}

/** The band that a score lies in, or none: not every score of every instrument has one. */
export function bandOf(bands: readonly Band[], score: number): Band | undefined {
  return bands.find(({ from, to }) => from <= score && score <= to);
}
