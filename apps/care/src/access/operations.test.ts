import { callerOf, type OperationContext } from '@caecilia/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationRule } from './operations.ts';
import { POLICY } from './policy.ts';
import { openWorld } from './testing/matrix.ts';
import { patientId, principalOf, type RelationOfCell } from './testing/world.ts';

const ROLES = ['consult-nurse', 'hospice-volunteer'];

describe('an operation', () => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  beforeAll(async () => {
    world = await openWorld(undefined, ROLES);
  });
  afterAll(async () => await world.close());

  const asked = (role: string, on: Partial<OperationContext>, relation: RelationOfCell = 'own') => {
    const caller = callerOf(principalOf(role, relation), POLICY);
    const session = world.store.session(caller);
    const context: OperationContext = {
      caller,
      session,
      level: 'type',
      base: '',
      now: () => new Date(),
      ...on,
    };
    return operationRule(world.store)(context);
  };
  const onPatient = (id: string) => ({ level: 'instance', type: 'Patient', id }) as const;

  it('on a patient needs the relation, and refuses a foreign one in the words of an unknown one', async () => {
    const own = onPatient(patientId('consult-nurse', 'own'));
    await expect(asked('consult-nurse', own)).resolves.toBeUndefined();
    const refusals = ['none', 'ended', 'other-team'] as const;
    const unknown = await asked('consult-nurse', onPatient('nobody')).catch(String);
    for (const relation of refusals) {
      const foreign = onPatient(patientId('consult-nurse', relation));
      expect(await asked('consult-nurse', foreign, relation).catch(String)).toBe(unknown);
      await expect(asked('consult-nurse', foreign, relation)).rejects.toMatchObject({ status: 404 });
    }
  });

  it('is refused to a role that has none with the type, whatever the patient', async () => {
    const guest = onPatient(patientId('hospice-volunteer', 'own'));
    await expect(asked('hospice-volunteer', guest)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(asked('consult-nurse', { type: 'Bundle' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('on definitions is for whoever may view them', async () => {
    await expect(asked('hospice-volunteer', { type: 'ValueSet' })).resolves.toBeUndefined();
  });
});
