export type { Extractor } from './extraction.ts';
export { isKept } from './search/merged-params.ts';
export { createSearcher } from './search/search-records.ts';
export type { SearchAnswer, Searcher } from './searcher.ts';
export type { BatchCount, Store, StoreCounts, StoreLimits, StoreOptions } from './store.ts';
export { openStore } from './store.ts';
export type { DestructionOrder, DestructionProof } from './upkeep/destroy.ts';
export type { InstalledPack, Pack } from './upkeep/packs.ts';
export type { ReindexOptions, ReindexReport } from './upkeep/reindex.ts';
