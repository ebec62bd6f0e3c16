import type { FhirModel, FhirResource, Placement, SearchRegistry, SearchTerminology } from '@caecilia/fhir';
import type {
  Caller,
  Operation,
  OperationContext,
  OperationRegistry,
  OperationResult,
  Problem,
  ProblemIssue,
  RecordReader,
  RecordSession,
} from '@caecilia/kernel';
import type { Prefer } from './http/prefer.ts';
import type { Interaction } from './interaction.ts';
import type { Limits } from './limits.ts';
import type { OperationCall } from './operations/input.ts';
import type { OnRefusal } from './refusal.ts';
import type { SealedValues } from './sealed-values.ts';

/** Headers (or the elements of `Bundle.entry.request`) that make an interaction depend on what is there. */
export interface Conditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  /** Search parameters: create only when nothing matches. */
  readonly ifNoneExist?: string | undefined;
}

/** What a request carries. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'resource'; readonly resource: FhirResource }
  /** A JSON Patch document, still to be checked. */
  | { readonly kind: 'json-patch'; readonly patch: unknown }
  | { readonly kind: 'form'; readonly parameters: URLSearchParams };

/** One interaction with the record, whether a client sent it or an entry of a Bundle. */
export interface Exchange {
  readonly caller: Caller;
  readonly reader: RecordReader;
  readonly query: URLSearchParams;
  readonly conditions: Conditions;
  readonly prefer: Prefer;
  readonly body: Body;
  /** Address of the FHIR endpoint without a slash at the end. */
  readonly base: string;
  /** Writes a failure to the log where the answer as a whole does not fail (an entry of a batch). */
  readonly report: (problem: Problem) => void;
}

/** An exchange that may write. */
export interface WritingExchange extends Exchange {
  readonly session: RecordSession;
}

/** The answer to an exchange. The body is JSON text; another format is made of it at the very end. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; Last-Modified comes from `lastUpdated`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Instant of the version that is answered. */
  readonly lastUpdated?: string;
  /** JSON text of a resource. */
  readonly content?: string;
  /** JSON text of an OperationOutcome, where that was preferred to the resource. */
  readonly outcome?: string;
}

/** Judges a resource before it is kept: structure, profiles it claims, and what R4 forbids in narratives. */
export type ResourceCheck = (resource: FhirResource, profiles?: readonly string[]) => readonly ProblemIssue[];

/** What all interactions work with. */
export interface FhirContext {
  /** Values that may not stand in a link. */
  readonly sealedValues: SealedValues;
  /** Applies a FHIRPath Patch (both as JSON text) in a thread with a limit of time; absent: where it stands. */
  readonly patchPaths?: ((resource: string, patch: string) => Promise<string>) | undefined;
  readonly model: FhirModel;
  readonly searchParameters: SearchRegistry;
  readonly searchTerminology: SearchTerminology;
  readonly check: ResourceCheck;
  /** Types that may be changed with `If-Match` only, so that nobody overwrites what they have not seen. */
  readonly needsIfMatch: (type: string) => boolean;
  /** Types that belong to the compartment of a patient. */
  readonly patientCompartment: ReadonlySet<string>;
  /** Whose compartment a resource belongs in; a new resource gets an id that lies beside its patient. */
  readonly placement: (resource: FhirResource) => Placement;
  readonly limits: Limits;
  readonly operations: OperationRegistry;
  readonly runOperation: (
    operation: Operation,
    context: OperationContext,
    call: OperationCall,
  ) => Promise<OperationResult>;
  /** The house's rule on interactions; throws `Problem('forbidden')`. Which records are seen is the scope's matter. */
  readonly allow: (caller: Caller, interaction: Interaction) => void | Promise<void>;
  /** Told of each refusal before it is answered. */
  readonly onRefusal: OnRefusal;
  /** The CapabilityStatement as JSON text, for the address it is asked at. */
  readonly capabilities: (base: string) => string;
  readonly now: () => Date;
}
