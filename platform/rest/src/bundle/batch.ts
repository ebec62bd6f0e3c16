import type { FhirResource } from '@caecilia/fhir';
import type { Problem } from '@caecilia/kernel';
import type { Answer, FhirContext, WritingExchange } from '../exchange.ts';
import { problemOf, problemWithin } from '../outcome.ts';
import { entriesOf, type PlannedEntry, placeOf, planEntry } from './plan.ts';
import { type EntryEnd, responseBundle } from './response.ts';

/** How many entries are worked on at once: those that wait for the database together share its statements. */
const AT_ONCE = 16;

const RANK = { DELETE: 0, POST: 1, PUT: 2, PATCH: 2, GET: 3 } as const;

/** A batch (R4 3.1.0.11.1): each entry by itself; one that fails leaves the others alone. */
export async function batch(
  context: FhirContext,
  { base, report }: WritingExchange,
  bundle: FhirResource,
  performEntry: (entry: PlannedEntry) => Promise<Answer>,
  /** Told of entries that cannot be read, which are nobody's interaction. */
  tell: (problem: Problem) => Promise<void>,
): Promise<Answer> {
  const isType = (name: string) => context.model.resourceTypes.has(name);
  const entries = entriesOf(bundle, context.limits.bundleEntries);
  const ends: EntryEnd[] = [];
  const refuse = (error: unknown, index: number): EntryEnd => {
    const problem = problemOf(error);
    if (problem.status >= 500) report(problem);
    return { kind: 'refusal', problem: problemWithin(problem, placeOf(index)) };
  };
  const unread: Problem[] = [];
  const planned = entries.flatMap((entry, index) => {
    try {
      return [planEntry(entry, index, { isType, base })];
    } catch (error) {
      ends[index] = refuse(error, index);
      unread.push(problemOf(error));
      return [];
    }
  });
  for (const problem of unread) await tell(problem);
  for (const rank of [0, 1, 2, 3]) {
    const together = planned.filter(({ method }) => RANK[method] === rank);
    await inTurn(together, AT_ONCE, async (entry) => {
      try {
        ends[entry.index] = { kind: 'answer', answer: await performEntry(entry) };
      } catch (error) {
        ends[entry.index] = refuse(error, entry.index);
      }
    });
  }
  return { status: 200, headers: {}, content: responseBundle('batch-response', ends) };
}

async function inTurn<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
