import type { BarePostgresql } from './bare-postgresql.ts';
import type { Goal } from './figures.ts';
import { type Achieved, run } from './load.ts';
import type { Loads, Repeated } from './loads.ts';

/** Something measured in turns with its counterpart. */
export interface Pair {
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal;
  ours(seconds: number): Promise<number>;
  readonly bare?: (seconds: number) => Promise<number>;
}

/** Every figure that is a request repeated for some seconds. */
export function pairsFor(loads: Loads, bare: BarePostgresql): readonly Pair[] {
  return [
    {
      name: 'create, durable',
      unit: '/s',
      goal: { kind: 'share', value: 0.35 },
      ours: rate(loads.create),
      bare: bare.insert,
    },
    {
      name: 'read by id, logged',
      unit: '/s',
      goal: { kind: 'share', value: 0.35 },
      ours: rate(loads.read),
      bare: bare.read,
    },
    {
      name: 'Observation?patient&code, 20',
      unit: '/s',
      goal: { kind: 'share', value: 0.6 },
      ours: rate(loads.search),
      bare: bare.query,
    },
    // Six times the 818 a second that a peer reached on such a machine (the figure of the design).
    {
      name: 'Patient?name',
      unit: '/s',
      goal: { kind: 'least', value: 4908 },
      ours: rate(loads.names),
    },
    {
      name: 'whole patient, 25 resources, p95',
      unit: 'ms',
      goal: { kind: 'most', value: 25 },
      ours: async (seconds) => (await achieved(loads.whole, seconds)).p95,
    },
  ];
}

const rate = (load: Repeated) => async (seconds: number) => (await achieved(load, seconds)).perSecond;

/** Throws where a request failed: the figure would not be true. */
export async function achieved(load: Repeated, seconds: number): Promise<Achieved> {
  const result = await run({ ...load, seconds });
  if (result.errors > 0) throw new Error(`${result.errors} requests failed: the figure would not be true`);
  return result;
}
