import { r4Definitions } from '@caecilia/definitions';
import { createModel, createSearchRegistry } from '@caecilia/fhir';
import { describe, expect, it } from 'vitest';
import { isPatientColumn } from './patient-column.ts';

const definitions = r4Definitions();
const model = createModel(definitions);
const registry = createSearchRegistry(definitions.searchParameters, model);

/** Paths that a parameter walks, without what narrows them to patients. */
function pathsOf(type: string, code: string): string[] {
  const expression = registry.get(type, code)?.expression ?? '';
  return expression === ''
    ? []
    : expression.split('|').map((path) => path.trim().replace('.where(resolve() is Patient)', ''));
}

function isSingle(path: string): boolean {
  const [type = '', element = '', ...more] = path.split('.');
  const found = model.type(type)?.elementByName.get(element);
  return more.length === 0 && found?.definition.max === '1';
}

describe('the patient column', () => {
  const types = [...model.resourceTypes];
  const answered = types.filter((type) => isPatientColumn(type, 'patient'));

  it('answers only parameters that walk one element that does not repeat', () => {
    for (const type of answered) {
      const paths = [...pathsOf(type, 'patient'), ...pathsOf(type, 'subject')];
      expect(new Set(paths).size, type).toBe(1);
      expect(paths.every(isSingle), type).toBe(true);
    }
  });

  it('answers every type for which that holds, so that none is slower than it need be', () => {
    const possible = types.filter((type) => {
      const paths = new Set([...pathsOf(type, 'patient'), ...pathsOf(type, 'subject')]);
      const mayBePatient = ['patient', 'subject'].some((code) => {
        const targets = registry.get(type, code)?.targets;
        return targets !== undefined && (targets.length === 0 || targets.includes('Patient'));
      });
      return mayBePatient && paths.size === 1 && [...paths].every(isSingle);
    });
    expect(answered.sort()).toEqual(possible.sort());
  });

  it('answers no other parameter', () => {
    expect(isPatientColumn('Observation', 'performer')).toBe(false);
    expect(isPatientColumn('Appointment', 'patient')).toBe(false);
  });
});
