import type { FhirResource } from '@caecilia/fhir';
import type {
  OperationArgument,
  OperationDefinition,
  OperationInput,
  OperationParameter,
} from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';

/** What a call brings before it is parsed: the query, and the body of a POST. */
export interface OperationCall {
  readonly query: URLSearchParams;
  readonly body?: FhirResource;
}

/** Parameters of the address that belong to the answer and not to the operation. */
const OF_THE_ANSWER = new Set(['_format', '_pretty']);

/**
 * The arguments of a call, by the definition: from the address, from a Parameters resource, or from the one resource
 * that a POST may carry instead of it. Throws 400 for what the definition does not know, for too few and too many.
 */
export function parseInput(definition: OperationDefinition, { query, body }: OperationCall): OperationInput {
  const input = new Map<string, OperationArgument[]>();
  readQuery(definition, query, input);
  if (body !== undefined) readBody(definition, body, input);
  requireCounts(definition.in, input);
  return input;
}

function readQuery(
  definition: OperationDefinition,
  query: URLSearchParams,
  input: Map<string, OperationArgument[]>,
): void {
  for (const [name, text] of query) {
    if (OF_THE_ANSWER.has(name)) continue;
    const parameter = parameterOf(definition.in, name);
    add(input, name, { value: valueFromText(parameter, text) });
  }
}

function readBody(
  definition: OperationDefinition,
  body: FhirResource,
  input: Map<string, OperationArgument[]>,
): void {
  if (body.resourceType === 'Parameters') {
    for (const [name, argument] of parametersIn(definition.in, body.parameter, 'Parameters')) {
      add(input, name, argument);
    }
    return;
  }
  const taker = definition.in.find((parameter) => takesResource(parameter, body.resourceType));
  if (taker === undefined) {
    throw new Problem('invalid', `$${definition.code} takes a Parameters resource`, {
      expression: 'resourceType',
    });
  }
  add(input, taker.name, { resource: body });
}

function* parametersIn(
  known: readonly OperationParameter[],
  list: unknown,
  place: string,
): Generator<[string, OperationArgument]> {
  if (list === undefined) return;
  if (!Array.isArray(list)) throw new Problem('structure', 'parameter is a list', { expression: place });
  for (const [index, item] of list.entries()) {
    const expression = `${place}.parameter[${index}]`;
    if (!isObject(item) || typeof item.name !== 'string') {
      throw new Problem('required', 'every parameter has a name', { expression });
    }
    const parameter = parameterOf(known, item.name, expression);
    yield [parameter.name, argumentOf(parameter, item, expression)];
  }
}

function argumentOf(
  parameter: OperationParameter,
  item: Record<string, unknown>,
  expression: string,
): OperationArgument {
  if (parameter.parts !== undefined) {
    const parts = new Map<string, OperationArgument[]>();
    for (const [name, argument] of parametersIn(parameter.parts, item.part, expression))
      add(parts, name, argument);
    requireCounts(parameter.parts, parts);
    return { parts };
  }
  const resource = item.resource;
  if (isResource(resource)) {
    if (takesResource(parameter, resource.resourceType)) return { resource };
    throw wrongType(parameter, expression);
  }
  const key = Object.keys(item).find((each) => /^value[A-Z]/.test(each));
  if (key === undefined || !fits(parameter.type ?? '', key.slice('value'.length)))
    throw wrongType(parameter, expression);
  return { value: item[key] };
}

function wrongType(parameter: OperationParameter, expression?: string): Problem {
  return new Problem(
    'value',
    `the parameter ${parameter.name} takes ${parameter.type === undefined ? 'parts' : `a value of type ${parameter.type}`}`,
    {
      expression: expression ?? parameter.name,
    },
  );
}

function parameterOf(
  known: readonly OperationParameter[],
  name: string,
  expression = name,
): OperationParameter {
  const parameter = known.find((each) => each.name === name);
  if (parameter !== undefined) return parameter;
  const names = known.map((each) => each.name).join(', ');
  throw new Problem(
    'not-supported',
    `there is no parameter of this name here; there is: ${names || 'none'}`,
    {
      expression,
    },
  );
}

function requireCounts(known: readonly OperationParameter[], input: OperationInput): void {
  for (const { name, min, max } of known) {
    const count = input.get(name)?.length ?? 0;
    if (count < min) throw new Problem('required', `the parameter ${name} is missing`, { expression: name });
    if (max !== '*' && count > max) {
      throw new Problem('invalid', `the parameter ${name} may be given ${max} time(s)`, { expression: name });
    }
  }
}

const TEXT_TYPES = new Set([
  'string',
  'uri',
  'url',
  'canonical',
  'code',
  'id',
  'date',
  'dateTime',
  'instant',
  'markdown',
]);

function valueFromText(parameter: OperationParameter, text: string): unknown {
  const type = parameter.type ?? '';
  if (TEXT_TYPES.has(type)) return text;
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (/^(integer|positiveInt|unsignedInt)$/.test(type) && /^(0|-?[1-9][0-9]{0,8})$/.test(text))
    return Number(text);
  throw wrongType(parameter);
}

/** Text types stand in for each other: clients send `valueUri` where the definition says canonical, and so on. */
function fits(type: string, suffix: string): boolean {
  const lowered = suffix.charAt(0).toLowerCase() + suffix.slice(1);
  if (TEXT_TYPES.has(type)) return TEXT_TYPES.has(lowered);
  if (/^(integer|positiveInt|unsignedInt)$/.test(type))
    return /^(integer|positiveInt|unsignedInt)$/.test(lowered);
  return type === suffix || type === lowered;
}

function takesResource({ type }: OperationParameter, resourceType: string): boolean {
  return type === 'Resource' || type === resourceType;
}

function add(input: Map<string, OperationArgument[]>, name: string, argument: OperationArgument): void {
  const held = input.get(name);
  if (held === undefined) input.set(name, [argument]);
  else held.push(argument);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isResource(value: unknown): value is FhirResource {
  return isObject(value) && typeof value.resourceType === 'string';
}
