import { Problem } from '@caecilia/kernel';
import type { OpenedStore, StartedEngine } from './engines.ts';
import { smallExtractor } from './small-extraction.ts';

/** A store that knows only the few search entries of `small-extraction.ts`, and no search. */
export async function smallStore(engine: StartedEngine, now = () => new Date()): Promise<OpenedStore> {
  return await engine.open({
    extractor: smallExtractor,
    searcher: () => Promise.reject(new Problem('not-supported', 'this store of the tests does not search')),
    now,
  });
}
