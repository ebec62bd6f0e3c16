import { type Caller, callerOf, type PolicyTable, type Principal, type Standing } from '@caecilia/kernel';

/** Callers of one standing that are kept; whoever changes patient or token often starts anew. */
const MOST = 1_000;

/**
 * Callers as the policy makes them, each made once for as long as its standing is remembered: what the store works out of
 * a scope it keeps with the scope. A caller follows from principal, policy and standing alone, and no relation is in it:
 * those are asked of the database each time.
 */
export class KnownCallers {
  readonly #policy: PolicyTable;
  readonly #known = new WeakMap<Standing, Map<string, Caller>>();

  constructor(policy: PolicyTable) {
    this.#policy = policy;
  }

  of(principal: Principal, standing: Standing): Caller {
    const mine = this.#of(standing);
    const key = JSON.stringify(principal);
    const known = mine.get(key);
    if (known !== undefined) return known;
    const caller = callerOf(principal, this.#policy, standing);
    if (mine.size >= MOST) mine.clear();
    mine.set(key, caller);
    return caller;
  }

  #of(standing: Standing): Map<string, Caller> {
    const mine = this.#known.get(standing) ?? new Map<string, Caller>();
    this.#known.set(standing, mine);
    return mine;
  }
}
