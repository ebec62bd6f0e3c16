import type { Visibility } from '@caecilia/kernel';

/** What an initiative is about; it may be more than one. */
export const STRANDS = ['research', 'education', 'care'] as const;

/** One of the strands. */
export type Strand = (typeof STRANDS)[number];

/** Text in one or both languages. */
export interface Words {
  readonly nl?: string | undefined;
  readonly en?: string | undefined;
}

/** A partner in an initiative; several of one organisation have different people or roles. */
export interface InitiativePartner {
  /** Id of an organisation of the directory. */
  readonly org: string;
  /** Id of a person of the directory. */
  readonly person?: string | undefined;
  /** For instance `clinical site`, `training`, `data`. */
  readonly role: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A sustainable development goal that was suggested, or that a person approved: only an approved one is ever published. */
export interface InitiativeGoal {
  readonly code: number;
  readonly status: 'suggested' | 'approved';
  readonly by?: string | undefined;
}

/** What happens next, by when, and who does it. */
export interface NextStep {
  readonly text: string;
  /** `YYYY-MM-DD`. */
  readonly due: string;
  /** Id of a user of the office. */
  readonly who: string;
}

/** What two initiatives can have in common and a joint one has together. */
export const JOINED_LISTS = [
  'strands',
  'partners',
  'countries',
  'goals',
  'topics',
  'calls',
  'agreements',
] as const;

/** What an initiative says, whatever its stage. */
export interface InitiativeContent {
  readonly acronym?: string | undefined;
  readonly title: Words;
  readonly summary: Words;
  readonly strands: readonly Strand[];
  /** Organisation that leads. */
  readonly lead: string;
  readonly partners: readonly InitiativePartner[];
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly goals: readonly InitiativeGoal[];
  /** `scheme:code`. */
  readonly topics: readonly string[];
  readonly calls: readonly string[];
  readonly agreements: readonly string[];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Who may see each field of an initiative. What is not named here is public once the initiative is published. */
export const INITIATIVE_CLASSES: Readonly<Record<string, Visibility>> = {
  id: 'public',
  rev: 'internal',
  acronym: 'public',
  title: 'public',
  summary: 'public',
  strands: 'public',
  stage: 'partner',
  stageSince: 'internal',
  stageAgeDays: 'internal',
  lead: 'public',
  partners: 'public',
  countries: 'public',
  goals: 'public',
  topics: 'public',
  calls: 'internal',
  agreements: 'partner',
  from: 'public',
  to: 'public',
  nextStep: 'internal',
  nextStepState: 'internal',
  owner: 'internal',
  strategic: 'internal',
  lastActivity: 'internal',
  mergedInto: 'partner',
  standing: 'internal',
};
