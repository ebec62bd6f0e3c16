/** What a resource can be found by: the output of extraction, the input of the store's index. It knows no SQL. */

export interface TokenEntry {
  readonly param: string;
  readonly system?: string;
  readonly code: string;
  /** For identifiers, the coding of `identifier.type`, for `:of-type`. */
  readonly identifierType?: { readonly system?: string; readonly code: string };
}

/** Words to be found by `:text` on a token (display, text). */
export interface TextEntry {
  readonly param: string;
  readonly text: string;
}

export interface StringEntry {
  readonly param: string;
  readonly value: string;
}

export interface UriEntry {
  readonly param: string;
  readonly value: string;
}

/** A reference or canonical. Relative references have type and id; others a url. */
export interface ReferenceEntry {
  readonly param: string;
  readonly type?: string;
  readonly id?: string;
  readonly url?: string;
  readonly version?: string;
  readonly identifier?: { readonly system?: string; readonly value: string };
}

/**
 * Closed-open range; dates in ms since 1970 UTC; open ends as -Infinity and Infinity. A single number v is [v, the next
 * larger double): R4 gives no width to what a resource holds.
 */
export interface RangeEntry {
  readonly param: string;
  readonly kind: 'date' | 'number' | 'quantity';
  readonly low: number;
  readonly high: number;
  readonly unitSystem?: string;
  /** Code of the unit. */
  readonly unit?: string;
  /** The unit as printed, where it differs from the code. */
  readonly unitText?: string;
}

/** One occurrence of a composite: the entries of each part, taken from the same element. */
export interface CompositeEntry {
  readonly param: string;
  readonly parts: readonly SearchEntries[];
}

export interface SearchEntries {
  readonly tokens: readonly TokenEntry[];
  readonly texts: readonly TextEntry[];
  readonly strings: readonly StringEntry[];
  readonly uris: readonly UriEntry[];
  readonly references: readonly ReferenceEntry[];
  readonly ranges: readonly RangeEntry[];
  readonly composites: readonly CompositeEntry[];
  /** Codes of the parameters that have at least one value (for `:missing`). */
  readonly present: readonly string[];
}

/** Where a resource stands: what places it in the store. */
export interface Placement {
  /** Logical id of the one patient in whose compartment it is; for a Patient its own id. */
  readonly patientId?: string;
  /** Further patients it is about, where a resource of its type may be about several; it is for who may see them all. */
  readonly others?: readonly string[];
}
