import type { ServerProcess } from '../e2e/server-process.ts';
import type { Figure } from './figures.ts';
import { fill } from './fill.ts';
import { OBSERVATIONS_EACH, PATIENTS } from './invented-records.ts';
import { searchOf } from './loads.ts';
import { achieved } from './pairs.ts';

const MORE_PATIENTS = 14_400;
/** Filled in so many steps, each told. */
const STEPS = 12;

/** What happens when the record grows tenfold: patient-scoped work must not notice. */
export async function growthFigures(server: ServerProcess): Promise<Figure[]> {
  const before = await patientScoped(server);
  const patients = MORE_PATIENTS / STEPS;
  for (let step = 0; step < STEPS; step += 1) {
    console.error(`Filling to a million resources: ${step} of ${STEPS}`);
    await fill(server, { patients, observationsEach: OBSERVATIONS_EACH, from: PATIENTS + step * patients });
  }
  const after = await patientScoped(server);
  return [
    {
      name: 'patient-scoped p50, 10⁶ against 10⁵',
      unit: 'times',
      goal: { kind: 'most', value: 1.25 },
      ours: after.p50 / before.p50,
    },
    { name: 'patient-scoped p95 at 10⁶', unit: 'ms', goal: { kind: 'most', value: 10 }, ours: after.p95 },
  ];
}

async function patientScoped(server: ServerProcess) {
  const { accept, authorization } = server.headers as { accept: string; authorization: string };
  const paths = Array.from({ length: 200 }, (_, n) => searchOf(n));
  const headers = { accept, authorization };
  return await achieved({ url: `${server.url}/fhir`, headers, method: 'GET', connections: 2, paths }, 5);
}
