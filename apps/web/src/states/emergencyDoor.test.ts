import { describe, expect, it } from 'vitest';
import { emergencyDoor } from './emergencyDoor.ts';

describe('a closed or silent record', () => {
  it.each([
    ['failure.busy', '/desk/patients', '/care/emergency-access'],
    ['failure.notFound', '/desk/patients/demo-a.1', '/care/patients/demo-a.1/emergency-access'],
    ['failure.forbidden', '/desk/patients/p/timeline', '/care/patients/p/emergency-access'],
    ['failure.offline', '/desk/patients/p', undefined],
    ['failure.refused', '/desk/patients/p', undefined],
  ] as const)('leads, at %s of %s, to %s', (key, path, door) => {
    expect(emergencyDoor(key, path)).toBe(door);
  });
});
