import type { StructureDefinition } from '@caecilia/fhir';
import { isObject } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import type { Walk } from '../walk.ts';
import { contextCheck } from './extension-context.ts';
import { expectedUrl } from './extension-url.ts';
import { countCheck, isList, type Property, type Run } from './occurrence.ts';
import type { Check, PlanContext, Slot } from './plan-context.ts';
import { checkSliceCounts } from './slice-count.ts';
import { type SliceRule, sliceRules } from './slice-rules.ts';

/**
 * Extensions are recognised by their url: first among the slices of the profile, then among all definitions that
 * are held. An unknown one is kept as it is; an unknown one that modifies meaning is said aloud, because whoever
 * shows the resource must not show it as if it were not there.
 */
export function extensionField(property: Property, context: PlanContext): Run {
  const { name } = property;
  const kinds = new ExtensionKinds(property, context);
  const checkCount = countCheck(property);
  return (_owner, value, walk) => {
    if (!isList(value, property, walk)) {
      return;
    }
    const counts = kinds.slices.map(() => 0);
    for (let index = 0; index < value.length; index++) {
      walk.enter(name, index);
      kinds.check(value[index], counts, walk);
      walk.leave();
    }
    checkCount(value.length, walk);
    checkSliceCounts(kinds.slices, counts, property, walk);
  };
}

/** What the extensions of one element may be. */
class ExtensionKinds {
  readonly slices: readonly SliceRule[];
  readonly #label: string;
  readonly #parent: Shape;
  readonly #closed: boolean;
  readonly #isModifier: boolean;
  readonly #indexByUrl: ReadonlyMap<string, number>;
  readonly #known: KnownExtensions;
  readonly #any: Slot;

  constructor({ name, parent, shape }: Property, context: PlanContext) {
    this.slices = shape.sliceGroups.flatMap((group) => sliceRules(shape, group, context));
    this.#label = `${parent.path}.${name}`;
    this.#parent = parent;
    this.#closed = shape.sliceGroups.some((group) => group.closed);
    this.#isModifier = name === 'modifierExtension';
    this.#indexByUrl = indexOf(this.slices, context);
    this.#known = new KnownExtensions(parent, this.#isModifier, context);
    this.#any = context.valueCheck(shape);
  }

  check(value: unknown, counts: number[], walk: Walk): void {
    const url = isObject(value) && typeof value.url === 'string' ? value.url : '';
    const index = this.#indexByUrl.get(url) ?? -1;
    const slice = this.slices[index];
    if (slice) {
      counts[index] = (counts[index] ?? 0) + 1;
      slice.check.run(value, walk);
      return;
    }
    if (this.#closed) {
      walk.error('structure', `${this.#label} may hold only the extensions that its profile names`);
    }
    this.#checkOutsideSlices(url, value, walk);
  }

  #checkOutsideSlices(url: string, value: unknown, walk: Walk): void {
    const definition = this.#known.check(url);
    (definition ?? this.#any.run)(value, walk);
    if (this.#isModifier && !definition) {
      walk.warn('extension', unknownModifier(this.#parent));
    }
  }
}

function unknownModifier(parent: Shape): string {
  return `${parent.path} carries a modifier extension whose definition is not installed: it may change the meaning of the whole element, which must not be shown as if the extension were not there`;
}

function indexOf(slices: readonly SliceRule[], { shapes }: PlanContext): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, { shape }] of slices.entries()) {
    const url = expectedUrl(shape, shapes);
    if (url !== undefined) {
      found.set(url, index);
    }
  }
  return found;
}

/** Definitions of extensions found at one element, with the rule where each may be used. */
class KnownExtensions {
  readonly #parent: Shape;
  readonly #isModifier: boolean;
  readonly #context: PlanContext;
  readonly #checks = new Map<string, Check>();

  constructor(parent: Shape, isModifier: boolean, context: PlanContext) {
    this.#parent = parent;
    this.#isModifier = isModifier;
    this.#context = context;
  }

  check(url: string): Check | undefined {
    const known = this.#checks.get(url);
    if (known) {
      return known;
    }
    const definition = this.#context.shapes.structures.find(url);
    const conforms = definition?.type === 'Extension' ? this.#context.definitionCheck(url) : undefined;
    if (!definition || !conforms) {
      return undefined;
    }
    const inPlace = contextCheck(definition, this.#parent, this.#context.shapes.structures);
    const inRole = this.#roleCheck(definition);
    const check: Check = (value, walk) => {
      conforms(value, walk);
      inPlace(walk);
      inRole(walk);
    };
    this.#checks.set(url, check);
    return check;
  }

  /** Whoever skips the extensions it does not know must still meet those that change the meaning. */
  #roleCheck({ url, snapshot, differential }: StructureDefinition): (walk: Walk) => void {
    const [root] = (snapshot ?? differential)?.element ?? [];
    const modifies = root?.isModifier === true;
    if (modifies && !this.#isModifier) {
      return (walk) =>
        walk.error('extension', `The extension ${url} changes meaning and must stand in modifierExtension`);
    }
    if (!modifies && this.#isModifier) {
      return (walk) =>
        walk.warn('extension', `The extension ${url} does not change meaning and belongs in extension`);
    }
    return () => {};
  }
}
