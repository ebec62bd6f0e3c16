import type { ServerProcess } from '../e2e/server-process.ts';
import type { Figure } from './figures.ts';
import { fill } from './fill.ts';
import { CODES, OBSERVATIONS_EACH, PATIENTS, patientId } from './invented-records.ts';
import { run } from './load.ts';

const MORE_PATIENTS = 14_400;

/** What happens when the record grows tenfold: patient-scoped work must not notice. */
export async function growthFigures(server: ServerProcess): Promise<Figure[]> {
  const before = await patientScoped(server);
  console.error('Filling to a million resources');
  await fill(server, { patients: MORE_PATIENTS, observationsEach: OBSERVATIONS_EACH, from: PATIENTS });
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
  const paths = Array.from(
    { length: 200 },
    (_, n) =>
      `/Observation?patient=${patientId(n)}&code=http://loinc.org%7C${CODES[n % CODES.length]}&_count=20`,
  );
  return await run({
    url: `${server.url}/fhir`,
    headers: { accept, authorization },
    method: 'GET',
    connections: 2,
    seconds: 5,
    paths,
  });
}
