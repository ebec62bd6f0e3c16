import type { FhirResource } from '@caecilia/fhir';
import { released } from '../plain/released.ts';
import type { PlanStandard } from '../standard/standard.ts';
import { inVersion } from '../writing/inVersion.ts';
import { type BundleOf, planBundle } from './planBundle.ts';

/** What goes out of the house as the record of a plan, in one version of the standard. */
export interface PlanRecord {
  /** Nothing that carries a label of confidentiality: labels do not go along to another house. */
  readonly resources: readonly FhirResource[];
  readonly bundle: FhirResource;
  /** `Type/id` of what the version has no place for; it goes along without the version's profile. */
  readonly unclaimed: readonly string[];
}

/** The record that a plan was read from, to be taken over elsewhere. Pure. */
export function planRecord(
  resources: readonly FhirResource[],
  versions: {
    readonly to: PlanStandard;
    readonly all: readonly PlanStandard[];
    readonly keepsTo: (resource: FhirResource) => boolean;
  },
  of: BundleOf,
): PlanRecord {
  const said = inVersion(released(resources), versions);
  return { ...said, bundle: planBundle(said.resources, of) };
}

/** Types in which something was agreed: without one of them a plan would say something else. */
const AGREED = ['Consent', 'Goal'];

/** What is kept back for its label: nothing, something, or an agreement, without which the rest would mislead. */
export function keptBack(resources: readonly FhirResource[]): 'nothing' | 'something' | 'agreement' {
  const shown = new Set(released(resources));
  const kept = resources.filter((resource) => !shown.has(resource));
  if (kept.some(({ resourceType }) => AGREED.includes(resourceType))) return 'agreement';
  return kept.length > 0 ? 'something' : 'nothing';
}
