import { type Element, elementOf, elementsOf } from '@caecilia/fhir';
import { Problem } from './problem.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const REFERENCE = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

/** Somebody by reference, or by name where they are not in the record. */
export interface Party {
  readonly reference?: string;
  readonly name?: string;
}

/**
 * Reading resources strictly: what is not as the module writes it is a `Problem('invariant')` with its place, never a
 * guess. `expression` is the FHIRPath of the element.
 */
export interface StrictReading {
  unreadable(expression: string): Problem;
  /** Text that is there and not empty. */
  textIn(value: unknown, expression: string): string;
  booleanIn(value: unknown, expression: string): boolean;
  /** An instant in UTC with milliseconds, from a FHIR dateTime with an offset. */
  instantIn(value: unknown, expression: string): string;
  /** A civil day, `YYYY-MM-DD`. */
  dayIn(value: unknown, expression: string): string;
  /** One of a closed list. */
  oneOf<T extends string>(list: readonly T[], value: unknown, expression: string): T;
  /** A literal reference to a resource of this house. */
  referenceIn(value: unknown, expression: string): string;
  /** The logical id in a reference to this type. */
  idIn(value: unknown, type: string, expression: string): string;
  partyIn(value: unknown, expression: string): Party;
}

/** Strict reading for one module, which stands by name in what it cannot read. */
export function strictReading(module: string): StrictReading {
  const unreadable = (expression: string) =>
    new Problem('invariant', `this is not written as the ${module} module writes it; open the original`, {
      expression,
    });
  const matching = (value: unknown, pattern: RegExp, expression: string) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw unreadable(expression);
    return value;
  };
  const textIn = (value: unknown, expression: string) => matching(value, /./s, expression);
  const referenceIn = (value: unknown, expression: string) =>
    matching(elementOf(value).reference, REFERENCE, expression);
  return {
    unreadable,
    textIn,
    referenceIn,
    booleanIn(value, expression) {
      if (typeof value !== 'boolean') throw unreadable(expression);
      return value;
    },
    instantIn(value, expression) {
      const at = Date.parse(matching(value, INSTANT, expression));
      if (Number.isNaN(at)) throw unreadable(expression);
      return new Date(at).toISOString();
    },
    dayIn: (value, expression) => matching(value, DAY, expression),
    oneOf(list, value, expression) {
      const found = list.find((each) => each === value);
      if (found === undefined) throw unreadable(expression);
      return found;
    },
    idIn(value, type, expression) {
      const reference = referenceIn(value, expression);
      if (!reference.startsWith(`${type}/`)) throw unreadable(expression);
      return reference.slice(type.length + 1);
    },
    partyIn(value, expression) {
      const { reference, display } = elementOf(value);
      if (reference === undefined && display === undefined) throw unreadable(expression);
      return {
        ...(reference === undefined ? {} : { reference: referenceIn(value, expression) }),
        ...(display === undefined ? {} : { name: textIn(display, `${expression}.display`) }),
      };
    },
  };
}

/** Leaves out what is undefined or an empty list: FHIR has no empty elements. */
export function known(element: Element): Element {
  return Object.fromEntries(
    Object.entries(element).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** A concept with one code. */
export function coded(system: string, code: string): Element {
  return { coding: [{ system, code }] };
}

/** The code of a concept in a system. */
export function codeIn(concept: unknown, system: string): string | undefined {
  const found = elementsOf(elementOf(concept).coding).find((each) => each.system === system);
  return typeof found?.code === 'string' ? found.code : undefined;
}

/** Somebody as a Reference. */
export function ofParty({ reference, name }: Party): Element {
  return known({ reference, display: name });
}

/** Throws `Problem('business-rule')`. */
export function demand(holds: boolean, sentence: string, expression?: string): void {
  if (!holds) throw new Problem('business-rule', sentence, expression === undefined ? {} : { expression });
}
