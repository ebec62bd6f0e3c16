import type { FhirContext } from './exchange.ts';
import { readResource, writeResource } from './resource-text.ts';
import { type Subset, subsetOf } from './subset.ts';

/** JSON text of the part of a stored resource that is sent. */
export function subsetText(content: string, subset: Subset, { model }: Pick<FhirContext, 'model'>): string {
  return writeResource(subsetOf(readResource(content, Number.POSITIVE_INFINITY), subset, model));
}
