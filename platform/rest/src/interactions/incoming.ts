import type { FhirResource } from '@caecilia/fhir';
import type { ProblemIssue } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import type { Body, FhirContext } from '../exchange.ts';

/** A resource that may be kept, and what was noted about it on the way. */
export interface Accepted {
  readonly resource: FhirResource;
  /** Warnings and information; no errors. */
  readonly notes: readonly ProblemIssue[];
}

/** The resource that a create or update brings. Throws 400 where there is none or it is of another type. */
export function resourceIn(body: Body, type: string): FhirResource {
  if (body.kind !== 'resource') {
    throw new Problem('required', `the body must be a ${type}`, { expression: type });
  }
  if (body.resource.resourceType !== type) {
    throw new Problem('invalid', `the address is for ${type}, and the body is of another type`, {
      expression: 'resourceType',
    });
  }
  return body.resource;
}

/** Judges a resource that is about to be kept. Throws 422 with everything that is wrong with it. */
export function accepted(context: FhirContext, resource: FhirResource): Accepted {
  const issues = context.check(resource);
  if (issues.some(isError)) {
    throw new Problem('processing', `the ${resource.resourceType} is not valid`, { issues });
  }
  return { resource, notes: issues };
}

function isError({ severity }: ProblemIssue): boolean {
  return severity === 'error' || severity === 'fatal';
}

/** Throws 400 unless the resource says the id that the address says (R4 3.1.0.4). */
export function requireId(resource: FhirResource, id: string): void {
  if (resource.id === id) return;
  const sentence =
    resource.id === undefined
      ? 'an update carries the id of the address in the resource'
      : 'the id in the resource is not the id in the address';
  throw new Problem('invalid', sentence, { expression: `${resource.resourceType}.id` });
}
