import { afterAll, beforeAll } from 'vitest';
import type { Engine, OpenedStore, StartedEngine } from './engines.ts';
import { smallStore } from './small-store.ts';

/**
 * Opens a small store before the tests of a block, and stops its engine after them. `use` gets the store, to keep it
 * and to write what the tests look at. Nothing happens where the engine is skipped.
 */
export function withSmallStore(
  { skipped, start, now }: Pick<Engine, 'skipped' | 'start'> & { readonly now?: () => Date },
  use: (opened: OpenedStore, engine: StartedEngine) => void | Promise<void>,
): void {
  let engine: StartedEngine | undefined;
  beforeAll(async () => {
    if (skipped !== undefined) return;
    engine = await start();
    await use(await smallStore(engine, now), engine);
  });
  afterAll(async () => await engine?.stop());
}
