import type { FhirResource } from '@caecilia/fhir';
import type { ConfidentialityLabel } from './confidentiality.ts';
import type { Relation } from './relation.ts';

/**
 * What resources say about who may see what. The store keeps it beside them, in the transaction that writes them; it
 * does not know what a care team is. Pure functions of the resource.
 */
export interface AccessFacts {
  /** Changes whenever these functions do: the store then works out again what it keeps. */
  readonly version: string;
  /** The types that relations come from. */
  readonly relationTypes: readonly string[];
  readonly relationsOf: (resource: FhirResource) => readonly Relation[];
  readonly labelsOf: (resource: FhirResource) => readonly ConfidentialityLabel[];
}

/** Where resources say nothing about it. */
export const NO_ACCESS_FACTS: AccessFacts = {
  version: 'none',
  relationTypes: [],
  relationsOf: () => [],
  labelsOf: () => [],
};
