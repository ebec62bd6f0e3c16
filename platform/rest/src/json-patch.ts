import type { FhirResource } from '@caecilia/fhir';
import { ExactNumber } from '@caecilia/fhir';
import { Problem } from '@caecilia/kernel';
import { applyPatch, type Operation, Pointer } from 'rfc6902';

/**
 * The resource after a JSON Patch (RFC 6902); the one given is not changed. Throws 400 for a document that is no
 * patch and 422 for one that does not fit the resource: a path that leads nowhere, a `test` that does not hold.
 */
export function applyJsonPatch(resource: FhirResource, patch: unknown): FhirResource {
  if (!Array.isArray(patch)) {
    throw new Problem('structure', 'a JSON Patch is a list of operations, see RFC 6902');
  }
  const document = hideNumbers(resource);
  for (const [index, operation] of patch.entries()) applyOne(document, operation, `[${index}]`);
  const patched = revealNumbers(document);
  if (!isObject(patched) || patched.resourceType !== resource.resourceType || patched.id !== resource.id) {
    throw new Problem('invalid', 'a patch may not change resourceType or id');
  }
  return { ...patched, resourceType: resource.resourceType };
}

const NEEDS_VALUE = new Set(['add', 'replace', 'test']);
const NEEDS_FROM = new Set(['move', 'copy']);

function applyOne(document: unknown, given: unknown, place: string): void {
  const operation = checkedOperation(given, place);
  const end = walk(document, operation.path, operation.op === 'add' || NEEDS_FROM.has(operation.op), place);
  if (operation.op === 'test') {
    if (!sameJson(end.value, operation.value)) throw doesNotFit('the test does not hold', place);
    return;
  }
  if (operation.op === 'move' || operation.op === 'copy') walk(document, operation.from, false, place);
  const [failure] = applyPatch(document, [operation]);
  if (failure !== null)
    throw doesNotFit('the path does not lead to a place that this operation can change', place);
}

function checkedOperation(given: unknown, place: string): Operation {
  if (!isObject(given)) throw malformed('an operation is an object', place);
  const { op, path, from } = given;
  if (typeof path !== 'string') throw malformed('an operation has a path', place);
  if (op === 'remove') return { op, path };
  if (op === 'move' || op === 'copy') {
    if (typeof from !== 'string') throw malformed(`${op} has a from`, place);
    return { op, path, from };
  }
  if (typeof op !== 'string' || !NEEDS_VALUE.has(op)) {
    throw malformed('op is add, remove, replace, move, copy or test', place);
  }
  if (!Object.hasOwn(given, 'value')) throw malformed(`${op} has a value`, place);
  return {
    op: op === 'add' ? 'add' : op === 'replace' ? 'replace' : 'test',
    path,
    value: hideNumbers(given.value),
  };
}

/**
 * Follows a pointer through own properties and existing indexes only. The library would also take `length` of a list
 * or what every object inherits, and both would lose data without a word.
 */
function walk(document: unknown, path: string, mayBeNew: boolean, place: string): { value: unknown } {
  if (path !== '' && !path.startsWith('/')) throw malformed('a path starts with /', place);
  const tokens = Pointer.fromJSON(path).tokens.slice(1);
  let value = document;
  for (const [depth, token] of tokens.entries()) {
    const isNew = mayBeNew && depth === tokens.length - 1;
    value = step(value, token, isNew, place);
  }
  return { value };
}

const INHERITED = new Set(['__proto__', 'constructor', 'prototype']);

function step(holder: unknown, token: string, isNew: boolean, place: string): unknown {
  if (Array.isArray(holder)) {
    if (isNew && token === '-') return undefined;
    if (hasIndex(holder, token, isNew)) return holder[Number(token)];
  } else if (isObject(holder) && !INHERITED.has(token)) {
    if (isNew || Object.hasOwn(holder, token)) return holder[token];
  }
  throw doesNotFit('the path leads nowhere in the current version', place);
}

function hasIndex(list: readonly unknown[], token: string, isNew: boolean): boolean {
  const index = /^(0|[1-9][0-9]{0,8})$/.test(token) ? Number(token) : Number.NaN;
  return index < list.length || (isNew && index === list.length);
}

function malformed(sentence: string, place: string): Problem {
  return new Problem('structure', `the JSON Patch is not right: ${sentence}`, { expression: place });
}

function doesNotFit(sentence: string, place: string): Problem {
  return new Problem('processing', `the JSON Patch does not fit: ${sentence}`, { expression: place });
}

/** RFC 6902, 4.6: numbers are equal by value, objects in any order of members. */
function sameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, index) => sameJson(each, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
    );
  }
  return (
    left === right || (isNumber(left) && isNumber(right) && Number(digits(left)) === Number(digits(right)))
  );
}

/** NUL cannot stand in FHIR text (it is refused on the way in), so this cannot be mistaken for a string. */
const NUMBER_MARK = '\u0000';

function isNumber(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value.startsWith(NUMBER_MARK));
}

function digits(value: string | number): string {
  return typeof value === 'number' ? String(value) : value.slice(NUMBER_MARK.length);
}

/** A deep copy in which numbers that are kept by their digits are marked text, because the library copies plain values only. */
function hideNumbers(value: unknown): unknown {
  if (value instanceof ExactNumber) return NUMBER_MARK + value.source;
  return copied(value, hideNumbers);
}

function revealNumbers(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith(NUMBER_MARK)) return new ExactNumber(digits(value));
  return copied(value, revealNumbers);
}

function copied(value: unknown, each: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(each);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
