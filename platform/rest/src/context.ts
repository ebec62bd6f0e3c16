import type { FhirModel, FhirResource, Placement, SearchRegistry, Terminology } from '@caecilia/fhir';
import type { Operation, OperationContext, OperationDefinition, OperationEnd } from '@caecilia/kernel';
import { OperationRegistry, operationPipeline } from '@caecilia/kernel';
import { capabilityStatement } from './capability.ts';
import type { FhirContext, ResourceCheck } from './exchange.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { everythingOperation } from './operations/everything.operation.ts';
import { type OperationCall, parseInput } from './operations/input.ts';
import {
  expandValueSetOperation,
  validateValueSetCodeOperation,
} from './operations/terminology.operation.ts';
import { validateOperation } from './operations/validate.operation.ts';
import type { OnRefusal } from './refusal.ts';
import { writeResource } from './resource-text.ts';
import { SealedValues } from './sealed-values.ts';

/** What the floor is given by the app: the language of the installed standards, rules of the house, limits. */
export interface FhirLanguage {
  readonly model: FhirModel;
  readonly searchParameters: SearchRegistry;
  readonly terminology: Terminology;
  /** Judges a resource before it is kept. */
  readonly check: ResourceCheck;
  readonly placement: (resource: FhirResource) => Placement;
  /** Types that belong to the compartment of a patient (CompartmentDefinition/patient), Patient itself included. */
  readonly patientCompartment: ReadonlySet<string>;
  /** Profiles of the installed packs, by type, for the CapabilityStatement. */
  readonly profiles?: ReadonlyMap<string, readonly string[]>;
  readonly implementationGuides?: readonly string[];
}

/** The rules and settings around the language. */
export interface FhirHouse {
  readonly software: { readonly name: string; readonly version: string };
  /** Named operations of the modules, beside those of the floor. */
  readonly operations?: readonly Operation[];
  /** The house's rule on interactions; throws `Problem('forbidden')`. Absent: the scope of the caller decides alone. */
  readonly allow?: FhirContext['allow'];
  readonly allowOperation?: (
    context: OperationContext,
    definition: OperationDefinition,
  ) => void | Promise<void>;
  /** Told how each operation ended; what the operation read and wrote has left its own lines. */
  readonly auditOperation?: (
    context: OperationContext,
    definition: OperationDefinition,
    end: OperationEnd,
  ) => void | Promise<void>;
  /** Told of each refusal before it is answered, for the log; where it throws, that is answered instead. */
  readonly onRefusal?: OnRefusal;
  /** Types that may be changed with `If-Match` only; by default none. */
  readonly needsIfMatch?: (type: string) => boolean;
  readonly limits?: Partial<Limits>;
  readonly patchPaths?: FhirContext['patchPaths'];
  readonly now?: () => Date;
}

/** Puts together what all interactions work with. Throws when two operations claim the same place. */
export function createContext(language: FhirLanguage, house: FhirHouse): FhirContext {
  const { model, searchParameters, terminology, check, placement, patientCompartment } = language;
  const limits = { ...DEFAULT_LIMITS, ...house.limits };
  const now = house.now ?? (() => new Date());
  const operations = new OperationRegistry([
    validateOperation(check),
    everythingOperation({ patientCompartment, placement, limits }),
    expandValueSetOperation(terminology),
    validateValueSetCodeOperation(terminology),
    ...(house.operations ?? []),
  ]);
  const since = now().toISOString();
  const statements = new Map<string, string>();
  const nothing = () => undefined;
  return {
    sealedValues: new SealedValues(),
    patchPaths: house.patchPaths,
    model,
    searchParameters,
    searchTerminology: terminology,
    check,
    placement,
    patientCompartment,
    limits,
    now,
    operations,
    needsIfMatch: house.needsIfMatch ?? (() => false),
    allow: house.allow ?? nothing,
    onRefusal: house.onRefusal ?? nothing,
    runOperation: operationPipeline<OperationCall>({
      parse: parseInput,
      allow: house.allowOperation ?? nothing,
      audit: house.auditOperation ?? nothing,
    }),
    capabilities(base) {
      const known = statements.get(base);
      if (known !== undefined) return known;
      const { profiles = new Map(), implementationGuides = [] } = language;
      const { software } = house;
      const registries = {
        model,
        searchParameters,
        operations,
        profiles,
        implementationGuides,
        software,
        since,
      };
      const statement = writeResource(capabilityStatement(registries, base));
      // Few addresses lead here; whoever makes up hundreds does not fill the memory with them.
      if (statements.size < 16) statements.set(base, statement);
      return statement;
    },
  };
}
