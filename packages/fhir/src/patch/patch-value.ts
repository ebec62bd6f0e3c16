import { isObject, type JsonObject } from '../fhirpath/path-node.ts';
import { isExactNumber } from '../json/exact-number.ts';
import type { ElementModel, FhirModel, PropertyModel } from '../model/model.ts';
import { PatchError } from './patch-error.ts';
import type { PatchPart } from './patch-operation.ts';

/** A value ready to be put under a JSON property, with the sibling of a primitive. */
export interface PlacedValue {
  readonly property: string;
  readonly value: unknown;
  readonly sibling: unknown;
}

/** A copy that shares nothing that can change; numbers kept by their digits are shared, as they cannot. */
export function copyJson<T>(value: T): T;
export function copyJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((each: unknown) => copyJson(each));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyJson(each)]));
}

type JsonForm = 'boolean' | 'number' | 'string' | 'object';

/** How JSON writes a type. */
function jsonForm(type: string, model: FhirModel): JsonForm {
  if (model.type(type)?.kind !== 'primitive') {
    return 'object';
  }
  if (type === 'boolean') {
    return type;
  }
  return type === 'decimal' || model.isA(type, 'integer') ? 'number' : 'string';
}

/** In a choice the type decides the property, so it must be said exactly; elsewhere a `string` may stand for a `code`. */
function fits(given: string, property: PropertyModel, element: ElementModel, model: FhirModel): boolean {
  if (given === property.type || element.isChoice) {
    return given === property.type;
  }
  const form = jsonForm(given, model);
  return model.isA(given, property.type) || (form !== 'object' && form === jsonForm(property.type, model));
}

function typesOf(element: ElementModel): string {
  return element.properties.map((each) => each.type).join(', ');
}

function mismatch(part: PatchPart, element: ElementModel): PatchError {
  return new PatchError(
    'value',
    `the value must be of a type of ${element.path}: ${typesOf(element)}`,
    part.expression,
  );
}

/** The property and type that a `value[x]` names. */
function valueProperty({ content }: PatchPart, model: FhirModel): PropertyModel | undefined {
  const properties = model.type('Parameters.parameter')?.propertyByName;
  const names = Object.keys(content).map((key) => (key.startsWith('_') ? key.slice(1) : key));
  const found = names.map((name) => properties?.get(name)).find((each) => each?.element.name === 'value');
  return found;
}

function isJsonOf(value: unknown, type: string, model: FhirModel): boolean {
  const form = jsonForm(type, model);
  switch (form) {
    case 'boolean':
    case 'string':
      return typeof value === form;
    case 'number':
      return typeof value === 'number' || isExactNumber(value);
    case 'object':
      return isObject(value);
    default:
      return form satisfies never;
  }
}

/** A value given as `value[x]`, a resource, or, for content without a type of its own, by parts named as its elements. */
export function placedValue(part: PatchPart, element: ElementModel, model: FhirModel): PlacedValue {
  const { content } = part;
  if (Array.isArray(content.part)) {
    return placedParts(part, content.part, element, model);
  }
  if (isObject(content.resource)) {
    return placedResource(part, content.resource, element, model);
  }
  const given = valueProperty(part, model);
  if (!given) {
    throw new PatchError('value', 'the part must have a value, a resource or parts', part.expression);
  }
  const property = element.properties.find((each) => fits(given.type, each, element, model));
  const value = content[given.name];
  if (!property || (value !== undefined && !isJsonOf(value, given.type, model))) {
    throw mismatch(part, element);
  }
  return { property: property.name, value: copyJson(value), sibling: copyJson(content[`_${given.name}`]) };
}

function placedResource(
  part: PatchPart,
  resource: JsonObject,
  element: ElementModel,
  model: FhirModel,
): PlacedValue {
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : '';
  const property = element.properties.find((each) => model.isA(type, each.type));
  if (!property) {
    throw mismatch(part, element);
  }
  return { property: property.name, value: copyJson(resource), sibling: undefined };
}

function placedParts(
  part: PatchPart,
  parts: readonly unknown[],
  element: ElementModel,
  model: FhirModel,
): PlacedValue {
  const [property, ...others] = element.properties;
  const type = property && others.length === 0 ? model.type(property.type) : undefined;
  if (!property || !type || type.kind === 'primitive') {
    throw mismatch(part, element);
  }
  const object: Record<string, unknown> = {};
  for (const [index, each] of parts.entries()) {
    const expression = `${part.expression}.part[${index}]`;
    const name = isObject(each) && typeof each.name === 'string' ? each.name : '';
    const member = type.elementByName.get(name);
    if (!isObject(each) || !member) {
      throw new PatchError('value', `the part must be named as an element of ${type.name}`, expression);
    }
    addToObject(object, member, placedValue({ content: each, expression }, member, model), expression);
  }
  return { property: property.name, value: object, sibling: undefined };
}

/** Puts a value under its property: at the end of a list, or where nothing stands yet. Throws `conflict`. */
export function addToObject(
  object: Record<string, unknown>,
  element: ElementModel,
  { property, value, sibling }: PlacedValue,
  expression: string,
): void {
  if (element.isList) {
    insertInList(object, property, lengthOf(object, property), { property, value, sibling });
    return;
  }
  const taken = element.properties.some(
    (each) => object[each.name] !== undefined || object[`_${each.name}`] !== undefined,
  );
  if (taken) {
    const sentence = `${element.path} is there already; replace it, or delete it first`;
    throw new PatchError('conflict', sentence, expression);
  }
  setOrRemove(object, property, value);
  setOrRemove(object, `_${property}`, sibling);
}

/** Sets a property, or removes it where there is nothing to set. */
export function setOrRemove(object: Record<string, unknown>, property: string, value: unknown): void {
  if (value === undefined) {
    delete object[property];
  } else {
    object[property] = value;
  }
}

function listOf(object: Record<string, unknown>, property: string): unknown[] {
  const list: unknown = object[property];
  return Array.isArray(list) ? Array.from<unknown>(list) : [];
}

/** Length of a list and its siblings together. */
export function lengthOf(object: Record<string, unknown>, property: string): number {
  return Math.max(listOf(object, property).length, listOf(object, `_${property}`).length);
}

/** Changes a list of items and its siblings alike; both are kept at one length, and removed when nothing is in them. */
export function changeList(
  object: Record<string, unknown>,
  property: string,
  change: (items: { value: unknown; sibling: unknown }[]) => void,
): void {
  const values = listOf(object, property);
  const siblings = listOf(object, `_${property}`);
  const length = lengthOf(object, property);
  const items = Array.from({ length }, (_, index) => ({
    value: values[index] ?? undefined,
    sibling: siblings[index] ?? undefined,
  }));
  change(items);
  setOrRemove(object, property, withHoles(items.map((each) => each.value)));
  setOrRemove(object, `_${property}`, withHoles(items.map((each) => each.sibling)));
}

function withHoles(items: readonly unknown[]): unknown[] | undefined {
  return items.some((each) => each !== undefined) ? items.map((each) => each ?? null) : undefined;
}

/** Puts a value into a list before the item at `index`. */
export function insertInList(
  object: Record<string, unknown>,
  property: string,
  index: number,
  placed: PlacedValue,
): void {
  changeList(object, property, (items) =>
    items.splice(index, 0, { value: placed.value, sibling: placed.sibling }),
  );
}
