import { describe, expect, it } from 'vitest';
import { r4Validator } from '../testing/corpora.ts';
import { validateOperation } from './validate-operation.ts';

const patient = { resourceType: 'Patient', id: '1' };

function ask(parameters: Parameters<typeof validateOperation>[1]) {
  return validateOperation(r4Validator, parameters).issue.map(({ severity, code }) => `${severity} ${code}`);
}

describe('$validate', () => {
  it('says that all is well, in an OperationOutcome', () => {
    expect(validateOperation(r4Validator, { resource: patient })).toEqual({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational', diagnostics: 'The resource is valid' }],
    });
  });

  it('lists what is wrong, and then does not say that all is well', () => {
    expect(ask({ resource: { ...patient, gender: 'x' } })).toEqual(['error code-invalid']);
  });

  it('of a profile that is not installed is an error', () => {
    expect(ask({ resource: patient, profiles: ['http://example.org/unknown'], mode: 'profile' })).toEqual([
      'error not-found',
    ]);
  });

  it('holds an update to the id and type of its address', () => {
    expect(ask({ resource: patient, mode: 'update', type: 'Patient', id: '1' })).toEqual([
      'information informational',
    ]);
    expect(ask({ resource: patient, mode: 'update', type: 'Patient', id: '2' })).toEqual(['error value']);
    expect(ask({ resource: { resourceType: 'Patient' }, mode: 'update' })).toEqual(['error required']);
    expect(ask({ resource: patient, mode: 'create', type: 'Observation' })).toEqual(['error invalid']);
  });

  it('needs a resource unless it asks about deletion', () => {
    expect(ask({ mode: 'delete' })).toEqual(['information informational']);
    expect(ask({})).toEqual(['error required']);
    expect(ask({ resource: patient, mode: 'profile' })).toEqual(['error required']);
    expect(ask({ resource: patient, mode: 'nonsense' })).toEqual(['error code-invalid']);
  });
});
