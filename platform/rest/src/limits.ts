/** How much this floor takes and does at once. Each is a key of the configuration. */
export interface Limits {
  /** Bytes of a body, also after decompression. */
  readonly bodyBytes: number;
  /** The same, of a Bundle that is created or updated as one resource at `/Bundle`; at least `bodyBytes`. */
  readonly bundleBytes: number;
  /** Nesting of JSON objects and arrays, or of XML elements. */
  readonly depth: number;
  /** Entries of a batch or transaction. */
  readonly bundleEntries: number;
  /** Characters of an address with its query. */
  readonly urlLength: number;
  /** Bytes of all request headers together with the request line. */
  readonly headerBytes: number;
  /** Matches per page when `_count` is absent. */
  readonly pageSize: number;
  /** Matches per page at most; a larger `_count` is lowered to it. */
  readonly pageSizeMax: number;
  /** Requests answered at the same time. */
  readonly inFlight: number;
  /** Requests that wait for their turn beyond those; one more is refused with 503. */
  readonly waiting: number;
  /** Milliseconds in which a whole request must have arrived. */
  readonly requestTimeoutMs: number;
}

/** The limits of an installation that sets none. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 10 * 1024 * 1024,
  bundleBytes: 64 * 1024 * 1024,
  depth: 64,
  bundleEntries: 5000,
  urlLength: 16_000,
  headerBytes: 32_768,
  pageSize: 50,
  pageSizeMax: 1000,
  inFlight: 128,
  waiting: 1024,
  requestTimeoutMs: 120_000,
};
