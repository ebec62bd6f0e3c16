import { isObject, type JsonObject } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import type { Shapes } from '../shape/shapes.ts';
import { capitalised, typeNameOf } from '../shape/type-name.ts';
import type { Walk } from '../walk.ts';
import { expectedUrl } from './extension-url.ts';
import { resolveReference } from './reference.ts';

/** A value of an element, with the sibling object of a primitive. */
export interface Item {
  readonly value: unknown;
  readonly sibling: unknown;
}

/** The items a discriminator path leads to; undefined where that cannot be told (a target that is not at hand). */
export type Select = (item: Item, walk: Walk) => readonly Item[] | undefined;

/** A discriminator path as compiled against the slice it is to recognise. */
export interface Selection {
  readonly select: Select;
  /** What the slice says of the element at the end; undefined where it says nothing of it. */
  readonly target: Shape | undefined;
  /** Where the path ends in `resolve()`: the definitions the target may have, and the reference itself. */
  readonly resolved?: { readonly profiles: readonly string[]; readonly reference: Select };
}

const itself: Select = (item) => [item];

/** Compiles a path of the subset that FHIR allows in discriminators; undefined for one outside it. */
export function compileSelection(shape: Shape, path: string, shapes: Shapes): Selection | undefined {
  let selection: Selection | undefined = { select: itself, target: shape };
  for (const step of path.match(/[^.(]+(\([^)]*\))?/g) ?? []) {
    selection = selection && step !== '$this' ? follow(selection, step, shapes) : selection;
  }
  return selection;
}

function follow(from: Selection, step: string, shapes: Shapes): Selection | undefined {
  const call = /^(\w+)\(['"]?([^'"]*)['"]?\)$/.exec(step);
  if (!call) {
    return followName(from, step, shapes);
  }
  const [, name = '', argument = ''] = call;
  switch (name) {
    case 'resolve':
      return followReference(from, shapes);
    case 'extension':
      return followExtension(from, argument, shapes);
    case 'ofType':
      return from.target && { ...from, target: ofType(from.target, argument, shapes) };
    default:
      return undefined;
  }
}

function followName(from: Selection, name: string, shapes: Shapes): Selection {
  const children = from.target && shapes.children(from.target);
  const child = children?.get(name) ?? children?.get(`${name}[x]`);
  const keys = child?.isChoice
    ? child.types.map((type) => name + capitalised(typeNameOf(type, child.base)))
    : [name];
  const [type] = child?.types ?? [];
  const narrowed = child?.isChoice && child.types.length === 1 && type ? shapes.narrowed(child, type) : child;
  return { select: chain(from.select, (item) => childrenOf(item, keys)), target: narrowed };
}

function ofType(shape: Shape, name: string, shapes: Shapes): Shape {
  const type = shape.types.find((each) => each.code === name);
  return type ? shapes.narrowed(shape, type) : shape;
}

function followReference(from: Selection, shapes: Shapes): Selection {
  const profiles = from.target?.types.flatMap((each) => each.targetProfile ?? []) ?? [];
  const [profile, ...others] = profiles;
  const target = profile !== undefined && others.length === 0 ? shapes.ofDefinition(profile) : undefined;
  const select: Select = (item, walk) => {
    const references = from.select(item, walk);
    const found = references?.map((each) => resolveReference(each.value, walk));
    return found?.every((each) => each !== undefined)
      ? found.map((value) => ({ value, sibling: undefined }))
      : undefined;
  };
  return { select, target, resolved: { profiles, reference: from.select } };
}

function followExtension(from: Selection, url: string, shapes: Shapes): Selection {
  const extensions = from.target && shapes.children(from.target).get('extension');
  const slices = extensions?.sliceGroups.flatMap(({ slices: named }) => [...named.values()]) ?? [];
  const slice =
    extensions &&
    slices.map((nodes) => shapes.slice(extensions, nodes)).find((each) => expectedUrl(each, shapes) === url);
  const select = chain(from.select, (item) =>
    childrenOf(item, ['extension']).filter(({ value }) => isObject(value) && value.url === url),
  );
  return { select, target: slice ?? shapes.ofDefinition(url) };
}

function chain(first: Select, next: (item: Item) => readonly Item[]): Select {
  return (item, walk) => first(item, walk)?.flatMap(next);
}

/** Values of the first property that is there, each with its sibling. */
function childrenOf({ value, sibling }: Item, keys: readonly string[]): readonly Item[] {
  const owner = isObject(value) ? value : sibling;
  if (!isObject(owner)) {
    return [];
  }
  const key = keys.find((each) => owner[each] !== undefined || owner[`_${each}`] !== undefined);
  return key === undefined ? [] : itemsAt(owner, key);
}

function itemsAt(owner: JsonObject, key: string): readonly Item[] {
  const value = owner[key];
  const sibling = owner[`_${key}`];
  return Array.isArray(value) || Array.isArray(sibling) ? pairUp(value, sibling) : [{ value, sibling }];
}

/** The values of a list with their siblings; null stands for the absence of either. */
export function pairUp(values: unknown, siblings: unknown): readonly Item[] {
  const left: readonly unknown[] = Array.isArray(values) ? values : [];
  const right: readonly unknown[] = Array.isArray(siblings) ? siblings : [];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
    value: left[index] ?? undefined,
    sibling: right[index] ?? undefined,
  }));
}
