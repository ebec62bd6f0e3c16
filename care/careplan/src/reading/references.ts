import type { FhirResource } from '@caecilia/fhir';
import { elementOf, wordsOf } from './element.ts';

/** A resource by type and id, as a relative or absolute reference names it; undefined for anything else. */
export function targetOf(reference: unknown): { type: string; id: string } | undefined {
  const text = wordsOf(elementOf(reference)?.reference);
  const match = text && /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(text);
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : undefined;
}

/** The resources that were loaded, found by what refers to them. */
export interface LoadedRecord {
  readonly all: readonly FhirResource[];
  ofType(type: string): readonly FhirResource[];
  get(type: string, id: string): FhirResource | undefined;
  /** What a Reference points at, when it was loaded. */
  follow(reference: unknown): FhirResource | undefined;
}

/** Puts loaded resources where references find them. A resource that was loaded twice counts once. */
export function loadedRecord(resources: readonly FhirResource[]): LoadedRecord {
  const byReference = new Map<string, FhirResource>();
  for (const resource of resources)
    byReference.set(`${resource.resourceType}/${resource.id ?? ''}`, resource);
  const all = [...byReference.values()];
  const get = (type: string, id: string) => byReference.get(`${type}/${id}`);
  return {
    all,
    get,
    ofType: (type) => all.filter((resource) => resource.resourceType === type),
    follow(reference) {
      const target = targetOf(reference);
      return target && get(target.type, target.id);
    },
  };
}
