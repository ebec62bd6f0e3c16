import { r4Definitions } from '@caecilia/definitions';
import {
  type ComposedDefinitions,
  checkNarrative,
  composeDefinitions,
  createExtractor,
  createModel,
  createSearchRegistry,
  createTerminology,
  type FhirModel,
  type FhirResource,
  type Pack,
  type Placement,
  patientCompartment,
  placementIn,
  type SearchEntries,
  type SearchParam,
  type SearchRegistry,
  type Terminology,
} from '@caecilia/fhir';
import { createValidator, type Validator } from '@caecilia/validation';

/** FHIR as this house speaks it: R4 with the installed packs, and all that is made from them. */
export interface Language {
  readonly model: FhirModel;
  readonly definitions: ComposedDefinitions;
  readonly searchParameters: SearchRegistry;
  readonly terminology: Terminology;
  readonly validator: Validator;
  /** What a resource is found by, and whose it is. */
  readonly extract: (resource: FhirResource) => {
    readonly entries: SearchEntries;
    readonly placement: Placement;
  };
  /** Types that can be in the compartment of a patient, Patient included. */
  readonly patientCompartment: ReadonlySet<string>;
}

/** R4 itself: the same however often the house is opened again, and half of what it takes to make the language. */
interface R4 {
  readonly definitions: ReturnType<typeof r4Definitions>;
  readonly model: FhirModel;
  readonly searchParameters: SearchRegistry;
}

let known: R4 | undefined;

function r4InThisProcess(): R4 {
  if (known === undefined) {
    const definitions = r4Definitions();
    const model = createModel(definitions);
    known = {
      definitions,
      model,
      searchParameters: createSearchRegistry(definitions.searchParameters, model),
    };
  }
  return known;
}

/**
 * Makes the language from the packs. `baseUrl` is this server's FHIR endpoint: references to it are local ones. `keeps`
 * says which parameters the store keeps entries for; it answers the others out of those.
 */
export function composeLanguage(
  packs: readonly Pack[],
  options: { baseUrl: string; now: () => Date; keeps: (param: SearchParam) => boolean },
): Language {
  const { definitions: r4, model, searchParameters: ofR4 } = r4InThisProcess();
  const definitions = composeDefinitions(r4, packs);
  const terminology = createTerminology({
    valueSets: definitions.valueSets,
    codeSystems: definitions.codeSystems,
    source: r4,
  });
  const searchParameters = ofR4.with(definitions.searchParameters);
  const validator = createValidator({
    definitions: r4,
    profiles: definitions.profiles,
    terminology,
    model,
    narrative: checkNarrative,
    now: () => options.now().toISOString(),
  });
  const compartment = patientCompartment(r4.compartments);
  const entriesOf = createExtractor(searchParameters, model, {
    baseUrl: options.baseUrl,
    keeps: options.keeps,
  });
  const place = placementIn(compartment);
  return {
    model,
    definitions,
    searchParameters,
    terminology,
    validator,
    extract(resource) {
      const entries = entriesOf(resource);
      return { entries, placement: place(resource, entries) };
    },
    patientCompartment: new Set(['Patient', ...compartment.keys()]),
  };
}
