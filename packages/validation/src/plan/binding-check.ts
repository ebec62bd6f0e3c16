import type { CodeSet } from '@caecilia/fhir';
import type { Severity } from '../issue.ts';
import { isObject } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import { weightOfGreatestSet } from '../tolerance.ts';
import { codesIn, type FoundCode, inSet, inWords } from './codings.ts';
import type { Check, PlanContext } from './plan-context.ts';

/**
 * Checks the codes of an element against the value sets it is bound to. A set that is not held, or of which the
 * members are not known, refuses nothing.
 */
export function bindingChecks(shape: Shape, context: PlanContext): readonly Check[] {
  const { required, greatest, extensible } = shape.bindings;
  const says = shape.parts.nodes.at(-1)?.definition.binding !== undefined && shape.parts.nodes.length > 1;
  return [
    ...required.flatMap((each) => mustCheck(shape, each, 'error', context)),
    ...(greatest ? mustCheck(shape, greatest, weightOfGreatestSet(shape.typeName, says), context) : []),
    ...(extensible ? mayCheck(shape, extensible, context) : []),
  ];
}

function mustCheck(
  shape: Shape,
  canonical: string,
  severity: Severity,
  { terminology }: PlanContext,
): readonly Check[] {
  const set = terminology.codeSet(canonical);
  if (!set) {
    return [];
  }
  const wanted = { path: shape.path, canonical, set, severity };
  return [shape.typeName === 'code' ? simpleCodeCheck(wanted) : requiredCheck(wanted, shape.typeName)];
}

function mayCheck(shape: Shape, canonical: string, { terminology }: PlanContext): readonly Check[] {
  const set = terminology.codeSet(canonical);
  return set ? [extensibleCheck(shape, canonical, set)] : [];
}

interface Wanted {
  readonly path: string;
  readonly canonical: string;
  readonly set: CodeSet;
  readonly severity: Severity;
}

function simpleCodeCheck({ path, canonical, set, severity }: Wanted): Check {
  return (value, walk) => {
    if (typeof value === 'string' && set.has(undefined, value) === false) {
      const codes = [{ system: undefined, code: value }];
      walk.report(severity, 'code-invalid', notInSet(path, canonical, codes, 'required'));
    }
  };
}

function requiredCheck({ path, canonical, set, severity }: Wanted, typeName: string | undefined): Check {
  const textOnly = ['string', 'uri', 'url', 'canonical'].includes(typeName ?? '');
  return (value, walk) => {
    if (inSet(value, set) !== false) {
      return;
    }
    const codes = codesIn(value) ?? [];
    if (isCodeless(value, codes)) {
      return;
    }
    const message =
      codes.length === 0
        ? `${path} must have a code of the value set ${canonical}; text alone is not enough`
        : notInSet(path, canonical, textOnly ? [] : codes, 'required');
    walk.report(severity, 'code-invalid', message);
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
