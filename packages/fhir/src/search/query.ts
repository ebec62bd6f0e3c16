/**
 * A search after parsing: parameters resolved, values typed, unknown parts already reported. It knows no SQL.
 * The store compiles it; see `platform/store/src/search`.
 */

/** R4 search parameter types (http://hl7.org/fhir/search-param-type). */
export type SearchParamType =
  | 'number'
  | 'date'
  | 'string'
  | 'token'
  | 'reference'
  | 'composite'
  | 'quantity'
  | 'uri'
  | 'special';

/** One search parameter as it applies to one resource type. */
export interface SearchParam {
  readonly code: string;
  readonly url: string;
  readonly type: SearchParamType;
  /** The resource type this entry is for; parameters of `Resource` are entered once per type. */
  readonly base: string;
  readonly expression: string;
  /** Resource types a reference may point at; empty for other types and for `Any`. */
  readonly targets: readonly string[];
  /** Parts of a composite, in order. */
  readonly components: readonly { readonly param: SearchParam; readonly expression: string }[];
}

/** Prefixes of number, date and quantity values. */
export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/**
 * One token value. `system` undefined: any system (`code`); empty: no system (`|code`).
 * `code` undefined: any code of the system (`system|`).
 */
export interface TokenValue {
  readonly system?: string;
  readonly code?: string;
}

/**
 * What is searched for, as a closed-open range [low, high); dates in ms since 1970 UTC. Against the range [lo, hi) of a
 * `RangeEntry`, and value by value, R4 means by
 * `eq`: low <= lo and hi <= high; `ne`: not `eq`; `gt`: hi > high; `lt`: lo < low; `ge`: `gt` or `eq`;
 * `le`: `lt` or `eq`; `sa`: lo >= high; `eb`: hi <= low; `ap`: lo < high and hi > low.
 * The parser has done the rest: with `eq` and `ne` of a number the range is that of its digits, with the other
 * prefixes the number itself, and with `ap` the range is already ten percent wider.
 */
export interface RangeValue {
  readonly prefix: Prefix;
  readonly low: number;
  readonly high: number;
}

/** A range with an optional unit. `unitSystem` undefined: unit matched as a code or as a printed unit. */
export interface QuantityValue extends RangeValue {
  readonly unitSystem?: string;
  readonly unit?: string;
}

/** A reference value. Exactly one of `id` and `url` is given. */
export interface ReferenceValue {
  readonly type?: string;
  readonly id?: string;
  /** An absolute address that is not this server's, or a canonical; without its `|version`. */
  readonly url?: string;
  readonly version?: string;
}

/**
 * The parts of a criterion that all kinds share. All criteria of a query must hold; `anyOf` is a choice. In a search
 * of several types `param` is that of the first of them: the others have one of the same code and type.
 */
interface On {
  readonly param: SearchParam;
}

export type Criterion =
  | (On & { readonly kind: 'token'; readonly anyOf: readonly TokenValue[]; readonly negated: boolean })
  /** `:text` on a token: starts-with on the words of text and display, case and accent insensitive. */
  | (On & { readonly kind: 'text'; readonly anyOf: readonly string[] })
  /** `:of-type`: an identifier by type and value. */
  | (On & {
      readonly kind: 'identifierOfType';
      readonly anyOf: readonly { system?: string; code: string; value: string }[];
    })
  | (On & {
      readonly kind: 'string';
      readonly match: 'prefix' | 'exact' | 'contains';
      readonly anyOf: readonly string[];
    })
  | (On & {
      readonly kind: 'uri';
      readonly match: 'exact' | 'below' | 'above';
      readonly anyOf: readonly string[];
    })
  | (On & { readonly kind: 'date' | 'number'; readonly anyOf: readonly RangeValue[] })
  | (On & { readonly kind: 'quantity'; readonly anyOf: readonly QuantityValue[] })
  | (On & {
      readonly kind: 'reference';
      readonly match: 'exact' | 'below' | 'above';
      readonly anyOf: readonly ReferenceValue[];
      readonly negated: boolean;
    })
  /** `:identifier`: the identifier inside the reference. */
  | (On & { readonly kind: 'referenceIdentifier'; readonly anyOf: readonly TokenValue[] })
  | (On & { readonly kind: 'composite'; readonly anyOf: readonly (readonly Criterion[])[] })
  | (On & { readonly kind: 'missing'; readonly missing: boolean })
  /** `subject:Patient.name=x`: the referenced resource, of one of these types, meets the criterion. */
  | (On & { readonly kind: 'chain'; readonly targets: readonly { type: string; criterion: Criterion }[] })
  /** `_has:Observation:patient:code=x`: a resource of `type` that points here by `param` meets the criterion. */
  | (On & { readonly kind: 'has'; readonly type: string; readonly criterion: Criterion })
  | { readonly kind: 'id'; readonly anyOf: readonly string[]; readonly negated: boolean }
  | { readonly kind: 'lastUpdated'; readonly anyOf: readonly RangeValue[] }
  /** In the compartment of this patient, as the store placed it (`Placement`); the Patient itself included. */
  | { readonly kind: 'compartment'; readonly patientId: string }
  /** What can never match, for instance a value set without members. */
  | { readonly kind: 'never' };

export interface SortKey {
  /** `_id` and `_lastUpdated` have no parameter of their own. */
  readonly by: '_id' | '_lastUpdated' | SearchParam;
  readonly descending: boolean;
}

export interface Include {
  /** `_revinclude` when true. */
  readonly reverse: boolean;
  readonly iterate: boolean;
  /** The type that holds the reference; `*` for any. */
  readonly source: string;
  /** The reference parameter; undefined for `*`, every reference parameter of the source. */
  readonly param?: SearchParam;
  readonly targetType?: string;
}

export interface SearchQuery {
  /** The types searched; more than one only for a search on the whole system (`_type`). */
  readonly types: readonly string[];
  readonly criteria: readonly Criterion[];
  /** Empty: newest first. */
  readonly sort: readonly SortKey[];
  /** Matches per page, 0 when only the total is asked for. */
  readonly count: number;
  /** With `none` a total is still given where it costs nothing: when the first page holds every match. */
  readonly total: 'none' | 'accurate';
  readonly includes: readonly Include[];
  /** Opaque position from an earlier page's next or previous link. */
  readonly cursor?: string;
}
