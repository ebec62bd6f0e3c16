import type { HandOver } from '@caecilia/exchange';
import { keepDoing, type UpkeepHouse } from '../upkeep.ts';
import { HAND_OVER_KEEPER } from './hand-over-duty.ts';
import { type HandOverParts, handOversOf } from './hand-overs.ts';

const FIRST_PAUSE_MS = 5 * 60_000;
const A_DAY_MS = 24 * 3_600_000;

/** What it is run on. */
export interface HandOverUpkeep extends UpkeepHouse, Pick<HandOverParts, 'readSearch' | 'now'> {
  /** Sends one again to another system; absent where there is none. */
  readonly again?: ((handOver: HandOver) => Promise<unknown>) | undefined;
}

/** Pauses between tries of one hand-over, each twice as long as the one before: each try is a version of the record. */
class Pauses {
  readonly #known = new Map<string, { readonly until: number; readonly lengthMs: number }>();

  isOver(id: string, now: number): boolean {
    const known = this.#known.get(id);
    if (known !== undefined && known.until > now) return false;
    const lengthMs = (known?.lengthMs ?? FIRST_PAUSE_MS / 2) * 2;
    this.#known.set(id, { until: now + lengthMs, lengthMs });
    // Those of yesterday are not tried any more.
    for (const [other, { until }] of this.#known) if (until < now - A_DAY_MS) this.#known.delete(other);
    return true;
  }
}

/**
 * Gives the team of who sent something a task where nobody opened it within 24 hours, and sends again what another
 * system could not take.
 */
export function keepHandOvers({ store, readSearch, now, log, again }: HandOverUpkeep) {
  const handOvers = handOversOf({ session: (caller) => store.session(caller), readSearch, now });
  const pauses = new Pauses();
  const work = async () => {
    const count = await handOvers.tellUnread(HAND_OVER_KEEPER);
    if (again === undefined) return count;
    for (const each of await handOvers.toTry(HAND_OVER_KEEPER))
      if (pauses.isOver(each.id, now().getTime())) await again(each);
    return count;
  };
  return keepDoing(
    { store, log },
    {
      work,
      done: 'hand-overs that nobody opened became tasks of who sent them',
      failed: 'hand-overs that nobody opened could not be looked for',
    },
  );
}
