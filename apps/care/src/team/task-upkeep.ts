import type { Store } from '@caecilia/store';
import { type TeamOverRecord, teamsOf, watchTasks } from '@caecilia/team';
import { TIME_ZONE } from '../time-zone.ts';
import { TASK_MOVER } from './task-duty.ts';

/** How often tasks are looked through. In every answer it is worked out anew, so nobody waits for this. */
const EVERY_MS = 5 * 60_000;

/** Where the operator is told. */
export interface UpkeepLog {
  info(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}

/** What it is run on. */
export interface TaskUpkeep extends Pick<TeamOverRecord, 'readSearch' | 'now'> {
  /** `logRefusedSince` is set while the log takes no lines, and so nothing is read or written. */
  readonly store: Pick<Store, 'session' | 'logRefusedSince'>;
  readonly log: UpkeepLog;
}

/**
 * Writes into the record what holds at reading already: tasks of who is away or left, and overdue ones, go to their role.
 * Rests while the house is read-only. Tells the operator how many went, and once that it does not work.
 */
export function keepTasks({ store, readSearch, now, log }: TaskUpkeep) {
  const session: TeamOverRecord['session'] = (caller) => store.session(caller);
  const team = { session, planning: session, readSearch, now, timeZone: TIME_ZONE };
  const watches = new Map<string, () => Promise<number>>();
  let [failed, going]: [boolean, Promise<void> | undefined] = [false, undefined];
  const once = async () => {
    if (store.logRefusedSince() !== undefined) return;
    try {
      let count = 0;
      for (const { reference } of await teamsOf(team, TASK_MOVER)) {
        const watch = watches.get(reference) ?? watchTasks(team, TASK_MOVER, reference);
        watches.set(reference, watch);
        count += await watch();
      }
      if (count > 0) log.info({ count }, 'tasks of who is away, and overdue ones, went to their role');
      failed = false;
    } catch (error) {
      // Until it works again the tasks are shown with their role all the same.
      if (!failed) log.error({ err: error }, 'tasks of who is away could not be given to their role');
      failed = true;
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
    /** Looks through them now. */
    now: tick,
    async stop(): Promise<void> {
      clearInterval(timer);
      await going;
    },
  };
}
