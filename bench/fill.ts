import type { ServerProcess } from '../e2e/server-process.ts';
import { type Figure, median } from './figures.ts';
import { careTeam, observation, patient, transactionOf } from './invented-records.ts';

const TRANSACTION = 200;
const SENDERS = 4;

/** What the record was filled with. */
export interface Filled {
  /** Resources a second in transactions of 200. */
  readonly figure: Figure;
  /** Observations that were sent; patients and teams are not counted. */
  readonly resources: number;
}

/** Fills the record through the FHIR interface, in transactions of 200, four at a time; patients and who treats them first. */
export async function fill(
  server: ServerProcess,
  { patients, observationsEach, from = 0 }: { patients: number; observationsEach: number; from?: number },
): Promise<Filled> {
  const send = async (resources: readonly Record<string, unknown>[]) => {
    const body = transactionOf(resources);
    const started = performance.now();
    const response = await fetch(`${server.url}/fhir`, {
      method: 'POST',
      headers: { ...server.headers, prefer: 'return=minimal' },
      body,
    });
    if (response.status !== 200)
      throw new Error(`filling was refused (${response.status}): ${(await response.text()).slice(0, 300)}`);
    await response.text();
    return { at: performance.now(), ms: performance.now() - started, resources: resources.length };
  };
  const numbers = Array.from({ length: patients }, (_, index) => from + index);
  for (const make of [patient, careTeam]) {
    for (let start = 0; start < numbers.length; start += TRANSACTION)
      await send(numbers.slice(start, start + TRANSACTION).map(make));
  }
  const total = patients * observationsEach;
  let next = 0;
  const sent: { at: number; resources: number }[] = [];
  const started = performance.now();
  const sender = async () => {
    while (next < total) {
      const first = next;
      next = Math.min(first + TRANSACTION, total);
      const numbered = Array.from({ length: next - first }, (_, index) => first + index);
      sent.push(
        await send(
          numbered.map((n) => observation(from + Math.floor(n / observationsEach), n % observationsEach)),
        ),
      );
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return {
    resources: total,
    figure: {
      name: 'transaction of 200',
      unit: 'resources/s',
      goal: { kind: 'least', value: 8000 },
      ours: medianRate(sent, started),
    },
  };
}

/** The median over slices of a second, so that a pause of the machine counts once. */
function medianRate(sent: readonly { at: number; resources: number }[], started: number): number {
  const slices = new Map<number, number>();
  for (const { at, resources } of sent) {
    const slice = Math.floor((at - started) / 1000);
    slices.set(slice, (slices.get(slice) ?? 0) + resources);
  }
  const whole = [...slices].filter(([slice]) => slice < Math.max(...slices.keys())).map(([, count]) => count);
  return median(whole.length > 0 ? whole : [...slices.values()]);
}
