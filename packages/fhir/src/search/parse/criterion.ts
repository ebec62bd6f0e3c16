import { parseParameterName } from '../grammar/parameter-name.ts';
import type { Criterion, SearchParam } from '../query.ts';
import { SearchError } from '../search-error.ts';
import { leafCriterion } from './leaf-criterion.ts';
import { requireTarget } from './reference-criterion.ts';
import { type Reading, refuseBeyond } from './search-context.ts';

/**
 * Reads one criterion asked of these types: a parameter, a chain or a `_has`. Undefined where none of the types
 * knows the parameter that the name starts with. For several types the criterion carries the parameter as the first
 * of them has it.
 */
export function readCriterion(
  types: readonly string[],
  name: string,
  value: string,
  reading: Reading,
  depth = 0,
): Criterion | undefined {
  const parsed = parseParameterName(name);
  if (parsed.kind === 'has') {
    return hasCriterion(types, parsed.type, parsed.reference, { name: parsed.rest, value, depth }, reading);
  }
  const param = commonParameter(types, parsed.code, reading);
  if (param === undefined) return undefined;
  if (parsed.kind === 'plain') return leafCriterion(param, parsed.modifier, value, reading);
  return chainCriterion(param, parsed.targetType, { name: parsed.rest, value, depth }, reading);
}

/** What is asked of the resource at the other end of a reference. */
interface Asked {
  readonly name: string;
  readonly value: string;
  readonly depth: number;
}

/** The parameter, which every type must have; undefined when none of them has it. */
export function commonParameter(
  types: readonly string[],
  code: string,
  reading: Reading,
): SearchParam | undefined {
  const found = types.map((type) => reading.registry.get(type, code));
  const [first] = found;
  if (found.every((param) => param === undefined)) return undefined;
  if (first === undefined || found.some((param) => param?.type !== first.type)) {
    throw new SearchError(
      'invalid',
      `${code} is not a parameter of every type that is searched; name the types that have it with _type`,
    );
  }
  return first;
}

function chainCriterion(
  param: SearchParam,
  targetType: string | undefined,
  asked: Asked,
  reading: Reading,
): Criterion {
  if (param.type !== 'reference') {
    throw new SearchError(
      'invalid',
      `${param.code} is not a reference, so nothing can follow it after a dot`,
    );
  }
  if (targetType !== undefined) requireResourceType(targetType, reading);
  if (targetType !== undefined) requireTarget(param, targetType);
  const possible = param.targets.length > 0 ? param.targets : [...reading.registry.resourceTypes];
  const targets = targetType === undefined ? possible : [targetType];
  return { kind: 'chain', param, targets: reachable(param, targets, asked, reading) };
}

/** The targets that know what is asked. A value that one type cannot read is only refused when no other type can. */
function reachable(param: SearchParam, types: readonly string[], asked: Asked, reading: Reading) {
  const targets: { type: string; criterion: Criterion }[] = [];
  let refusal: SearchError | undefined;
  for (const type of types) {
    const answer = attempt(() => beyond([type], asked, reading));
    if (answer instanceof SearchError) refusal ??= answer;
    else if (answer !== undefined) targets.push({ type, criterion: answer });
  }
  if (targets.length > 0) return targets;
  throw refusal ?? unknownBeyond(`${param.code} of ${param.base} points at`, types, asked.name);
}

/** Gives a refusal of the value back instead of throwing it; every other refusal stands for all types. */
function attempt<T>(work: () => T): T | SearchError {
  try {
    return work();
  } catch (error) {
    if (error instanceof SearchError && error.code === 'value') return error;
    throw error;
  }
}

function hasCriterion(
  types: readonly string[],
  type: string,
  reference: string,
  asked: Asked,
  reading: Reading,
): Criterion {
  requireResourceType(type, reading);
  const param = reading.registry.get(type, reference);
  if (param?.type !== 'reference') {
    throw new SearchError('invalid', `${reference} is not a reference parameter of ${type}`);
  }
  for (const each of types) requireTarget(param, each);
  const criterion = beyond([type], asked, reading);
  if (criterion === undefined) throw unknownBeyond('_has asks it of', [type], asked.name);
  return { kind: 'has', param, type, criterion };
}

function beyond(types: readonly string[], asked: Asked, reading: Reading): Criterion | undefined {
  const depth = asked.depth + 1;
  refuseBeyond(depth, reading.limits.chainDepth, 'steps in a chain');
  return readCriterion(types, asked.name, asked.value, reading, depth);
}

function unknownBeyond(how: string, types: readonly string[], name: string): SearchError {
  const listed = types.length > 8 ? 'any type' : types.join(', ');
  return new SearchError('invalid', `${name} is not a search parameter there: ${how} ${listed}`);
}

/** Throws `SearchError('invalid')` for what is not the name of a resource type. */
export function requireResourceType(type: string, reading: Reading): void {
  if (!reading.registry.resourceTypes.has(type)) {
    throw new SearchError('invalid', `${type} is not a FHIR R4 resource type`);
  }
}
