import type { FhirResource, Placement, SearchEntries } from '@caecilia/fhir';

/**
 * What a resource can be found by, and where it stands. The store does not know search parameters; whoever opens
 * it hands this in. It must be a pure function of the resource: `verify` runs it again.
 */
export type Extractor = (resource: FhirResource) => {
  readonly entries: SearchEntries;
  readonly placement: Placement;
};

/** A distinct text of the dictionary `text_value`; 64-bit digests in decimal. */
export interface TextRow {
  readonly key: string;
  readonly tok: string;
  readonly norm: string;
}

/** A closed-open range of table `rng`; the key is a 64-bit digest in decimal, the units are 32-bit digests. */
export interface RangeRow {
  readonly key: string;
  readonly lo: number;
  readonly hi: number;
  readonly unitSystem: number | undefined;
  readonly unit: number | undefined;
}

/** Everything that is written to find one resource again. */
export interface IndexRows {
  /** 64-bit digests in decimal, without doubles. */
  readonly toks: readonly string[];
  readonly texts: readonly TextRow[];
  readonly ranges: readonly RangeRow[];
}

/** Turns entries into index rows (`search/index-rows.ts`). */
export type Indexer = (type: string, entries: SearchEntries, patientId?: string) => IndexRows;

/** A deletion can be found by nothing. */
export const NO_INDEX_ROWS: IndexRows = { toks: [], texts: [], ranges: [] };
