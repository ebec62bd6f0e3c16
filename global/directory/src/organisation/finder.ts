import type { OrganisationRow } from '../tables.ts';

/** Something that speaks for an answer: `name`, `acronym`, `country`, `city`, and the words that it was found by. */
export interface FindReason {
  readonly kind: string;
  readonly detail: string;
}

/** An organisation that was found; `score` is 0 to 1. */
export interface FoundOrganisation {
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly FindReason[];
}

/** What an affiliation as somebody wrote it may mean: `sure` may be taken without asking, the others are to be confirmed. */
export interface AffiliationMatch {
  readonly sure: readonly FoundOrganisation[];
  readonly perhaps: readonly FoundOrganisation[];
}

/** What of an organisation it is found by. */
export type FindableOrganisation = Pick<
  OrganisationRow,
  'id' | 'ror' | 'name' | 'names' | 'own_names' | 'status' | 'types' | 'places' | 'relations'
>;

/** The names of all organisations, held in the process: it answers while somebody types, and forgives their spelling. */
export interface OrganisationFinder {
  /** The best answers first. */
  search(text: string, most: number): readonly FoundOrganisation[];
  match(affiliation: string): AffiliationMatch;
  put(organisation: FindableOrganisation): void;
  remove(id: string): void;
}
