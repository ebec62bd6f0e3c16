import type { Criterion, Include, SortKey } from '../query.ts';
import { SearchError, type SearchErrorCode } from '../search-error.ts';
import type { Reading } from './search-context.ts';

/** Values of `_summary`. */
export type Summary = 'true' | 'text' | 'data' | 'count' | 'false';

/** A part of the search that was left out, and why. */
export interface UnsupportedPart {
  readonly code: SearchErrorCode;
  readonly sentence: string;
  /** The parameter as it was asked. */
  readonly expression: string;
}

/** What is known of a search while its parameters are read one by one. */
export class Draft {
  readonly reading: Reading;
  readonly types: readonly string[];
  readonly criteria: Criterion[] = [];
  readonly sort: SortKey[] = [];
  readonly includes: Include[] = [];
  readonly elements: string[] = [];
  readonly unsupported: UnsupportedPart[] = [];
  readonly self: (readonly [string, string])[] = [];
  count: number | undefined;
  total: 'none' | 'accurate' | undefined;
  summary: Summary | undefined;
  cursor: string | undefined;
  readonly #once = new Set<string>();

  constructor(types: readonly string[], reading: Reading) {
    this.types = types;
    this.reading = reading;
  }

  /** Notes the parameter as understood, as it will stand in the self link. */
  understood(name: string, value: string): void {
    this.self.push([name, value]);
  }

  /** Throws `SearchError('invalid')` when a parameter that can have one value comes a second time. */
  onlyOnce(name: string): void {
    if (this.#once.has(name)) throw new SearchError('invalid', `${name} may be given once`);
    this.#once.add(name);
  }

  /** Leaves something out and says so, or refuses the search when the asker wants it strict. */
  leaveOut(code: SearchErrorCode, sentence: string, expression: string): void {
    if (this.reading.strict) throw new SearchError(code, sentence, expression);
    this.report(code, sentence, expression);
  }

  /** Says that something has no effect, where even a strict search may go on. */
  report(code: SearchErrorCode, sentence: string, expression: string): void {
    this.unsupported.push({ code, sentence, expression });
  }

  /** Does the work; what it refuses is left out, or refused when the asker wants it strict. */
  tolerate(expression: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof SearchError) || error.code === 'too-costly') throw error;
      this.leaveOut(error.code, error.message, error.expression ?? expression);
    }
  }
}
