export type { Extractor, Indexer, IndexRows, RangeRow, TextRow } from './extraction.ts';
export type { SearchAnswer, Searcher } from './searcher.ts';
export type { BatchCount, Store, StoreCounts, StoreLimits, StoreOptions } from './store.ts';
export { openStore } from './store.ts';
