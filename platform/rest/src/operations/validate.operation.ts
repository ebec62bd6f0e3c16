import type { FhirResource } from '@caecilia/fhir';
import type { Operation, OperationContext, OperationDefinition, OperationInput } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { ResourceCheck } from '../exchange.ts';
import { operationOutcome } from '../outcome.ts';
import { readResource } from '../resource-text.ts';
import { resourceArgument, textArgument, textArguments } from './argument.ts';

const DEFINITION: OperationDefinition = {
  code: 'validate',
  url: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  levels: ['type', 'instance'],
  types: ['Resource'],
  affectsState: false,
  in: [
    { name: 'resource', min: 0, max: 1, type: 'Resource' },
    { name: 'mode', min: 0, max: 1, type: 'code' },
    { name: 'profile', min: 0, max: '*', type: 'uri' },
  ],
  out: [{ name: 'return', min: 1, max: 1, type: 'OperationOutcome' }],
};

const MODES = new Set(['create', 'update', 'delete', 'profile']);

/** `$validate`: judges a resource as a write would, and changes nothing. The answer is 200 whatever it says. */
export function validateOperation(check: ResourceCheck): Operation {
  return {
    definition: DEFINITION,
    async run(context, input) {
      const mode = textArgument(input, 'mode');
      if (mode !== undefined && !MODES.has(mode)) {
        throw new Problem('value', 'mode is create, update, delete or profile', { expression: 'mode' });
      }
      if (mode === 'delete') return { kind: 'resource', resource: await judgeDeletion(context) };
      const resource = await resourceToJudge(context, input);
      refuseWrongPlace(context, resource, mode);
      const issues = check(resource, textArguments(input, 'profile'));
      return { kind: 'resource', resource: operationOutcome(issues) };
    },
  };
}

/** What was sent; on an instance without a body what is kept. */
async function resourceToJudge(context: OperationContext, input: OperationInput): Promise<FhirResource> {
  const given = resourceArgument(input, 'resource');
  if (given !== undefined) return given;
  const { type, id } = context;
  if (type === undefined || id === undefined) {
    throw new Problem('required', 'send the resource to be validated, or validate one that is there', {
      expression: 'resource',
    });
  }
  const current = await context.session.read(type, id);
  if (current === undefined || current.deleted) throw new Problem('not-found', `there is no such ${type}`);
  return readResource(current.content, Number.POSITIVE_INFINITY);
}

function refuseWrongPlace(
  { type, id }: OperationContext,
  resource: FhirResource,
  mode: string | undefined,
): void {
  if (type !== undefined && resource.resourceType !== type) {
    throw new Problem('invalid', `the address is for ${type}, and the resource is of another type`, {
      expression: 'resource',
    });
  }
  if (mode === 'update' && id !== undefined && resource.id !== id) {
    throw new Problem('invalid', 'the id in the resource is not the id in the address', {
      expression: `${resource.resourceType}.id`,
    });
  }
}

async function judgeDeletion({ session, type, id }: OperationContext): Promise<FhirResource> {
  const current = type === undefined || id === undefined ? undefined : await session.read(type, id);
  if (current !== undefined && !current.deleted) return operationOutcome([]);
  return operationOutcome([
    { severity: 'information', code: 'not-found', diagnostics: 'there is nothing to delete here' },
  ]);
}
