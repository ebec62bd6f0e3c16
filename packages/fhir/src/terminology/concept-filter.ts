import type { HeldConcept, HeldSystem } from './code-system.ts';

/** One filter of a value set's include, as FHIR writes it. */
export interface ConceptFilter {
  readonly property: string;
  readonly op: string;
  readonly value: string;
}

/**
 * The codes of a held system that pass the filter; undefined where the system as held cannot answer it (an unknown
 * operation or property, a hierarchy that is not known, an anchor code that is not there).
 */
export function codesPassing(system: HeldSystem, filter: ConceptFilter): ReadonlySet<string> | undefined {
  switch (filter.op) {
    case 'is-a':
    case 'descendent-of':
    case 'is-not-a':
    case 'generalizes':
      return byHierarchy(system, filter);
    case '=':
    case 'in':
    case 'not-in':
    case 'regex':
    case 'exists':
      return byProperty(system, filter);
    default:
      return undefined;
  }
}

function byHierarchy(
  system: HeldSystem,
  { property, op, value }: ConceptFilter,
): ReadonlySet<string> | undefined {
  if (!system.hierarchical || (property !== 'concept' && property !== 'code')) {
    return undefined;
  }
  const related = op === 'generalizes' ? system.ancestorsOrSelf(value) : system.descendantsOrSelf(value);
  if (related === undefined) {
    return undefined;
  }
  if (op === 'descendent-of') {
    related.delete(value);
  }
  return op === 'is-not-a'
    ? new Set([...system.concepts.keys()].filter((code) => !related.has(code)))
    : related;
}

function byProperty(
  system: HeldSystem,
  { property, op, value }: ConceptFilter,
): ReadonlySet<string> | undefined {
  const read = propertyReader(system, property);
  const test = read && valueTest(op, value);
  if (!test) {
    return undefined;
  }
  const passing = new Set<string>();
  for (const concept of system.concepts.values()) {
    if (test(read(concept))) {
      passing.add(concept.code);
    }
  }
  return passing;
}

type PropertyReader = (concept: HeldConcept) => string | undefined;

/** Undefined for a property that no concept carries: the publisher knows it, we do not. */
function propertyReader(system: HeldSystem, property: string): PropertyReader | undefined {
  switch (property) {
    case 'code':
    case 'concept':
      return (concept) => concept.code;
    case 'display':
      return (concept) => concept.display;
    default: {
      const carried = [...system.concepts.values()].some((concept) => concept.properties.has(property));
      return carried ? (concept) => concept.properties.get(property) : undefined;
    }
  }
}

function valueTest(op: string, value: string): ((found: string | undefined) => boolean) | undefined {
  switch (op) {
    case '=':
      return (found) => found === value;
    case 'exists':
      return (found) => (found !== undefined) === (value === 'true');
    case 'in':
    case 'not-in': {
      const listed = new Set(value.split(',').map((each) => each.trim()));
      return (found) => found !== undefined && listed.has(found) === (op === 'in');
    }
    case 'regex':
      return regexTest(value);
    default:
      return undefined;
  }
}

/** The classes and counted repeats of the value sets in use; anything richer is left unanswered, as it may not end. */
const plainPattern = /^(?:\[[^\]\\]+\]|\\d|[A-Za-z0-9 _:/-])(?:\{\d+(?:,\d*)?\}|[*+?])?$/;

function regexTest(pattern: string): ((found: string | undefined) => boolean) | undefined {
  const parts = pattern.match(/(?:\[[^\]\\]+\]|\\.|[^[\]\\])(?:\{[^}]*\}|[*+?])?/g) ?? [];
  if (parts.join('') !== pattern || !parts.every((each) => plainPattern.test(each))) {
    return undefined;
  }
  const matcher = new RegExp(`^(?:${pattern})$`);
  return (found) => found !== undefined && matcher.test(found);
}
