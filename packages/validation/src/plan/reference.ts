import { isObject, type JsonObject } from '../json.ts';
import type { Walk } from '../walk.ts';

/** `Type/id`, with or without a base before and a version after. */
const LITERAL = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
/** `Type?search`, as a transaction may write it. */
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?/;

/** The resource a Reference points at: contained, or found by the caller; undefined where it is not at hand. */
export function resolveReference(reference: unknown, walk: Walk): JsonObject | undefined {
  const text = textOf(reference);
  if (text === undefined) {
    return undefined;
  }
  if (text.startsWith('#')) {
    return text === '#' ? walk.root : walk.contained(text.slice(1));
  }
  return walk.resolve?.(text);
}

/**
 * The type of the resource a Reference points at, by its text, by the resource where that is at hand, or as the
 * Reference itself says; undefined where none of them tells.
 */
export function typeOfReference(reference: unknown, walk: Walk): string | undefined {
  const text = textOf(reference);
  const slash = text?.indexOf('/') ?? -1;
  if (text !== undefined && slash > 0 && isPlain(text, slash)) {
    return text.slice(0, slash);
  }
  const named = text === undefined ? undefined : (LITERAL.exec(text) ?? CONDITIONAL.exec(text))?.[1];
  if (named !== undefined) {
    return named;
  }
  const found = resolveReference(reference, walk)?.resourceType;
  const declared = isObject(reference) ? reference.type : undefined;
  return asTypeName(found) ?? asTypeName(declared);
}

/** `Type/id` and nothing more, which nearly every reference is. */
function isPlain(text: string, slash: number): boolean {
  const first = text.charCodeAt(0);
  return first >= 65 && first <= 90 && text.indexOf('/', slash + 1) < 0 && text.indexOf('?') < 0;
}

function asTypeName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Z][A-Za-z]+$/.test(value) ? value : undefined;
}

function textOf(reference: unknown): string | undefined {
  const text = isObject(reference) ? reference.reference : undefined;
  return typeof text === 'string' ? text : undefined;
}
