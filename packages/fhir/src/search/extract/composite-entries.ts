import type { FhirModel } from '../../model/model.ts';
import type { SearchParam } from '../query.ts';
import { type Emit, EntrySink } from './entry-sink.ts';
import { type Finder, type Focus, finderOf } from './finder.ts';
import { isJsonObject } from './json-fields.ts';
import { neededProperties } from './needed-properties.ts';
import type { Conversion, Emitters } from './parameter-plan.ts';

interface Part {
  readonly code: string;
  readonly emit: Emit;
  readonly find: Finder;
  /** Of these JSON properties one must be there; undefined where that is not known. */
  readonly needed: ReadonlySet<string> | undefined;
}

/**
 * Entries of a composite: for each element that its expression finds, what its parts find in that element. An element
 * in which one part finds nothing has no entry.
 */
export function compositeConversion(param: SearchParam, model: FhirModel, emitters: Emitters): Conversion {
  const partsByType = new Map<string, readonly Part[]>();
  return ({ value, type }, root, sink) => {
    if (!isJsonObject(value)) return;
    const parts = partsByType.get(type) ?? compileParts(param, type, model, emitters);
    partsByType.set(type, parts);
    const entries = partEntries(parts, { value, type, root });
    if (entries !== undefined) sink.composites.push({ param: param.code, parts: entries });
    // An element that is there counts for `:missing`; the resource itself is always there and says nothing.
    if (entries !== undefined || value !== root) sink.presentParams.add(param.code);
  };
}

function compileParts(param: SearchParam, type: string, model: FhirModel, emitters: Emitters): Part[] {
  return param.components.flatMap(({ param: part, expression }) => {
    const emit = emitters[part.type];
    if (emit === undefined) return [];
    const find = finderOf(expression, type, model);
    return [{ code: part.code, emit, find, needed: neededProperties(expression, type, model) }];
  });
}

function partEntries(parts: readonly Part[], focus: Focus): EntrySink[] | undefined {
  if (!parts.every((part) => canFind(part, focus.value))) return undefined;
  const entries: EntrySink[] = [];
  for (const { code, emit, find } of parts) {
    const sink = new EntrySink();
    find(focus, (found) => emit(code, found, sink));
    if (sink.isEmpty()) return undefined;
    entries.push(sink);
  }
  return entries;
}

function canFind({ needed }: Part, element: Readonly<Record<string, unknown>>): boolean {
  if (needed === undefined) return true;
  for (const property of needed) if (element[property] !== undefined) return true;
  return false;
}
