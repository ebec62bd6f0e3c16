/**
 * What the project reads of FHIR's conformance resources. The shapes are those of FHIR JSON, reduced to the
 * elements used, so that a StructureDefinition straight from a package is assignable as it stands.
 */

/** An extension on a definition; only the values the project looks at are typed. */
export interface DefinitionExtension {
  readonly url: string;
  readonly valueBoolean?: boolean;
  readonly valueCanonical?: string;
  readonly valueString?: string;
  readonly valueUrl?: string;
}

/** One allowed type of an element. `code` is a type name, or a `http://hl7.org/fhirpath/System.` address. */
export interface ElementType {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
  readonly aggregation?: readonly string[];
  readonly extension?: readonly DefinitionExtension[];
}

/** An invariant: `expression` is FHIRPath and must be true or empty for the element. */
export interface ElementConstraint {
  readonly key: string;
  readonly severity: string;
  readonly human?: string;
  readonly expression?: string;
  /** The definition the invariant comes from, where it is inherited. */
  readonly source?: string;
  readonly extension?: readonly DefinitionExtension[];
}

/** A binding to a value set; the extension `elementdefinition-maxValueSet` is kept. */
export interface ElementBinding {
  readonly strength: string;
  readonly valueSet?: string;
  readonly extension?: readonly DefinitionExtension[];
}

/** How the repetitions of an element are told apart. */
export interface ElementSlicing {
  readonly discriminator?: readonly { readonly type: string; readonly path: string }[];
  readonly ordered?: boolean;
  readonly rules?: string;
}

/** One element of a snapshot. `fixed[x]`, `pattern[x]`, `minValue[x]` and `maxValue[x]` stay under their FHIR names. */
export interface ElementDefinition {
  readonly id?: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly slicing?: ElementSlicing;
  readonly min?: number;
  readonly max?: string;
  readonly base?: { readonly path?: string; readonly min?: number; readonly max: string };
  readonly contentReference?: string;
  readonly representation?: readonly string[];
  readonly type?: readonly ElementType[];
  readonly binding?: ElementBinding;
  readonly constraint?: readonly ElementConstraint[];
  readonly maxLength?: number;
  readonly isModifier?: boolean;
  readonly isSummary?: boolean;
  readonly mustSupport?: boolean;
  readonly [
    fixedPatternOrLimit: `fixed${string}` | `pattern${string}` | `minValue${string}` | `maxValue${string}`
  ]: unknown;
}

/** A data type, resource, extension or profile with its snapshot. */
export interface StructureDefinition {
  readonly resourceType: 'StructureDefinition';
  readonly id?: string;
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly title?: string;
  readonly status?: string;
  readonly kind: string;
  readonly abstract: boolean;
  readonly type: string;
  readonly baseDefinition?: string;
  readonly derivation?: string;
  readonly context?: readonly { readonly type: string; readonly expression: string }[];
  readonly snapshot?: { readonly element: readonly ElementDefinition[] };
  /** Kept by packs; the built R4 definitions carry snapshots only. */
  readonly differential?: { readonly element: readonly ElementDefinition[] };
}

/** One concept of a code system; a child concept is narrower than its parent. */
export interface CodeSystemConcept {
  readonly code: string;
  readonly display?: string;
  readonly property?: readonly { readonly code: string; readonly [value: `value${string}`]: unknown }[];
  readonly concept?: readonly CodeSystemConcept[];
}

/** A code system with its concepts. Only `content` `complete` (or a fragment, as far as it goes) can be enumerated. */
export interface CodeSystem {
  readonly resourceType: 'CodeSystem';
  readonly id?: string;
  readonly url: string;
  readonly version?: string;
  readonly name?: string;
  readonly title?: string;
  readonly status?: string;
  readonly caseSensitive?: boolean;
  readonly content: string;
  readonly hierarchyMeaning?: string;
  readonly valueSet?: string;
  readonly supplements?: string;
  readonly concept?: readonly CodeSystemConcept[];
}

/** One part of a value set's definition: all listed conditions hold together. */
export interface ValueSetInclude {
  readonly system?: string;
  readonly version?: string;
  readonly concept?: readonly { readonly code: string; readonly display?: string }[];
  readonly filter?: readonly { readonly property: string; readonly op: string; readonly value: string }[];
  readonly valueSet?: readonly string[];
}

/** One code of an expansion. */
export interface ValueSetContains {
  readonly system?: string;
  readonly version?: string;
  readonly code?: string;
  readonly display?: string;
  readonly abstract?: boolean;
  readonly inactive?: boolean;
  readonly contains?: readonly ValueSetContains[];
}

/** A value set by definition (`compose`), or as its publisher expanded it. */
export interface ValueSet {
  readonly resourceType: 'ValueSet';
  readonly id?: string;
  readonly url: string;
  readonly version?: string;
  readonly name?: string;
  readonly title?: string;
  readonly status?: string;
  readonly compose?: {
    readonly inactive?: boolean;
    readonly include: readonly ValueSetInclude[];
    readonly exclude?: readonly ValueSetInclude[];
  };
  readonly expansion?: { readonly contains?: readonly ValueSetContains[] };
}

/** A concept map: `$translate`, and the mapping between versions of a standard. */
export interface ConceptMap {
  readonly resourceType: 'ConceptMap';
  readonly id?: string;
  readonly url: string;
  readonly name?: string;
  readonly sourceUri?: string;
  readonly sourceCanonical?: string;
  readonly targetUri?: string;
  readonly targetCanonical?: string;
  readonly group?: readonly {
    readonly source?: string;
    readonly target?: string;
    readonly element: readonly {
      readonly code?: string;
      readonly target?: readonly { readonly code?: string; readonly equivalence: string }[];
    }[];
  }[];
}

/** A search parameter as published; `base` lists every type it stands for. */
export interface SearchParameterDefinition {
  readonly resourceType: 'SearchParameter';
  readonly id?: string;
  readonly url: string;
  readonly name?: string;
  readonly code: string;
  readonly type: string;
  readonly base: readonly string[];
  readonly expression?: string;
  readonly target?: readonly string[];
  readonly component?: readonly { readonly definition: string; readonly expression: string }[];
}

/** Which resources belong to a patient (or another focus), and by which search parameters. */
export interface CompartmentDefinition {
  readonly resourceType: 'CompartmentDefinition';
  readonly id?: string;
  readonly url: string;
  readonly code: string;
  readonly resource: readonly { readonly code: string; readonly param?: readonly string[] }[];
}

/**
 * The published definitions of FHIR R4 (4.0.1). What a server needs at start is there at once; `profiles()` and
 * the terminology are read when first asked for, and kept.
 */
export interface R4Definitions {
  /** Every data type and resource, abstract ones included. */
  readonly structures: readonly StructureDefinition[];
  /** The official search parameters. */
  readonly searchParameters: readonly SearchParameterDefinition[];
  readonly compartments: readonly CompartmentDefinition[];
  /** The profiles and extensions that R4 itself publishes (vital signs, core extensions). */
  profiles(): readonly StructureDefinition[];
  /** A value set of R4, the v2 tables or v3 by its address, without `|version`; undefined where R4 has none. */
  valueSet(url: string): ValueSet | undefined;
  /** A code system of R4, the v2 tables or v3 by its address, without `|version`; undefined where R4 has none. */
  codeSystem(url: string): CodeSystem | undefined;
  /** Addresses of all value sets, without reading them. */
  readonly valueSetUrls: readonly string[];
  /** Addresses of all code systems, without reading them. */
  readonly codeSystemUrls: readonly string[];
  conceptMaps(): readonly ConceptMap[];
}
