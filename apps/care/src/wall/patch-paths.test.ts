import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestHouse, type TestHouse } from '../testing/test-house.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await startTestHouse({ CAECILIA_LOG_LEVEL: 'silent' });
  await ask('PUT', '/Patient/p', PATIENT);
});
afterAll(() => house?.close());

const PATIENT = {
  resourceType: 'Patient',
  id: 'p',
  name: Array.from({ length: 60 }, (_, index) => ({ family: `Verzonnen ${index}`, given: ['A', 'B', 'C'] })),
};

const ask = (method: string, path: string, body?: object) =>
  house.ask(`/fhir${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

const operation = (path: string, value: string) => ({
  name: 'operation',
  part: [
    { name: 'type', valueCode: 'replace' },
    { name: 'path', valueString: path },
    { name: 'value', valueString: value },
  ],
});
const patchOf = (...operations: object[]) => ({ resourceType: 'Parameters', parameter: operations });

/** Looks at everything for each name: within its steps, and slow. */
const SLOW = "name.where(%resource.descendants().count() > 0 and family = 'Verzonnen 7').family";

describe('a FHIRPath Patch', () => {
  it('with functions is applied, and refused with its place, as if no thread were between', async () => {
    const done = await ask(
      'PATCH',
      '/Patient/p',
      patchOf(operation("name.where(family = 'Verzonnen 3').family", 'Nieuw')),
    );
    expect(done.status, await done.clone().text()).toBe(200);
    expect(JSON.stringify(await done.json())).toContain('"family":"Nieuw"');
    const wrong = await ask('PATCH', '/Patient/p', patchOf(operation('name.nothing()', 'x')));
    expect(wrong.status).toBe(400);
    expect(JSON.stringify(await wrong.json())).toContain('Parameters.parameter[0].part[1]');
    const several = await ask('PATCH', '/Patient/p', patchOf(operation('name.where(true).family', 'x')));
    expect(several.status).toBe(422);
  });

  it('that takes too long is refused, while others are answered', async () => {
    const slow = patchOf(...Array.from({ length: 4000 }, () => operation(SLOW, 'Verzonnen 7')));
    let isOver = false;
    const refused = ask('PATCH', '/Patient/p', slow).finally(() => {
      isOver = true;
    });
    let meanwhile = 0;
    while (!isOver) {
      expect((await ask('GET', '/Patient/none')).status).toBe(404);
      if (!isOver) meanwhile += 1;
    }
    const answer = await refused;
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ code: 'too-costly' }],
    });
    expect(meanwhile).toBeGreaterThan(0);
  });

  it('is applied again by a new thread after one was ended', async () => {
    const done = await ask(
      'PATCH',
      '/Patient/p',
      patchOf(operation("name.where(family = 'Verzonnen 4').family", 'Weer')),
    );
    expect(done.status).toBe(200);
  });
});
