import type { ValidationIssue } from './issue.ts';
import { isObject } from './plan/json.ts';
import type { ValidateOptions, Validator } from './validator.ts';

/** Parameters of `$validate` after parsing. */
export interface ValidateParameters {
  /** What is to be validated; not needed to ask whether something may be deleted. */
  readonly resource?: unknown;
  readonly mode?: string;
  /** Profiles to validate against beside those the resource claims. */
  readonly profiles?: readonly string[];
  /** The type of the endpoint that was called. */
  readonly type?: string;
  /** The id of the endpoint that was called. */
  readonly id?: string;
  readonly resolve?: ValidateOptions['resolve'];
}

/** What `$validate` answers, always with status 200: the question was answered, whatever the answer. */
export interface ValidationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly {
    readonly severity: ValidationIssue['severity'];
    readonly code: string;
    readonly diagnostics: string;
    readonly expression?: readonly string[];
  }[];
}

const MODES = ['create', 'update', 'delete', 'profile'];

/** `$validate` without the HTTP around it. */
export function validateOperation(validator: Validator, parameters: ValidateParameters): ValidationOutcome {
  const refused = refusalOf(parameters);
  const issues =
    refused.length > 0 || parameters.mode === 'delete' ? refused : validated(validator, parameters);
  return {
    resourceType: 'OperationOutcome',
    issue: issues.some(({ severity }) => severity === 'error')
      ? issues
      : [...issues, allIsWell(parameters.mode)],
  };
}

function validated(validator: Validator, parameters: ValidateParameters): readonly ValidationIssue[] {
  const { resource, profiles, resolve } = parameters;
  const issues = validator.validate(resource, {
    ...(profiles ? { profiles } : {}),
    ...(resolve ? { resolve } : {}),
  });
  return [...endpointIssues(parameters), ...issues];
}

/** A question that cannot be answered as it stands. */
function refusalOf({ mode, resource, profiles }: ValidateParameters): readonly ValidationIssue[] {
  if (mode !== undefined && !MODES.includes(mode)) {
    return [error('code-invalid', `The mode must be one of ${MODES.join(', ')}`, 'mode')];
  }
  if (resource === undefined && mode !== 'delete') {
    return [
      error(
        'required',
        'Send the resource to validate, or the parameter mode with the value delete',
        'resource',
      ),
    ];
  }
  return mode === 'profile' && (profiles ?? []).length === 0
    ? [error('required', 'The mode profile needs the parameter profile', 'profile')]
    : [];
}

/** What creating or updating at this endpoint would refuse. */
function endpointIssues({ mode, resource, type, id }: ValidateParameters): readonly ValidationIssue[] {
  const { resourceType, id: ownId } = isObject(resource) ? resource : {};
  const issues: ValidationIssue[] = [];
  if (type !== undefined && typeof resourceType === 'string' && resourceType !== type) {
    issues.push(error('invalid', `This endpoint takes a ${type}`, 'resourceType'));
  }
  if (mode === 'update' && ownId === undefined) {
    issues.push(error('required', 'A resource that is to be updated must have its id', 'id'));
  }
  if (mode === 'update' && id !== undefined && ownId !== undefined && ownId !== id) {
    issues.push(error('value', 'The id of the resource must be the id in the address', 'id'));
  }
  return issues;
}

function error(code: string, diagnostics: string, expression: string): ValidationIssue {
  return { severity: 'error', code, diagnostics, expression: [expression] };
}

function allIsWell(mode: string | undefined): ValidationOutcome['issue'][number] {
  const diagnostics = mode === 'delete' ? 'No rule forbids the deletion' : 'The resource is valid';
  return { severity: 'information', code: 'informational', diagnostics };
}
