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

/** One part of a plain pattern: a class or a character, and how often it may stand there. */
interface PatternPart {
  readonly one: RegExp;
  readonly least: number;
  readonly most: number;
}

/** Anything richer than a row of classes and counted repeats is left unanswered. */
const PART = /(\[[^\]\\]+\]|\\d|[A-Za-z0-9 _:/-])(?:\{(\d{1,3})(?:(,)(\d{1,3})?)?\}|([*+?]))?/y;

/**
 * A pattern of a value set, which anybody may send. It is followed by hand, place by place: the time is bounded by the
 * length of the pattern times that of the text, which no pattern can make worse.
 */
function regexTest(pattern: string): ((found: string | undefined) => boolean) | undefined {
  const parts = patternParts(pattern);
  return parts && ((found) => found !== undefined && matchesParts(found, parts));
}

/** Most parts of a pattern, and characters of a text that is held against it. */
const MOST_PARTS = 100;
const LONGEST_TEXT = 2000;

function patternParts(pattern: string): readonly PatternPart[] | undefined {
  const parts: PatternPart[] = [];
  for (let at = 0; at < pattern.length; ) {
    PART.lastIndex = at;
    const found = PART.exec(pattern);
    if (found === null || parts.length === MOST_PARTS) return undefined;
    const [whole, one = '', least, open, most, sign] = found;
    const part = partOf(one, { least, open, most, sign });
    if (part === undefined) return undefined;
    parts.push(part);
    at += whole.length;
  }
  return parts;
}

interface Repeat {
  readonly least: string | undefined;
  readonly open: string | undefined;
  readonly most: string | undefined;
  readonly sign: string | undefined;
}

function partOf(one: string, { least, open, most, sign }: Repeat): PatternPart | undefined {
  const low = least === undefined ? (sign === '*' || sign === '?' ? 0 : 1) : Number(least);
  const endless = sign === '*' || sign === '+' || (open !== undefined && most === undefined);
  const high = endless ? Number.POSITIVE_INFINITY : most === undefined ? Math.max(low, 1) : Number(most);
  const exact = least !== undefined && open === undefined ? low : high;
  try {
    return { one: new RegExp(`^${one}$`), least: low, most: exact };
  } catch {
    // A class such as [z-a] is no class; what cannot be read is left unanswered, like what is too rich.
    return undefined;
  }
}

function matchesParts(text: string, parts: readonly PatternPart[]): boolean {
  if (text.length > LONGEST_TEXT) return false;
  let reached: Uint8Array = new Uint8Array(text.length + 1);
  reached[0] = 1;
  for (const part of parts) reached = reachedBy(part, text, reached);
  return reached[text.length] === 1;
}

/** The places that are reached after a part, from those before it: a stretch from each, laid over one another. */
function reachedBy({ one, least, most }: PatternPart, text: string, before: Uint8Array): Uint8Array {
  const runs = runsOf(one, text);
  const begins = new Int32Array(text.length + 2);
  for (const [place, isReached] of before.entries()) {
    const longest = Math.min(most, runs[place] ?? 0);
    if (isReached === 0 || longest < least) continue;
    begins[place + least] = (begins[place + least] ?? 0) + 1;
    begins[place + longest + 1] = (begins[place + longest + 1] ?? 0) - 1;
  }
  let open = 0;
  return before.map((_was, place) => {
    open += begins[place] ?? 0;
    return open > 0 ? 1 : 0;
  });
}

/** For each place, how many characters from there on are of the class. */
function runsOf(one: RegExp, text: string): Int32Array {
  const runs = new Int32Array(text.length + 1);
  for (let place = text.length - 1; place >= 0; place -= 1)
    runs[place] = one.test(text.charAt(place)) ? (runs[place + 1] ?? 0) + 1 : 0;
  return runs;
}
