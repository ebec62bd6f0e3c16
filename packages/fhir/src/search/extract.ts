import type { FhirModel } from '../model/model.ts';
import type { FhirResource } from '../resource.ts';
import type { SearchEntries } from './entries.ts';
import { EntrySink } from './extract/entry-sink.ts';
import type { Focus } from './extract/finder.ts';
import {
  type Emitters,
  emittersWith,
  type PlannedPath,
  planType,
  type TypePlan,
} from './extract/parameter-plan.ts';
import { referenceEmitter } from './extract/reference-entries.ts';
import type { SearchParam } from './query.ts';
import type { SearchRegistry } from './registry.ts';

/** Settings of extraction. */
export interface ExtractorOptions {
  /** Absolute base address of this server: references that start with it count as relative ones. */
  readonly baseUrl?: string;
  /** Whether a parameter has entries; for a store that answers some parameters out of the entries of others. */
  readonly keeps?: (param: SearchParam) => boolean;
}

/** Gives what a resource can be found by. A pure function of the resource; it does not validate it. */
export type SearchExtractor = (resource: FhirResource) => SearchEntries;

/** What every resource has, and the store keeps beside its content. */
const KEPT_BY_THE_STORE: ReadonlySet<string> = new Set(['_id', '_lastUpdated']);

/**
 * Makes the extractor of a registry. `_id` and `_lastUpdated` have no entries: the store knows them. Contained
 * resources have none either. A type is prepared when the first resource of it comes; an unknown type gives nothing.
 * Throws what FHIRPath throws for an installed expression that fails on a resource.
 */
export function createExtractor(
  registry: SearchRegistry,
  model: FhirModel,
  { baseUrl, keeps = () => true }: ExtractorOptions = {},
): SearchExtractor {
  const emitters: Emitters = emittersWith(referenceEmitter(baseUrl));
  const plans = new Map<string, TypePlan>();
  const prepare = (type: string) => {
    const params = registry.list(type).filter((param) => !KEPT_BY_THE_STORE.has(param.code) && keeps(param));
    const plan = planType(type, params, model, emitters);
    plans.set(type, plan);
    return plan;
  };
  return (resource) => {
    const type = resource.resourceType;
    return entriesOf(resource, plans.get(type) ?? prepare(type));
  };
}

function entriesOf(resource: FhirResource, plan: TypePlan): SearchEntries {
  const sink = new EntrySink();
  const focus: Focus = { value: resource, type: resource.resourceType, root: resource };
  for (const property in resource) {
    const planned = plan.byProperty.get(property);
    if (planned !== undefined) for (const path of planned) run(path, focus, sink);
  }
  for (const path of plan.always) run(path, focus, sink);
  return sink.entries();
}

function run({ find, conversions }: PlannedPath, focus: Focus, sink: EntrySink): void {
  find(focus, (found) => {
    for (const convert of conversions) convert(found, focus.root, sink);
  });
}
