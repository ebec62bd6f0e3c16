import type { ServerProcess } from '../e2e/server-process.ts';
import { CLIENTS } from './clients.ts';
import { codeOf, observation, PATIENTS, patientId } from './invented-records.ts';
import type { Load } from './load.ts';

/** A load of which only the length is still to be said. */
export type Repeated = Omit<Load, 'seconds'>;

const FEW = 4;

/** Every request that is measured by repeating it. */
export interface Loads {
  readonly create: Repeated;
  readonly read: Repeated;
  readonly search: Repeated;
  readonly names: Repeated;
  readonly whole: Repeated;
}

/** A server that takes requests. */
export type Asked = Pick<ServerProcess, 'url' | 'headers'>;

/** The requests for a record that `fill` filled, about the first so many of its patients. */
export async function loadsFor(server: Asked, patients = PATIENTS): Promise<Loads> {
  const url = `${server.url}/fhir`;
  const { accept, authorization } = server.headers as { accept: string; authorization: string };
  const base = { url, headers: { accept, authorization }, method: 'GET', connections: CLIENTS } as const;
  const ofPatients = (path: (n: number) => string) => Array.from({ length: patients }, (_, n) => path(n));
  return {
    create: {
      ...base,
      method: 'POST',
      headers: { ...server.headers, prefer: 'return=minimal' },
      paths: ['/Observation'],
      bodies: Array.from({ length: 500 }, (_, n) => JSON.stringify(observation(n % patients, 1000 + n))),
    },
    read: { ...base, paths: await idsOf(url, base.headers, patients) },
    search: { ...base, paths: ofPatients(searchOf) },
    names: {
      ...base,
      paths: Array.from({ length: 997 }, (_, n) => `/Patient?name=meetpersoon${n}&_count=20`),
    },
    whole: {
      ...base,
      connections: FEW,
      paths: ofPatients((n) => `/Observation?patient=${patientId(n)}&_count=25`),
    },
  };
}

interface Page {
  readonly entry?: readonly { readonly resource: { readonly id: string } }[];
}

/** A page of the measurement that is followed most of a patient: 20 and the knowledge that there are more. */
export function searchOf(patient: number): string {
  return `/Observation?patient=${patientId(patient)}&code=http://loinc.org%7C${codeOf(patient, 0)}&_count=20`;
}

/** Ids of a thousand observations of different patients. */
async function idsOf(
  url: string,
  headers: Readonly<Record<string, string>>,
  patients: number,
): Promise<string[]> {
  const found: string[] = [];
  for (let n = 0; n < patients; n += Math.ceil(patients / 200)) {
    const response = await fetch(`${url}/Observation?patient=${patientId(n)}&_count=5`, { headers });
    const { entry = [] } = (await response.json()) as Page;
    found.push(...entry.map(({ resource }) => `/Observation/${resource.id}`));
  }
  return found;
}
