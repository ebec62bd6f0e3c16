import type { HandOver } from '@caecilia/exchange';
import type { Store } from '@caecilia/store';
import type { UpkeepLog } from '../team/task-upkeep.ts';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import { type HandOverParts, handOversOf } from './hand-overs.ts';

/** How often the house looks for what nobody opened. */
const EVERY_MS = 5 * 60_000;
const A_DAY_MS = 24 * 3_600_000;

/** What it is run on. */
export interface HandOverUpkeep extends Pick<HandOverParts, 'readSearch' | 'now'> {
  /** `logRefusedSince` is set while the log takes no lines, and so nothing is read or written. */
  readonly store: Pick<Store, 'session' | 'logRefusedSince'>;
  readonly log: UpkeepLog;
  /** Sends one again to another system; absent where there is none. */
  readonly again?: ((handOver: HandOver) => Promise<unknown>) | undefined;
}

/** Pauses between tries of one hand-over, each twice as long as the one before: each try is a version of the record. */
class Pauses {
  readonly #known = new Map<string, { readonly until: number; readonly lengthMs: number }>();

  isOver(id: string, now: number): boolean {
    const known = this.#known.get(id);
    if (known !== undefined && known.until > now) return false;
    const lengthMs = (known?.lengthMs ?? EVERY_MS / 2) * 2;
    this.#known.set(id, { until: now + lengthMs, lengthMs });
    // Those of yesterday are not tried any more.
    for (const [other, { until }] of this.#known) if (until < now - A_DAY_MS) this.#known.delete(other);
    return true;
  }
}

/**
 * Gives the team of who sent something a task where nobody opened it within 24 hours, and sends again what another system could not take. Every server of the house may do
 * it, at the same time. Rests while the house is read-only. Tells the operator how many, and once that it does not work.
 */
export function keepHandOvers({ store, readSearch, now, log, again }: HandOverUpkeep) {
  const handOvers = handOversOf({ session: (caller) => store.session(caller), readSearch, now });
  const pauses = new Pauses();
  let [failed, going]: [boolean, Promise<void> | undefined] = [false, undefined];
  const tryAgain = async (send: NonNullable<HandOverUpkeep['again']>) => {
    for (const each of await handOvers.toTry(HAND_OVER_KEEPER))
      if (pauses.isOver(each.id, now().getTime())) await send(each);
  };
  const once = async () => {
    if (store.logRefusedSince() !== undefined) return;
    try {
      const count = await handOvers.tellUnread(HAND_OVER_KEEPER);
      if (again !== undefined) await tryAgain(again);
      if (count > 0) log.info({ count }, 'hand-overs that nobody opened became tasks of who sent them');
      failed = false;
    } catch (error) {
      if (!failed) log.error({ err: error }, 'hand-overs that nobody opened could not be looked for');
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
    /** Looks now. */
    now: tick,
    async stop(): Promise<void> {
      clearInterval(timer);
      await going;
    },
  };
}
