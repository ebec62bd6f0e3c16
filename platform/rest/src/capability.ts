import type { FhirModel, FhirResource, SearchParam, SearchRegistry } from '@caecilia/fhir';
import type { OperationDefinition, OperationRegistry } from '@caecilia/kernel';

/** What the CapabilityStatement is made from: the registries that the server itself works with. */
export interface CapabilityContext {
  readonly model: FhirModel;
  readonly searchParameters: SearchRegistry;
  readonly operations: OperationRegistry;
  /** Profiles of the installed packs, by the type they are for. */
  readonly profiles: ReadonlyMap<string, readonly string[]>;
  /** Canonicals of the installed standards. */
  readonly implementationGuides: readonly string[];
  readonly software: { readonly name: string; readonly version: string };
  /** Instant at which the server began to be what this describes. */
  readonly since: string;
}

const FHIR = 'http://hl7.org/fhir';
const INTERACTIONS = [
  'read',
  'vread',
  'update',
  'patch',
  'delete',
  'history-instance',
  'history-type',
  'create',
  'search-type',
];

/** The CapabilityStatement of the endpoint at this address: everything that is answered, and nothing else. */
export function capabilityStatement(context: CapabilityContext, base: string): FhirResource {
  const { software, since, implementationGuides } = context;
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: since,
    publisher: software.name,
    kind: 'instance',
    software: { ...software },
    implementation: { description: `${software.name}: a clinical record of palliative care`, url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json', 'application/fhir+xml'],
    ...(implementationGuides.length === 0 ? {} : { implementationGuide: [...implementationGuides] }),
    rest: [rest(context)],
  };
}

function rest(context: CapabilityContext): Record<string, unknown> {
  const { model, operations, searchParameters } = context;
  const types = [...model.resourceTypes].sort();
  const reverse = reverseIncludes(types, searchParameters);
  const systemOperations = operationsAt(operations, ({ levels }) => levels.includes('system'));
  return {
    mode: 'server',
    security: { description: 'Send a token as Authorization: Bearer; without one the answer is 401.' },
    resource: types.map((type) => resourceOf(context, type, reverse.get(type) ?? [])),
    interaction: ['transaction', 'batch', 'history-system', 'search-system'].map((code) => ({ code })),
    ...(systemOperations.length === 0 ? {} : { operation: systemOperations }),
    compartment: [`${FHIR}/CompartmentDefinition/patient`],
  };
}

function resourceOf(context: CapabilityContext, type: string, revIncludes: readonly string[]) {
  const params = context.searchParameters.list(type);
  const includes = params.filter(isReference).map(({ code }) => `${type}:${code}`);
  const profiles = context.profiles.get(type) ?? [];
  const operations = operationsAt(
    context.operations,
    ({ types }) => types.includes(type) || types.includes('Resource'),
  );
  return {
    type,
    profile: `${FHIR}/StructureDefinition/${type}`,
    ...(profiles.length === 0 ? {} : { supportedProfile: [...profiles].sort() }),
    interaction: INTERACTIONS.map((code) => ({ code })),
    versioning: 'versioned',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: ['literal', 'logical'],
    ...(includes.length === 0 ? {} : { searchInclude: ['*', ...includes] }),
    ...(revIncludes.length === 0 ? {} : { searchRevInclude: [...revIncludes] }),
    searchParam: params.map(({ code, url, type: paramType }) => ({
      name: code,
      ...(url === '' ? {} : { definition: url }),
      type: paramType,
    })),
    ...(operations.length === 0 ? {} : { operation: operations }),
  };
}

function isReference({ type }: SearchParam): boolean {
  return type === 'reference';
}

/** For each type the reference parameters of other types that are made to point at it. */
function reverseIncludes(
  types: readonly string[],
  searchParameters: SearchRegistry,
): ReadonlyMap<string, readonly string[]> {
  const reverse = new Map<string, string[]>();
  for (const source of types) {
    for (const { code, targets } of searchParameters.list(source).filter(isReference)) {
      for (const target of targets) {
        const known = reverse.get(target);
        if (known === undefined) reverse.set(target, [`${source}:${code}`]);
        else known.push(`${source}:${code}`);
      }
    }
  }
  return reverse;
}

function operationsAt(operations: OperationRegistry, where: (definition: OperationDefinition) => boolean) {
  return operations.all
    .map(({ definition }) => definition)
    .filter(where)
    .map(({ code, url }) => ({ name: code, definition: url }));
}
