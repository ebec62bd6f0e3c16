import type { JsonObject } from '../json.ts';
import { checkRules, type Rule } from '../rules/rule.ts';
import { DEEPEST, type Walk } from '../walk.ts';

/** What is done with one JSON property of an object. */
export interface Field {
  /** Bit that is set when the property is there; 0 where nobody asks. */
  readonly mask: number;
  /** Whether another property with the same bit excludes this one: the types of a choice. */
  readonly exclusive: boolean;
  readonly run: (owner: JsonObject, value: unknown, walk: Walk) => void;
}

/** An element of which the absence, or the presence in two forms, is a finding. */
export interface Demand {
  readonly mask: number;
  /** JSON properties that may carry the element, without the ones with an underscore. */
  readonly keys: readonly string[];
  readonly whenAbsent: ((owner: JsonObject, walk: Walk) => void) | undefined;
  /** Name of the choice, for instance `value[x]`. */
  readonly choice: string | undefined;
}

/** What an object may and must hold; a `sibling` is the object beside the value of a primitive. */
export interface ObjectParts {
  /** Path of the element, for people. */
  readonly path: string;
  readonly kind: 'resource' | 'element' | 'sibling';
  readonly fields: ReadonlyMap<string, Field>;
  readonly demands: readonly Demand[];
  readonly rules: readonly Rule[];
  /** What to say of a property that is not in `fields`. */
  readonly explainUnknown: (key: string) => string;
}

/**
 * The check of one object: one pass over its own properties. What must be there is a bit for each property seen, so
 * that nothing is looked up a second time as long as all is well.
 */
export class ObjectPlan {
  readonly #parts: ObjectParts;
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #rules: readonly Rule[];
  readonly #needed: number;
  /** More demands than bits: then those without a bit are always looked up. */
  readonly #unmarked: boolean;

  constructor(parts: ObjectParts) {
    this.#parts = parts;
    this.#fields = parts.fields;
    this.#rules = parts.rules;
    const required = parts.demands.filter((each) => each.whenAbsent);
    this.#needed = required.reduce((mask, each) => mask | each.mask, 0);
    this.#unmarked = parts.demands.some((each) => each.mask === 0);
  }

  /** Bound, so that it can stand where a check is called. */
  readonly run = (value: unknown, walk: Walk): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      walk.error('structure', `${this.#parts.path} must be a JSON object`);
      return;
    }
    if (walk.depth > DEEPEST) {
      walk.error('too-costly', `The resource is nested deeper than ${DEEPEST} levels`);
      return;
    }
    this.#check(value as JsonObject, walk);
  };

  #check(owner: JsonObject, walk: Walk): void {
    let seen = 0;
    // A resource says at least what it is; a sibling may have an id only, where its value is there.
    let content = this.#parts.kind === 'resource' ? 1 : 0;
    for (const key in owner) {
      const value = owner[key];
      const field = this.#fields.get(key);
      if (field === undefined || value === undefined) {
        content += this.#unknown(key, field, walk);
        continue;
      }
      if (field.exclusive && (seen & field.mask) !== 0) {
        this.#twice(owner, field.mask, walk);
      }
      seen |= field.mask;
      content += key === 'id' && this.#parts.kind === 'element' ? 0 : 1;
      field.run(owner, value, walk);
    }
    if (content === 0) {
      walk.error('invariant', emptyElement(this.#parts.path));
    }
    if ((seen & this.#needed) !== this.#needed || this.#unmarked) {
      this.#absent(owner, walk);
    }
    if (this.#rules.length > 0) {
      checkRules(this.#rules, owner, walk);
    }
  }

  /** A known property with the value undefined is none: objects made in the program may have them. */
  #unknown(key: string, field: Field | undefined, walk: Walk): 0 | 1 {
    if (field || (key === 'resourceType' && this.#parts.kind === 'resource')) {
      return 0;
    }
    walk.error('structure', this.#parts.explainUnknown(key), `.${nameInPath(key)}`);
    return 1;
  }

  #absent(owner: JsonObject, walk: Walk): void {
    for (const demand of this.#parts.demands) {
      if (present(owner, demand.keys) === 0) {
        demand.whenAbsent?.(owner, walk);
      } else if (demand.mask === 0) {
        this.#refuseTwo(demand, owner, walk);
      }
    }
  }

  #twice(owner: JsonObject, mask: number, walk: Walk): void {
    const demand = this.#parts.demands.find((each) => each.mask === mask);
    if (demand) {
      this.#refuseTwo(demand, owner, walk);
    }
  }

  #refuseTwo({ choice, keys }: Demand, owner: JsonObject, walk: Walk): void {
    if (choice !== undefined && present(owner, keys) > 1) {
      const given = keys.filter((key) => owner[key] !== undefined).join(' and ');
      walk.error(
        'structure',
        `${this.#parts.path}.${choice} may have one type only; keep one of ${given}`,
        `.${choice.replace('[x]', '')}`,
      );
    }
  }
}

/** ele-1 in words. */
export function emptyElement(path: string): string {
  return `The rule ele-1 is not kept: ${path} is empty; leave it out or give it content`;
}

/** How many of the properties are there, each with its sibling counted once. */
function present(owner: JsonObject, keys: readonly string[]): number {
  return keys.filter((key) => owner[key] !== undefined || owner[`_${key}`] !== undefined).length;
}

/** A property name as a location can carry it: names are not data, but an unknown one may be anything. */
function nameInPath(key: string): string {
  return /^\w{1,64}$/.test(key) ? key : '`?`';
}
