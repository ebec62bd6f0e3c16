import type { Store } from '@caecilia/store';

/** How often what waits in the spool is offered to the log. */
const EVERY_MS = 5_000;

/** Where the operator is told. */
export interface UpkeepLog {
  error(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
}

/**
 * Takes into the log what waits in the spool, as soon as the log takes lines again; also what a process left there that
 * is no more. Tells the operator once that the log takes no lines, and once that it does again.
 */
export function keepLog(store: Pick<Store, 'recoverLog' | 'logRefusedSince'>, log: UpkeepLog) {
  let told = false;
  let going: Promise<void> | undefined;
  const recover = async () => {
    const since = store.logRefusedSince()?.toISOString();
    if (since !== undefined && !told)
      log.error({ since }, 'the log takes no lines: reads fail, emergency access goes to the spool');
    told = since !== undefined;
    try {
      const taken = await store.recoverLog();
      if (since !== undefined || taken > 0)
        log.warn({ since, taken }, 'the log took in what waited in the spool');
      told = false;
    } catch (error) {
      // Expected while the log refuses, and told of above; anything else must be seen.
      if (!told) log.error({ err: error }, 'what waits in the spool could not be taken into the log');
    }
  };
  const tick = () => {
    going ??= recover().finally(() => {
      going = undefined;
    });
  };
  tick();
  const timer = setInterval(tick, EVERY_MS).unref();
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await going;
    },
  };
}
