import type { FhirResource } from '@caecilia/fhir';
import type { Caller } from './caller.ts';
import { Problem } from './problem.ts';
import type { RecordSession } from './record.ts';

/** Where an operation is called: `[base]/$op`, `[base]/Type/$op` or `[base]/Type/id/$op`. */
export type OperationLevel = 'system' | 'type' | 'instance';

/** One parameter of an operation, in or out, as FHIR's OperationDefinition describes it. */
export interface OperationParameter {
  readonly name: string;
  readonly min: number;
  readonly max: number | '*';
  /** FHIR data type, or `Resource` (any type) or the name of a resource type; absent where it has parts. */
  readonly type?: string;
  readonly parts?: readonly OperationParameter[];
  readonly documentation?: string;
}

/** What an operation is called and takes, as data: it drives the parsing, the routes and the CapabilityStatement. */
export interface OperationDefinition {
  /** The name behind the `$`. */
  readonly code: string;
  /** Canonical address of the definition. */
  readonly url: string;
  readonly levels: readonly OperationLevel[];
  /** Resource types at type and instance level; `Resource` stands for every type. Empty for system operations. */
  readonly types: readonly string[];
  /** Whether it writes. Only what writes nothing may be called with GET. */
  readonly affectsState: boolean;
  readonly in: readonly OperationParameter[];
  readonly out: readonly OperationParameter[];
}

/** One value of a parameter after parsing: a data type value, a resource, or parts. */
export interface OperationArgument {
  readonly value?: unknown;
  readonly resource?: FhirResource;
  readonly parts?: OperationInput;
}

/** The arguments by parameter name; a name that was not given is absent. */
export type OperationInput = ReadonlyMap<string, readonly OperationArgument[]>;

/** Who calls, on what, and through which session every read and write must go. */
export interface OperationContext {
  readonly caller: Caller;
  readonly session: RecordSession;
  readonly level: OperationLevel;
  readonly type?: string;
  readonly id?: string;
  /** Address of the FHIR endpoint without a slash at the end, for links. */
  readonly base: string;
  readonly now: () => Date;
}

/** What an operation answers: a resource, or a resource that is JSON text already (sent as it is). */
export type OperationResult =
  | { readonly kind: 'resource'; readonly resource: FhirResource; readonly status?: number }
  | { readonly kind: 'content'; readonly content: string; readonly status?: number };

/** A named operation of a module or of the platform. */
export interface Operation {
  readonly definition: OperationDefinition;
  /** Throws `Problem('forbidden')` where this caller may not; absent: whoever may reach the record. */
  allow?(context: OperationContext, input: OperationInput): void | Promise<void>;
  run(context: OperationContext, input: OperationInput): Promise<OperationResult>;
}

/** The operations of a house, found by level, type and code. Built once from the typed list of the app. */
export class OperationRegistry {
  readonly all: readonly Operation[];
  readonly #byPlace = new Map<string, Operation>();

  /** Throws when two operations claim the same place: which one would answer must not depend on the order. */
  constructor(operations: readonly Operation[]) {
    this.all = operations;
    for (const operation of operations) {
      for (const place of placesOf(operation.definition)) {
        if (this.#byPlace.has(place)) throw new Error(`two operations answer to ${place}`);
        this.#byPlace.set(place, operation);
      }
    }
  }

  /** The operation that answers there; one for the type itself goes before one for every type. */
  find(level: OperationLevel, code: string, type?: string): Operation | undefined {
    if (level === 'system') return this.#byPlace.get(`system $${code}`);
    return this.#byPlace.get(`${level} ${type} $${code}`) ?? this.#byPlace.get(`${level} Resource $${code}`);
  }
}

function placesOf({ code, levels, types }: OperationDefinition): string[] {
  return levels.flatMap((level) =>
    level === 'system' ? [`system $${code}`] : types.map((type) => `${level} ${type} $${code}`),
  );
}

/** How a call ended, as the audit line says it. */
export type OperationEnd = 'success' | 'refused' | 'failed';

/** The steps around every operation; composed once, so that no route can leave one out. */
export interface OperationSteps<Raw> {
  parse(definition: OperationDefinition, raw: Raw): OperationInput;
  /** The house's own rule, asked before the operation's. Throws `Problem('forbidden')`. */
  allow(context: OperationContext, definition: OperationDefinition): void | Promise<void>;
  /** Called when the call has ended, also when it was refused. What it throws fails the call. */
  audit(context: OperationContext, definition: OperationDefinition, end: OperationEnd): void | Promise<void>;
}

/** Parse, allow, run, audit: the one way an operation is run. */
export function operationPipeline<Raw>(
  steps: OperationSteps<Raw>,
): (operation: Operation, context: OperationContext, raw: Raw) => Promise<OperationResult> {
  return async (operation, context, raw) => {
    const { definition } = operation;
    let result: OperationResult;
    try {
      const input = steps.parse(definition, raw);
      await steps.allow(context, definition);
      await operation.allow?.(context, input);
      result = await operation.run(context, input);
    } catch (error) {
      await steps.audit(context, definition, isRefusal(error) ? 'refused' : 'failed');
      throw error;
    }
    await steps.audit(context, definition, 'success');
    return result;
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.status < 500;
}
