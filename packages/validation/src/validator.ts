import type { FhirModel, StructureDefinition, Terminology } from '@caecilia/fhir';
import { bundleResolver } from './bundle-resolver.ts';
import { Compiler } from './compiler.ts';
import type { ValidationIssue } from './issue.ts';
import { isObject, type JsonObject } from './json.ts';
import { Shapes } from './shape/shapes.ts';
import { Structures } from './shape/structures.ts';
import { type Resolve, Walk } from './walk.ts';

/** What a validator is made of. */
export interface ValidatorParts {
  /** The types of R4, and the profiles and extensions it publishes itself, read when first needed (`r4Definitions()`). */
  readonly definitions: {
    readonly structures: readonly StructureDefinition[];
    profiles?(): readonly StructureDefinition[];
  };
  /** Installed profiles and extensions, of packs for instance. */
  readonly profiles?: readonly StructureDefinition[];
  readonly terminology: Terminology;
  readonly model: FhirModel;
  /** The reason to refuse a narrative (`checkNarrative`); without it narratives are taken as they are. */
  readonly narrative?: (div: string) => string | undefined;
  /** Now, as a FHIR instant; without it a rule that asks for it cannot be worked out, and says so. */
  readonly now?: () => string;
}

/** How one resource is to be validated. */
export interface ValidateOptions {
  /** Profiles to validate against, whether claimed or not; one that is not installed is then an error. */
  readonly profiles?: readonly string[];
  /** Finds the target of a reference, so that its profile can be checked too. */
  readonly resolve?: Resolve;
}

/** Validates resources against R4 and installed profiles. Definitions are compiled when first used, and kept. */
export interface Validator {
  /**
   * What is wrong with a resource: by its type, by the profiles it claims in `meta.profile`, and by those asked for.
   * Empty when there is nothing to say; acceptable when none is an error.
   */
  validate(resource: unknown, options?: ValidateOptions): readonly ValidationIssue[];
  /** Whether a profile can be validated against (`url` or `url|version`). */
  knows(profile: string): boolean;
  /** Why a profile cannot be used, as a sentence; undefined when it can. */
  problemOf(profile: string): string | undefined;
}

/** Makes a validator; throws nothing and compiles nothing yet. */
export function createValidator(parts: ValidatorParts): Validator {
  return new ProfileValidator(parts);
}

class ProfileValidator implements Validator {
  readonly #structures: Structures;
  readonly #compiler: Compiler;
  readonly #resourceTypes: ReadonlySet<string>;

  constructor({ definitions, profiles = [], terminology, model, narrative, now }: ValidatorParts) {
    this.#structures = new Structures({
      structures: definitions.structures,
      profiles,
      published: () => definitions.profiles?.() ?? [],
    });
    this.#resourceTypes = model.resourceTypes;
    this.#compiler = new Compiler({
      shapes: new Shapes(this.#structures),
      terminology,
      model,
      narrative,
      now,
      resourceCheck: (value, walk) => this.#checkNested(value, walk),
    });
  }

  validate(resource: unknown, { profiles = [], resolve }: ValidateOptions = {}): readonly ValidationIssue[] {
    if (!isObject(resource)) {
      return [notAResource('A resource is a JSON object with a resourceType')];
    }
    const type = this.#typeOf(resource);
    if (type === undefined) {
      return [notAResource('The resourceType is absent or is not a resource type of FHIR R4')];
    }
    const walk = new Walk(resource, type, bundleResolver(resource, resolve));
    this.#checkAs(type, resource, profiles, walk);
    return walk.issues;
  }

  knows(profile: string): boolean {
    return this.problemOf(profile) === undefined;
  }

  problemOf(profile: string): string | undefined {
    return this.#structures.problemOf(profile);
  }

  #typeOf({ resourceType }: JsonObject): string | undefined {
    return typeof resourceType === 'string' && this.#resourceTypes.has(resourceType)
      ? resourceType
      : undefined;
  }

  /** A profile contains its type, so the type is checked by itself only where no profile is. */
  #checkAs(type: string, resource: JsonObject, asked: readonly string[], walk: Walk): void {
    const claimed = claimedProfiles(resource);
    const usable = [
      ...asked.filter((each) => this.#isUsable(each, type, 'error', walk)),
      ...claimed.filter((each) => !asked.includes(each) && this.#isUsable(each, type, 'warning', walk)),
    ];
    const checks =
      usable.length > 0 ? this.#mostSpecific(usable) : [`http://hl7.org/fhir/StructureDefinition/${type}`];
    for (const each of checks) {
      this.#compiler.definitionCheck(each)?.(resource, walk);
    }
  }

  #isUsable(profile: string, type: string, severity: 'error' | 'warning', walk: Walk): boolean {
    const problem = this.problemOf(profile);
    if (problem !== undefined) {
      walk.report(
        severity,
        'not-found',
        `${problem}; the resource was not validated against it`,
        '.meta.profile',
      );
      return false;
    }
    const constrained = this.#structures.typeOf(profile);
    if (constrained !== type) {
      walk.error('invalid', `The profile ${profile} is for ${constrained}, not for ${type}`, '.meta.profile');
      return false;
    }
    return true;
  }

  /** A profile that another one is derived from has nothing to add. */
  #mostSpecific(profiles: readonly string[]): readonly string[] {
    if (profiles.length === 1) {
      return profiles;
    }
    const lineages = profiles.map((each) => ({
      each,
      own: this.#structures.find(each)?.url ?? each,
      all: this.#structures.lineage(each),
    }));
    return lineages
      .filter(
        ({ own, each }) =>
          !lineages.some((other) => other.each !== each && other.own !== own && other.all.has(own)),
      )
      .map(({ each }) => each);
  }

  /** A resource inside a resource: contained ones share the root, entries of a Bundle stand by themselves. */
  #checkNested(value: unknown, walk: Walk): void {
    if (!isObject(value)) {
      walk.error('structure', 'A resource is a JSON object with a resourceType');
      return;
    }
    const type = this.#typeOf(value);
    if (type === undefined) {
      walk.error('structure', 'The resourceType is absent or is not a resource type of FHIR R4');
      return;
    }
    const { resource, root } = walk;
    walk.resource = value;
    walk.root = walk.isInContained() ? root : value;
    this.#checkAs(type, value, [], walk);
    walk.resource = resource;
    walk.root = root;
  }
}

function claimedProfiles({ meta }: JsonObject): readonly string[] {
  const claimed = isObject(meta) ? meta.profile : undefined;
  return Array.isArray(claimed) ? claimed.filter((each) => typeof each === 'string') : [];
}

function notAResource(diagnostics: string): ValidationIssue {
  return { severity: 'error', code: 'structure', diagnostics, expression: ['resourceType'] };
}
