import type { Store } from '@caecilia/store';
import type { FastifyBaseLogger } from 'fastify';
import { standardsOf } from './care-plan.ts';
import { keepPlanReviews } from './conversation/review-upkeep.ts';
import { keepIndexed } from './index-upkeep.ts';
import type { Language } from './language.ts';
import { keepSupplies } from './letter/supply-upkeep.ts';
import { keepLog } from './log-upkeep.ts';
import type { PackInUse } from './packs.ts';
import { readSearchIn } from './read-search.ts';
import { keepTasks } from './team/task-upkeep.ts';
import { TIME_ZONE } from './time-zone.ts';

/** What is kept up while the house is open. */
export interface HouseKept {
  readonly store: Store;
  readonly language: Language;
  readonly packs: readonly PackInUse[];
  readonly now: () => Date;
}

const A_DAY_MS = 86_400_000;

/** Everything that is done from time to time while the house is open. */
export function keepHouse({ store, language, packs, now }: HouseKept, log: FastifyBaseLogger) {
  const readSearch = readSearchIn(language, now);
  const all = [
    keepIndexed(store, language.searchParameters, (facts, sentence) => log.info(facts, sentence)),
    keepLog(store, log),
    keepTasks({ store, now, readSearch, log }),
    keepSupplies({ store, now, readSearch, timeZone: TIME_ZONE, log }),
    keepPlanReviews({ store, now, readSearch, standards: standardsOf(packs), timeZone: TIME_ZONE, log }),
  ];
  const months = setInterval(() => {
    store
      .prepareLog()
      .catch((error: unknown) => log.error({ err: error }, 'the log is not ready for next month'));
  }, A_DAY_MS).unref();
  return {
    async stop(): Promise<void> {
      clearInterval(months);
      for (const each of all) await each.stop();
    },
  };
}
