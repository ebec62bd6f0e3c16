import type { MessageKey } from '../messages.nl.ts';

/**
 * Prompt lists for early referral: what a clinician may look at. They are ticked by a clinician. Nothing here ticks,
 * counts, sums or ranks, and no number of ticks means anything (Hui 2016 names criteria, each on its own; SPICT is no
 * referral tool either).
 */
export interface PromptList {
  readonly id: string;
  /** Changes with any change of its items; an answer keeps the version it was given on. */
  readonly version: string;
  /** For whom it is: `any` illness, `cancer`, or `nonCancer`. */
  readonly path: 'any' | 'cancer' | 'nonCancer';
  readonly title: MessageKey;
  readonly items: readonly PromptItem[];
  /** Where its headings come from; the words are ours. */
  readonly source: MessageKey;
}

export interface PromptItem {
  /** `linkId` in the answer: stable within a version. */
  readonly id: string;
  readonly words: MessageKey;
}

const items = <T extends string>(list: T, ids: readonly string[]): readonly PromptItem[] =>
  // Each key is checked against the catalogue by a test, since the compiler cannot follow it here.
  ids.map((id) => ({ id, words: `prompt.${list}.${id}` as MessageKey }));

/** One question of general use: it belongs to nobody. */
const SURPRISE: PromptList = {
  id: 'surprise-question',
  version: '1',
  path: 'any',
  title: 'prompt.surprise',
  items: items('surprise', ['year']),
  source: 'prompt.surprise.source',
};

/** The needs of Hui and others, international consensus 2016, which hold for any illness; our words. */
const NEEDS: PromptList = {
  id: 'referral-needs',
  version: '1',
  path: 'any',
  title: 'prompt.needs',
  items: items('needs', [
    'physical',
    'emotional',
    'hastenedDeath',
    'existential',
    'decisions',
    'patientAsks',
    'delirium',
  ]),
  source: 'prompt.needs.source',
};

/** What the same consensus names for cancer only. */
const CANCER: PromptList = {
  id: 'referral-cancer',
  version: '1',
  path: 'cancer',
  title: 'prompt.cancer',
  items: items('cancer', ['spinalCord', 'brain', 'advancedDiagnosis', 'secondLine']),
  source: 'prompt.needs.source',
};

/** General signs of decline and headings of organs, for every other illness; our words, and no list of somebody's. */
const NON_CANCER: PromptList = {
  id: 'referral-non-cancer',
  version: '1',
  path: 'nonCancer',
  title: 'prompt.nonCancer',
  items: items('nonCancer', [
    'admissions',
    'functioning',
    'dependent',
    'carer',
    'weight',
    'symptoms',
    'asks',
    'frailty',
    'neurological',
    'heart',
    'lung',
    'kidney',
    'liver',
    'other',
  ]),
  source: 'prompt.nonCancer.source',
};

/** Every list of this release. The path for illnesses other than cancer is always among them. */
export const PROMPT_LISTS: readonly PromptList[] = [SURPRISE, NEEDS, CANCER, NON_CANCER];
