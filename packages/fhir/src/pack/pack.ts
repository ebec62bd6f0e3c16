import type {
  CodeSystem,
  ConceptMap,
  SearchParameterDefinition,
  StructureDefinition,
  ValueSet,
} from '../model/definitions.ts';
import type { FhirResource } from '../resource.ts';
import type { VersionMapping } from './version-mapping.ts';

/** A query that a standard prescribes, by the name the standard gives it. */
export interface NamedQuery {
  /** As in the standard, for instance `1a`. */
  readonly id: string;
  readonly title: string;
  /** A search relative to the FHIR base, with `{patient}` where the logical id of the patient comes. */
  readonly request: string;
}

/** A profile that a standard asks a server to support. */
export interface SupportedProfile {
  /** The resource type it constrains. */
  readonly type: string;
  readonly url: string;
}

/** Questionnaire as it is kept in a pack. */
export interface Questionnaire extends FhirResource {
  readonly resourceType: 'Questionnaire';
  url: string;
}

/** What names a pack. Two packs of the same name and version are the same pack. */
export interface PackIdentity {
  /** Letters, digits, `.`, `_`, `-`; for a FHIR package its package id. */
  readonly name: string;
  readonly version: string;
  readonly title: string;
  /** What the addresses of its own resources begin with; empty where they share nothing. */
  readonly canonicalBase: string;
  /** Version of FHIR it is written for, for instance `4.0.1`. */
  readonly fhirVersion: string;
}

/** A version of a standard as data: all that a server has to know to speak it. It can be stored as JSON. */
export interface Pack extends PackIdentity {
  /** The form of this data; another number is another form. */
  readonly format: 1;
  /** Profiles by address, also those whose definition is not in the pack. */
  readonly supportedProfiles: readonly SupportedProfile[];
  /** Profiles and extensions, with their snapshots. */
  readonly profiles: readonly StructureDefinition[];
  readonly valueSets: readonly ValueSet[];
  readonly codeSystems: readonly CodeSystem[];
  readonly conceptMaps: readonly ConceptMap[];
  readonly searchParameters: readonly SearchParameterDefinition[];
  readonly questionnaires: readonly Questionnaire[];
  readonly namedQueries: readonly NamedQuery[];
  /** How records of this version are written in another one. */
  readonly mappings: readonly VersionMapping[];
  /** What the standard means to the care plan (`care-plan.json`); read and checked by the module that uses it. */
  readonly carePlan?: unknown;
}

/** What reading a pack came across. */
export interface PackReport {
  /** Number of resources taken in, by type. */
  readonly counts: Readonly<Record<string, number>>;
  /** Files and resources that were left out, and why. */
  readonly skipped: readonly { readonly what: string; readonly why: string }[];
  /** Resources of types that have no place in a pack (examples, capability statements), by type. */
  readonly ignored: Readonly<Record<string, number>>;
}
