import type { Criterion, SearchParam } from '@caecilia/fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, type StartedEngine } from './engines.ts';
import { type Handmade, type HandmadeStore, handmadeStore } from './handmade-store.ts';

/** What a test file has to say about searches on one engine. */
export interface HandmadeSuite {
  /** A test, skipped where the engine is not there. */
  test(title: string, work: (store: HandmadeStore) => Promise<void>): void;
  /** A test that these criteria find these ids of the type, and that the totals say the same. */
  finds(
    title: string,
    type: string,
    criteria: Criterion | readonly Criterion[],
    ids: readonly string[],
  ): void;
}

/** Runs a suite on every engine, on a store filled with the fixtures. `params` are known to wildcard includes. */
export function onEachEngine(
  fixtures: readonly Handmade[],
  suite: (on: HandmadeSuite) => void,
  params: readonly SearchParam[] = [],
): void {
  describe.each(ENGINES)('on $name', ({ skipped, start }) => {
    let engine: StartedEngine;
    let store: HandmadeStore;
    beforeAll(async () => {
      if (skipped !== undefined) return;
      engine = await start();
      store = await handmadeStore(engine, params);
      await store.add(...fixtures);
    });
    afterAll(async () => await engine?.stop());

    const test: HandmadeSuite['test'] = (title, work) =>
      it.skipIf(skipped)(title, async () => await work(store));
    suite({
      test,
      finds: (title, type, criteria, ids) =>
        test(title, async ({ find }) => {
          const found = await find(type, ...('kind' in criteria ? [criteria] : criteria));
          expect(found.toSorted()).toEqual(ids.map((id) => `${type}/${id}`).toSorted());
        }),
    });
  });
}
