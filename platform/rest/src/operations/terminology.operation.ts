import {
  type AskedCoding,
  expandOperation,
  type FhirResource,
  type Refusal,
  type Terminology,
  type ValidateCodeParameters,
  type ValueSet,
  validateCodeOperation,
} from '@caecilia/fhir';
import type {
  Operation,
  OperationContext,
  OperationDefinition,
  OperationInput,
  OperationParameter,
} from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { readResource } from '../resource-text.ts';
import { countArgument, flagArgument, resourceArgument, textArgument } from './argument.ts';

const WHICH_SET: readonly OperationParameter[] = [
  { name: 'url', min: 0, max: 1, type: 'uri' },
  { name: 'valueSet', min: 0, max: 1, type: 'ValueSet' },
  { name: 'valueSetVersion', min: 0, max: 1, type: 'string' },
];

const EXPAND: OperationDefinition = {
  code: 'expand',
  url: 'http://hl7.org/fhir/OperationDefinition/ValueSet-expand',
  levels: ['type', 'instance'],
  types: ['ValueSet'],
  affectsState: false,
  in: [
    ...WHICH_SET,
    { name: 'filter', min: 0, max: 1, type: 'string' },
    { name: 'offset', min: 0, max: 1, type: 'integer' },
    { name: 'count', min: 0, max: 1, type: 'integer' },
    { name: 'activeOnly', min: 0, max: 1, type: 'boolean' },
  ],
  out: [{ name: 'return', min: 1, max: 1, type: 'ValueSet' }],
};

const VALIDATE_CODE: OperationDefinition = {
  code: 'validate-code',
  url: 'http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code',
  levels: ['type', 'instance'],
  types: ['ValueSet'],
  affectsState: false,
  in: [
    ...WHICH_SET,
    { name: 'code', min: 0, max: 1, type: 'code' },
    { name: 'system', min: 0, max: 1, type: 'uri' },
    { name: 'display', min: 0, max: 1, type: 'string' },
    { name: 'coding', min: 0, max: 1, type: 'Coding' },
    { name: 'codeableConcept', min: 0, max: 1, type: 'CodeableConcept' },
  ],
  out: [
    { name: 'result', min: 1, max: 1, type: 'boolean' },
    { name: 'message', min: 0, max: 1, type: 'string' },
    { name: 'display', min: 0, max: 1, type: 'string' },
  ],
};

/** `ValueSet/$expand`, by canonical address, of a set sent along, or of one that is kept in the record. */
export function expandValueSetOperation(terminology: Terminology): Operation {
  return {
    definition: EXPAND,
    async run(context, input) {
      const answer = expandOperation(terminology, {
        ...(await whichSet(context, input)),
        ...defined('filter', textArgument(input, 'filter')),
        ...defined('offset', countArgument(input, 'offset')),
        ...defined('count', countArgument(input, 'count')),
        ...defined('activeOnly', flagArgument(input, 'activeOnly')),
        timestamp: context.now().toISOString(),
      });
      if ('refused' in answer) throw refused(answer);
      return { kind: 'resource', resource: { ...answer.valueSet } };
    },
  };
}

/** `ValueSet/$validate-code`: a code, a coding or a concept against a set. */
export function validateValueSetCodeOperation(terminology: Terminology): Operation {
  return {
    definition: VALIDATE_CODE,
    async run(context, input) {
      const question: ValidateCodeParameters = {
        ...(await whichSet(context, input)),
        ...defined('code', textArgument(input, 'code')),
        ...defined('system', textArgument(input, 'system')),
        ...defined('display', textArgument(input, 'display')),
        ...defined('coding', codingOf(input.get('coding')?.[0]?.value, 'coding')),
        ...defined('codeableConcept', conceptOf(input.get('codeableConcept')?.[0]?.value)),
      };
      const answer = validateCodeOperation(terminology, question);
      if ('refused' in answer) throw refused(answer);
      return { kind: 'resource', resource: { ...answer.parameters } };
    },
  };
}

interface WhichSet {
  readonly url?: string;
  readonly valueSet?: ValueSet;
  readonly valueSetVersion?: string;
}

async function whichSet({ session, level, id }: OperationContext, input: OperationInput): Promise<WhichSet> {
  if (level === 'instance' && id !== undefined) {
    const current = await session.read('ValueSet', id);
    if (current === undefined || current.deleted) throw new Problem('not-found', 'there is no such ValueSet');
    return { valueSet: valueSetOf(readResource(current.content, Number.POSITIVE_INFINITY)) };
  }
  const sent = resourceArgument(input, 'valueSet');
  return {
    ...defined('url', textArgument(input, 'url')),
    ...defined('valueSetVersion', textArgument(input, 'valueSetVersion')),
    ...(sent === undefined ? {} : { valueSet: valueSetOf(sent) }),
  };
}

/** A set that is about to be worked out must have the parts that are read; the validator judged the rest. */
function valueSetOf(resource: FhirResource): ValueSet {
  const { compose } = resource;
  const include = isObject(compose) ? compose.include : [];
  if (!Array.isArray(include) || !include.every(isObject)) {
    throw new Problem('structure', 'compose.include is a list of objects', {
      expression: 'ValueSet.compose.include',
    });
  }
  return { ...resource, resourceType: 'ValueSet' } as unknown as ValueSet;
}

function codingOf(value: unknown, expression: string): AskedCoding | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new Problem('structure', 'a coding is an object', { expression });
  return {
    ...defined('system', textOf(value.system, `${expression}.system`)),
    ...defined('code', textOf(value.code, `${expression}.code`)),
    ...defined('display', textOf(value.display, `${expression}.display`)),
  };
}

function conceptOf(value: unknown): ValidateCodeParameters['codeableConcept'] {
  if (value === undefined) return undefined;
  const expression = 'codeableConcept.coding';
  const coding = isObject(value) ? (value.coding ?? []) : undefined;
  if (!Array.isArray(coding))
    throw new Problem('structure', 'a concept has a list of codings', { expression });
  return { coding: coding.map((each, index) => codingOf(each, `${expression}[${index}]`) ?? {}) };
}

function textOf(value: unknown, expression: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new Problem('value', 'this is text', { expression });
}

/** A set that is not held is a resource that is not there; one that cannot be worked out is beyond us (R4 says 422). */
function refused({ refused: code, sentence }: Refusal): Problem {
  const status = { 'not-found': 404, 'not-supported': 422, required: 400, invalid: 400 }[code];
  return new Problem(code, sentence, { status });
}

function defined<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: T });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
