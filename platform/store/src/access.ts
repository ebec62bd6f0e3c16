import type { Scope } from '@caecilia/kernel';
import { plainArray } from './array-literal.ts';
import { internalId } from './ids.ts';

/**
 * The access rule as SQL. Every read, search, include, chain, count and history goes through one of the two forms
 * below; there is no other place where a scope becomes a condition.
 */

const KIND = { nothing: 0, patients: 1, everything: 2, rules: 0 } as const;

/** The two parameters of `visibleTo`: the kind of scope, and the patients as a uuid array literal. */
export function scopeParams(scope: Scope): readonly [kind: number, patients: string | null] {
  return [KIND[scope.kind], scope.kind === 'patients' ? patientArray(scope.patients) : null];
}

/**
 * The condition that a row may be seen, with the scope in two SQL expressions, so that one prepared statement
 * serves every scope, also several scopes in one batch. `kind` is an integer, `patients` a uuid[].
 */
export function visibleTo(kind: string, patients: string, patient: string): string {
  return `(${kind} = ${KIND.everything} or (${kind} = ${KIND.patients} and (${patient} is null or ${patient} = any(${patients}))))`;
}

/**
 * The same condition for a statement that is built for one scope, so that the database plans with it.
 * `addParam` takes a value and gives its placeholder.
 */
export function scopeCondition(scope: Scope, patient: string, addParam: (value: string) => string): string {
  switch (scope.kind) {
    case 'everything':
      return 'true';
    case 'nothing':
    case 'rules':
      return 'false';
    case 'patients':
      return `(${patient} is null or ${patient} = any(${addParam(patientArray(scope.patients))}::uuid[]))`;
  }
}

/** Whether a change may leave a record in this patient's compartment; the same rule, for what is not yet a row. */
export function mayHold(scope: Scope, patient: string | null): boolean {
  switch (scope.kind) {
    case 'everything':
      return true;
    case 'nothing':
    case 'rules':
      return false;
    case 'patients':
      return patient === null || scope.patients.some((id) => internalId('Patient', id).id === patient);
  }
}

function patientArray(patients: readonly string[]): string {
  return plainArray(patients.map((id) => internalId('Patient', id).id));
}
