import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasShared, SHARED } from '../e2e/shared-data.ts';
import type { Figure } from './figures.ts';
import type { Asked } from './loads.ts';
import { achieved } from './pairs.ts';

const PZP = 'data/pzp';
const CORPUS = 'beta3';
/** Patients with a whole record of advance care planning. */
const COPIES = 60;

interface Query {
  readonly request: string;
}

/**
 * The whole PZP set of a patient in one round trip: the queries of the standard as one batch. The invented patient of the
 * test data beside the repository is put into the record several times, under other ids; nothing where it is absent.
 */
export async function pzpSetFigures(server: Asked, size: string): Promise<Figure[]> {
  if (!hasShared(PZP)) return [];
  const bundle = readFileSync(join(SHARED, PZP, 'bundles', `hendrik-${CORPUS}.json`), 'utf8');
  const ids = [...new Set([...bundle.matchAll(/"id":\s*"([^"]+)"/g)].map(([, id = '']) => id))];
  const expected = JSON.parse(readFileSync(join(SHARED, PZP, 'expected', `${CORPUS}.json`), 'utf8')) as {
    readonly patients: Readonly<Record<string, readonly Query[]>>;
  };
  const requests = Object.values(expected.patients).flat();
  const bodies: string[] = [];
  for (let copy = 0; copy < COPIES; copy += 1) {
    const renamed = (text: string) => ids.reduce((all, id) => all.replaceAll(id, `b${copy}-${id}`), text);
    await load(server, renamed(bundle));
    bodies.push(renamed(batchOf(requests)));
  }
  const headers = { ...server.headers, 'content-type': 'application/fhir+json' };
  const body = { url: `${server.url}/fhir`, headers, method: 'POST', paths: ['/'], bodies } as const;
  await refuseEmpty(server, bodies[0] ?? '');
  await achieved({ ...body, connections: 2 }, 2);
  const { p95 } = await achieved({ ...body, connections: 1 }, 4);
  return [
    {
      name: `whole PZP set of a patient, one round trip, p95 at ${size}`,
      unit: 'ms',
      goal: { kind: 'most', value: 10 },
      ours: p95,
    },
  ];
}

function batchOf(queries: readonly Query[]): string {
  const entry = queries.map(({ request }) => ({
    request: { method: 'GET', url: request.replace('GET [base]/', '') },
  }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
}

async function load(server: Asked, body: string): Promise<void> {
  const headers = { ...server.headers, 'content-type': 'application/fhir+json' };
  const response = await fetch(`${server.url}/fhir`, { method: 'POST', headers, body });
  if (response.status !== 200)
    throw new Error(`the PZP record was refused: ${(await response.text()).slice(0, 300)}`);
  await response.text();
}

interface Answered {
  readonly entry: readonly { readonly resource?: { readonly entry?: readonly unknown[] } }[];
}

/** Throws where the batch does not find what it should: then it would be quick for nothing. */
async function refuseEmpty(server: Asked, body: string): Promise<void> {
  const headers = { ...server.headers, 'content-type': 'application/fhir+json' };
  const response = await fetch(`${server.url}/fhir`, { method: 'POST', headers, body });
  const { entry } = (await response.json()) as Answered;
  const found = entry.reduce((sum, { resource }) => sum + (resource?.entry?.length ?? 0), 0);
  if (found < 20) throw new Error(`the queries of the PZP set found ${found} resources only`);
}
