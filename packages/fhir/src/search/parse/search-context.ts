import type { Terminology } from '../../terminology/terminology.ts';
import type { SearchRegistry } from '../registry.ts';
import { SearchError } from '../search-error.ts';

/** What a search asks of terminology. */
export type SearchTerminology = Pick<Terminology, 'expand' | 'codeSet' | 'ancestors' | 'descendants'>;

/** How much a search may ask for; beyond it the search is refused as `too-costly`. */
export interface SearchLimits {
  /** Values of one parameter, joined by commas. */
  readonly values: number;
  /** Codes that one value set, or one code with all beneath it, may stand for. */
  readonly expandedCodes: number;
  /** Values of all parameters together, codes of value sets counted once for each type of a chain. */
  readonly allValues: number;
  /** Steps of a chain and of nested `_has` together. */
  readonly chainDepth: number;
  /** Criteria after parsing; an untyped chain counts once for each type it may lead to. */
  readonly criteria: number;
  readonly includes: number;
  readonly sortKeys: number;
  /** Matches per page where the search does not say, and the most it may say (a larger `_count` is lowered to it). */
  readonly defaultCount: number;
  readonly maximumCount: number;
}

/** The limits of a server that sets none. */
export const DEFAULT_SEARCH_LIMITS: SearchLimits = {
  values: 1000,
  expandedCodes: 10_000,
  allValues: 50_000,
  chainDepth: 5,
  criteria: 500,
  includes: 50,
  sortKeys: 10,
  defaultCount: 50,
  maximumCount: 1000,
};

/** What a search is read against. */
export interface SearchContext {
  readonly registry: SearchRegistry;
  readonly terminology: SearchTerminology;
  /** Absolute base address of this server's FHIR endpoint: references that start with it are local ones. */
  readonly baseUrl: string;
  /** `strict`: what is not understood is an error. `lenient`: it is left out and reported. */
  readonly handling: 'lenient' | 'strict';
  readonly limits?: Partial<SearchLimits>;
  /** The moment that `ap` on dates is measured from, in ms since 1970. */
  readonly now: number;
}

/** The context while one search is read: limits filled in, and a count of what was asked so far. */
export class Reading {
  readonly registry: SearchRegistry;
  readonly terminology: SearchTerminology;
  readonly baseUrl: string;
  readonly strict: boolean;
  readonly limits: SearchLimits;
  readonly now: number;
  #criteria = 0;
  #values = 0;

  constructor(context: SearchContext) {
    this.registry = context.registry;
    this.terminology = context.terminology;
    this.baseUrl = context.baseUrl;
    this.strict = context.handling === 'strict';
    this.limits = { ...DEFAULT_SEARCH_LIMITS, ...context.limits };
    this.now = context.now;
  }

  countCriterion(): void {
    this.#criteria++;
    refuseBeyond(this.#criteria, this.limits.criteria, 'criteria in one search, counted per type of a chain');
  }

  countValues(values: number): void {
    this.#values += values;
    refuseBeyond(this.#values, this.limits.allValues, 'values in one search, counted per type of a chain');
  }
}

/** Throws `SearchError('too-costly')` when there are more than the limit; `what` names them for the sentence. */
export function refuseBeyond(count: number, limit: number, what: string): void {
  if (count > limit) {
    throw new SearchError('too-costly', `at most ${limit} ${what}; ask for less, or in several searches`);
  }
}

/** Runs the work; a `SearchError` from it that names no place gets this one. */
export function at<T>(expression: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof SearchError && error.expression === undefined) {
      throw new SearchError(error.code, error.message, expression);
    }
    throw error;
  }
}
