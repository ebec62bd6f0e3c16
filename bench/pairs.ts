import type { ServerProcess } from '../e2e/server-process.ts';
import type { BarePostgresql } from './bare-postgresql.ts';
import type { Goal } from './figures.ts';
import { CODES, observation, PATIENTS, patientId } from './invented-records.ts';
import { type Achieved, type Load, run } from './load.ts';

/** Something measured in turns with its counterpart. */
export interface Pair {
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal;
  ours(seconds: number): Promise<number>;
  readonly bare?: (seconds: number) => Promise<number>;
}

const CONNECTIONS = 32;

/** Reads and searches, as they are repeated. */
export async function readLoads(
  server: ServerProcess,
): Promise<readonly { readonly name: string; readonly load: Omit<Load, 'seconds'> }[]> {
  const base = readBase(server);
  const ids = await idsOf(base.url, base.headers);
  return [
    { name: 'read by id, logged', load: { ...base, paths: ids } },
    { name: 'Observation?patient&code, 20', load: { ...base, paths: searches() } },
    { name: 'Patient?name', load: { ...base, paths: names() } },
  ];
}

function readBase(server: ServerProcess): Omit<Load, 'paths' | 'seconds'> {
  const { accept, authorization } = server.headers as { accept: string; authorization: string };
  return {
    url: `${server.url}/fhir`,
    headers: { accept, authorization },
    method: 'GET',
    connections: CONNECTIONS,
  };
}

/** Every figure that is a request repeated for some seconds. */
export async function pairsFor(server: ServerProcess, bare: BarePostgresql): Promise<readonly Pair[]> {
  const base = readBase(server);
  const measure = async (load: Omit<Load, 'seconds'>, seconds: number): Promise<Achieved> => {
    const achieved = await run({ ...load, seconds });
    if (achieved.errors > 0)
      throw new Error(`${achieved.errors} requests failed: the figure would not be true`);
    return achieved;
  };
  const rate = (load: Omit<Load, 'seconds'>) => async (seconds: number) =>
    (await measure(load, seconds)).perSecond;
  const p95 = (load: Omit<Load, 'seconds'>) => async (seconds: number) => (await measure(load, seconds)).p95;
  const creates: Omit<Load, 'seconds'> = {
    ...base,
    method: 'POST',
    headers: { ...server.headers, prefer: 'return=minimal' },
    paths: ['/Observation'],
    bodies: Array.from({ length: 500 }, (_, n) => JSON.stringify(observation(n % PATIENTS, 1000 + n))),
  };
  const ids = await idsOf(base.url, base.headers);
  const whole = Array.from({ length: PATIENTS }, (_, n) => `/Observation?patient=${patientId(n)}&_count=25`);
  const few = { ...base, connections: 4 };
  return [
    {
      name: 'create, durable',
      unit: '/s',
      goal: { kind: 'share', value: 0.35 },
      ours: rate(creates),
      bare: bare.insert,
    },
    {
      name: 'read by id, logged',
      unit: '/s',
      goal: { kind: 'share', value: 0.35 },
      ours: rate({ ...base, paths: ids }),
      bare: bare.read,
    },
    {
      name: 'Observation?patient&code, 20',
      unit: '/s',
      goal: { kind: 'share', value: 0.6 },
      ours: rate({ ...base, paths: searches() }),
      bare: bare.query,
    },
    // Six times the 818 a second that a peer reached on such a machine (the figure of the design).
    {
      name: 'Patient?name',
      unit: '/s',
      goal: { kind: 'least', value: 4908 },
      ours: rate({ ...base, paths: names() }),
    },
    {
      name: 'whole patient, 25 resources, p95',
      unit: 'ms',
      goal: { kind: 'most', value: 25 },
      ours: p95({ ...few, paths: whole }),
    },
  ];
}

const searches = () =>
  Array.from(
    { length: PATIENTS },
    (_, n) =>
      `/Observation?patient=${patientId(n)}&code=http://loinc.org%7C${CODES[n % CODES.length]}&_count=20`,
  );

const names = () => Array.from({ length: 997 }, (_, n) => `/Patient?name=meetpersoon${n}&_count=20`);

interface Page {
  readonly entry?: readonly { readonly resource: { readonly id: string } }[];
}

/** Ids of a thousand observations of different patients. */
async function idsOf(url: string, headers: Readonly<Record<string, string>>): Promise<string[]> {
  const found: string[] = [];
  for (let n = 0; n < PATIENTS; n += 8) {
    const response = await fetch(`${url}/Observation?patient=${patientId(n)}&_count=5`, { headers });
    const { entry = [] } = (await response.json()) as Page;
    found.push(...entry.map(({ resource }) => `/Observation/${resource.id}`));
  }
  return found;
}
