import { describe, expect, it } from 'vitest';
import { isPlainPatch } from './plain-patch.ts';

const patchOf = (...paths: readonly unknown[]) => ({
  resourceType: 'Parameters',
  parameter: paths.map((path) => ({
    name: 'operation',
    part: [
      { name: 'type', valueCode: 'delete' },
      { name: 'path', valueString: path },
    ],
  })),
});

describe('a patch that is sure to be quick', () => {
  it.each([
    'Patient',
    'Patient.birthDate',
    'Patient.name[0].given[1]',
    'name.given',
    'Patient.contact[12].name.family',
  ])('has paths of member names: %s', (path) => {
    expect(isPlainPatch(patchOf(path))).toBe(true);
  });

  it.each([
    "Patient.name.where(use = 'official')",
    'Patient.descendants()',
    'Patient.name[0] | Patient.name[1]',
    'Patient.name[99999]',
    '%resource.name',
    '$this',
    'Patient.',
    '',
    ' Patient',
    `Patient${'.a'.repeat(16)}`,
    7,
    undefined,
  ])('has no other: %s', (path) => {
    expect(isPlainPatch(patchOf(path))).toBe(false);
  });

  it('has few operations, and is a patch', () => {
    expect(isPlainPatch(patchOf(...Array<string>(50).fill('Patient.name')))).toBe(true);
    expect(isPlainPatch(patchOf(...Array<string>(51).fill('Patient.name')))).toBe(false);
    for (const other of [undefined, null, 'x', {}, { parameter: [{}] }, { parameter: [{ part: [7] }] }])
      expect(isPlainPatch(other)).toBe(false);
  });
});
