import {
  type CompiledPath,
  compilePath,
  type ElementConstraint,
  type FhirModel,
  type PathEnvironment,
  PathError,
  type Tri,
} from '@caecilia/fhir';
import type { Severity } from '../issue.ts';
import { isObject } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import type { Walk } from '../walk.ts';
import { nativeRules, structuralRules } from './native-rules.ts';
import type { Rule } from './rule.ts';

const BEST_PRACTICE = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-bestpractice';

/** Gives what rules may ask beyond the resource; one for each walk. */
export type EnvironmentOf = (walk: Walk) => PathEnvironment;

/**
 * The invariants of an element as rules. Those that the publisher marks as best practice (dom-6: a narrative should
 * be there) are left out: they would stand under every resource of a standard that sends no narratives.
 */
export function compileRules(shape: Shape, model: FhirModel, environmentOf: EnvironmentOf): readonly Rule[] {
  const type = modelType(shape, model);
  return shape.constraints
    .filter(({ expression }) => expression !== undefined && !structuralRules.has(expression))
    .filter((each) => !each.extension?.some(({ url, valueBoolean }) => url === BEST_PRACTICE && valueBoolean))
    .map((constraint) => ({
      key: constraint.key,
      severity: severityOf(constraint),
      human: (constraint.human ?? constraint.expression ?? '').replace(/\s+/g, ' ').slice(0, 500),
      holds: holdsOf(constraint.expression ?? '', type, model, environmentOf),
    }));
}

function severityOf({ severity }: ElementConstraint): Severity {
  return severity === 'warning' ? 'warning' : 'error';
}

/** The name under which the model knows the element: content of its own is known by its path. */
function modelType(shape: Shape, model: FhirModel): string | undefined {
  const paths = [...shape.typeNodes, ...shape.parts.nodes].map((each) => each.definition.path);
  return paths.find((path) => path.includes('.') && model.type(path)) ?? shape.typeName;
}

function holdsOf(
  expression: string,
  type: string | undefined,
  model: FhirModel,
  environmentOf: EnvironmentOf,
): Rule['holds'] {
  const native = nativeRules.get(expression);
  if (native) {
    return (value, walk) => !isObject(value) || native(value, walk);
  }
  const path = compiled(expression, type, model);
  return path ? (value, walk) => asked(() => path.test(value, environmentOf(walk))) : () => undefined;
}

function compiled(expression: string, type: string | undefined, model: FhirModel): CompiledPath | undefined {
  try {
    return compilePath(expression, { model, type, trusted: true });
  } catch (error) {
    if (error instanceof PathError) {
      return undefined;
    }
    throw error;
  }
}

/** A rule that fails on this data (several values where it wants one) has no answer. */
function asked(question: () => boolean): Tri {
  try {
    return question();
  } catch (error) {
    if (error instanceof PathError) {
      return undefined;
    }
    throw error;
  }
}

/** What a rule sees of its surroundings, read when it asks, because one walk passes through several resources. */
export class RuleEnvironment implements PathEnvironment {
  readonly #walk: Walk;
  readonly #questions: Pick<PathEnvironment, 'memberOf' | 'conformsTo' | 'htmlChecks' | 'now'>;

  constructor(
    walk: Walk,
    questions: Pick<PathEnvironment, 'memberOf' | 'conformsTo' | 'htmlChecks' | 'now'>,
  ) {
    this.#walk = walk;
    this.#questions = questions;
  }

  get resource(): object {
    return this.#walk.resource;
  }

  get rootResource(): object {
    return this.#walk.root;
  }

  get now(): string | undefined {
    return this.#questions.now;
  }

  get memberOf(): PathEnvironment['memberOf'] {
    return this.#questions.memberOf;
  }

  get conformsTo(): PathEnvironment['conformsTo'] {
    return this.#questions.conformsTo;
  }

  get htmlChecks(): PathEnvironment['htmlChecks'] {
    return this.#questions.htmlChecks;
  }

  get resolve(): PathEnvironment['resolve'] {
    return this.#walk.resolve;
  }
}
