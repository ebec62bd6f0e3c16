import type { Store } from '@caecilia/store';

/** The store's counts, flat, as the metrics show them. */
export function countersOf(store: Store): Readonly<Record<string, number>> {
  const { batches, transactionsRunAgain, batchesTakenApart, emergenciesBlocked } = store.counts();
  const counters: Record<string, number> = {
    emergencies_blocked: emergenciesBlocked,
    log_refused: store.logRefusedSince() === undefined ? 0 : 1,
    transactions_run_again: transactionsRunAgain,
    batches_taken_apart: batchesTakenApart,
  };
  for (const [kind, count] of Object.entries(batches)) {
    counters[`${kind}_batches`] = count.batches;
    counters[`${kind}_batched`] = count.items;
    counters[`${kind}_waited_ms`] = count.waitedMs;
  }
  return counters;
}
