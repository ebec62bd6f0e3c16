import type { CodeSet } from '@caecilia/fhir';
import type { Shape } from '../shape/shape.ts';
import { codesIn, type FoundCode, inSet, inWords } from './codings.ts';
import { isObject } from './json.ts';
import type { Check, PlanContext } from './plan-context.ts';

/**
 * Checks the codes of an element against the value sets it is bound to. A set that is not held, or of which the
 * members are not known, refuses nothing.
 */
export function bindingChecks(shape: Shape, { terminology }: PlanContext): readonly Check[] {
  const { required, extensible } = shape.bindings;
  const checks: Check[] = [];
  for (const canonical of required) {
    const set = terminology.codeSet(canonical);
    if (set) {
      checks.push(
        shape.typeName === 'code'
          ? simpleCodeCheck(shape, canonical, set)
          : requiredCheck(shape, canonical, set),
      );
    }
  }
  const set = extensible === undefined ? undefined : terminology.codeSet(extensible);
  if (set && extensible !== undefined) {
    checks.push(extensibleCheck(shape, extensible, set));
  }
  return checks;
}

function simpleCodeCheck({ path }: Shape, canonical: string, set: CodeSet): Check {
  return (value, walk) => {
    if (typeof value === 'string' && set.has(undefined, value) === false) {
      walk.error('code-invalid', notInSet(path, canonical, [{ system: undefined, code: value }], 'required'));
    }
  };
}

function requiredCheck({ path, typeName }: Shape, canonical: string, set: CodeSet): Check {
  const textOnly =
    typeName === 'string' || typeName === 'uri' || typeName === 'url' || typeName === 'canonical';
  return (value, walk) => {
    if (inSet(value, set) !== false) {
      return;
    }
    const codes = codesIn(value) ?? [];
    if (isCodeless(value, codes)) {
      return;
    }
    if (codes.length === 0) {
      walk.error(
        'code-invalid',
        `${path} must have a code of the value set ${canonical}; text alone is not enough`,
      );
      return;
    }
    walk.error('code-invalid', notInSet(path, canonical, textOnly ? [] : codes, 'required'));
  };
}

/** Nothing to judge: an extension that says why there is no code, or a quantity without a unit. */
function isCodeless(value: unknown, codes: readonly FoundCode[]): boolean {
  return (
    codes.length === 0 &&
    isObject(value) &&
    (value.extension !== undefined ||
      value.value !== undefined ||
      (value.coding === undefined && value.text === undefined))
  );
}

/** Text without a code is allowed by an extensible binding: it says that no code of the set fits. */
function extensibleCheck({ path }: Shape, canonical: string, set: CodeSet): Check {
  return (value, walk) => {
    const codes = inSet(value, set) === false ? (codesIn(value) ?? []) : [];
    if (codes.length > 0) {
      walk.warn('code-invalid', notInSet(path, canonical, codes, 'extensible'));
    }
  };
}

function notInSet(path: string, canonical: string, codes: readonly FoundCode[], strength: string): string {
  const given = codes.length > 0 ? `the code ${inWords(codes)} is` : 'its value is';
  return strength === 'required'
    ? `${path}: ${given} not in the value set ${canonical}, from which it must come (required binding)`
    : `${path}: ${given} not in the value set ${canonical}; use a code of the set where one fits (extensible binding)`;
}
