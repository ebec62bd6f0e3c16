import { createHash } from 'node:crypto';
import type { SearchRegistry } from '@caecilia/fhir';
import type { Store } from '@caecilia/store';

/** A line for the log: how far the making of search entries is. */
export type Told = (facts: Readonly<Record<string, number>>, sentence: string) => void;

/** Making search entries again, beside everything else. */
export interface IndexUpkeep {
  /** Settles when it is done or was stopped. */
  readonly done: Promise<void>;
  /** Stops after the page under way; the next start goes on. */
  stop(): Promise<void>;
}

const SETTING = 'search parameters of the entries';

/**
 * Makes the search entries of the record again where they were made with other search parameters than those in use:
 * a pack was installed, or this release knows more. Reads and writes go on; a search by a new parameter misses
 * resources that were not reached yet, which is why the log says how far it is. What was done is noted at the end only,
 * so that an interruption is made good at the next start.
 */
export function keepIndexed(store: Store, registry: SearchRegistry, told: Told): IndexUpkeep {
  const stopping = new AbortController();
  const done = bringUpToDate(store, fingerprintOf(registry), told, stopping.signal).catch(
    (error: unknown) => {
      told({}, `search entries could not be made again; the next start tries again (${nameOf(error)})`);
    },
  );
  return {
    done,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function bringUpToDate(store: Store, wanted: string, told: Told, signal: AbortSignal): Promise<void> {
  if ((await store.readSetting(SETTING)) === wanted) return;
  const started = Date.now();
  let lastTold = started;
  const report = await store.reindex({
    signal,
    onProgress(checked, total) {
      if (Date.now() - lastTold < 5000) return;
      lastTold = Date.now();
      const secondsLeft = Math.round(
        ((lastTold - started) / 1000 / Math.max(checked, 1)) * (total - checked),
      );
      told({ checked, total, secondsLeft }, 'making search entries again');
    },
  });
  if (signal.aborted) return;
  await store.saveSetting(SETTING, wanted);
  if (report.checked > 0) told({ ...report }, 'search entries are up to date');
}

/** Changes when any parameter is added, taken away or reads something else. */
function fingerprintOf(registry: SearchRegistry): string {
  const hash = createHash('sha256');
  for (const type of [...registry.resourceTypes].sort()) {
    const params = registry
      .list(type)
      .map(({ code, type: kind, expression }) => `${type} ${code} ${kind} ${expression}`);
    hash.update(params.sort().join('\n'));
  }
  return hash.digest('hex');
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
