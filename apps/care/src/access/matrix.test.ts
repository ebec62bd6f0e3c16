import { partOfToday } from '@caecilia/fhir/testing/part-of-today';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, runMatrix } from './testing/matrix.ts';
import { ROLES, TYPES } from './testing/world.ts';

/** A part of the matrix that changes by the day, so that all of it comes by; the whole is `npm run access-matrix`. */
const someRoles = partOfToday(ROLES, 5);
const someTypes = partOfToday(TYPES, 3);

describe('the matrix of roles, types, interactions and relations', () => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  beforeAll(async () => {
    world = await openWorld(undefined, someRoles);
  });
  afterAll(async () => await world.close());

  it(`does what the policy table says for ${someRoles.join(', ')}`, async () => {
    const { cells, differences } = await runMatrix(world.store, someRoles, someTypes);
    expect(differences).toEqual([]);
    expect(cells).toBe(someRoles.length * someTypes.length * 14 * 5);
  }, 240_000);
});
