import type { Store } from '@caecilia/store';

/** How often what holds at reading already is written down. In every answer it is worked out anew: nobody waits for it. */
const EVERY_MS = 5 * 60_000;

/** Where the operator is told. */
export interface UpkeepLog {
  info(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}

/** What upkeep is run on. */
export interface UpkeepHouse {
  /** `logRefusedSince` is set while the log takes no lines, and so nothing is read or written. */
  readonly store: Pick<Store, 'session' | 'logRefusedSince'>;
  readonly log: UpkeepLog;
}

/** What is done each time, and how the operator is told. */
export interface UpkeepWork {
  /** Does it, and answers how many there were. */
  readonly work: () => Promise<number>;
  readonly done: string;
  readonly failed: string;
}

/**
 * Does something every five minutes, never twice at once, and rests while the house is read-only. Every server of the
 * house may do it, at the same time. Tells the operator how many there were, and once that it does not work.
 */
export function keepDoing({ store, log }: UpkeepHouse, { work, done, failed }: UpkeepWork) {
  let [isTold, going]: [boolean, Promise<void> | undefined] = [false, undefined];
  const once = async () => {
    if (store.logRefusedSince() !== undefined) return;
    try {
      const count = await work();
      if (count > 0) log.info({ count }, done);
      isTold = false;
    } catch (error) {
      if (!isTold) log.error({ err: error }, failed);
      isTold = true;
    }
  };
  const tick = () => {
    going ??= once().finally(() => {
      going = undefined;
    });
    return going;
  };
  const timer = setInterval(() => void tick(), EVERY_MS).unref();
  return {
    /** Does it now. */
    now: tick,
    async stop(): Promise<void> {
      clearInterval(timer);
      await going;
    },
  };
}
