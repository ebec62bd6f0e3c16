import type { FhirModel } from '../../model/model.ts';
import type { SearchParam } from '../query.ts';
import { branchesOf, splitUnion } from '../registry/expression-branch.ts';
import { compositeConversion } from './composite-entries.ts';
import type { Emit, EntrySink, Found } from './entry-sink.ts';
import { type Finder, finderOf } from './finder.ts';
import { neededProperties } from './needed-properties.ts';
import { emitPosition } from './position-entries.ts';
import { emitDate, emitNumber, emitQuantity } from './range-entries.ts';
import { emitString } from './string-entries.ts';
import { emitToken } from './token-entries.ts';
import { emitUri } from './uri-entries.ts';

/** What becomes of one value that a part of an expression found in the resource `root`. */
export type Conversion = (found: Found, root: Readonly<Record<string, unknown>>, sink: EntrySink) => void;

/** One part of a union, evaluated once per resource whatever number of parameters it serves. */
export interface PlannedPath {
  readonly find: Finder;
  readonly conversions: Conversion[];
}

/** What is evaluated on a resource of one type: by the JSON property that must be there, and in any case. */
export interface TypePlan {
  readonly byProperty: ReadonlyMap<string, readonly PlannedPath[]>;
  readonly always: readonly PlannedPath[];
}

/** How the values of a parameter become entries; `reference` depends on the server's own address. */
export type Emitters = Readonly<Record<SearchParam['type'], Emit | undefined>>;

export function emittersWith(reference: Emit): Emitters {
  return {
    token: emitToken,
    string: emitString,
    uri: emitUri,
    reference,
    date: emitDate,
    number: emitNumber,
    quantity: emitQuantity,
    special: emitPosition,
    composite: undefined,
  };
}

/** Plans the parameters of one type: their expressions are compiled, and equal parts of them joined. */
export function planType(
  type: string,
  params: readonly SearchParam[],
  model: FhirModel,
  emitters: Emitters,
): TypePlan {
  const planned = new Map<string, PlannedPath>();
  const byProperty = new Map<string, PlannedPath[]>();
  const always: PlannedPath[] = [];
  for (const param of params) {
    const conversion = conversionOf(param, model, emitters);
    for (const part of splitUnion(param.expression).map((text) => text.trim())) {
      const needed = propertiesFor(param, part, type, model);
      const key = `${part} ${[...(needed ?? [])].join()}`;
      const known = planned.get(key);
      known?.conversions.push(conversion);
      if (known !== undefined) continue;
      const path = { find: finderOf(part, type, model), conversions: [conversion] };
      planned.set(key, path);
      if (needed === undefined) always.push(path);
      for (const property of needed ?? []) listOf(byProperty, property).push(path);
    }
  }
  return { byProperty, always };
}

function listOf(map: Map<string, PlannedPath[]>, property: string): PlannedPath[] {
  const list = map.get(property) ?? [];
  map.set(property, list);
  return list;
}

/**
 * Of which JSON properties one must be there for the part to find anything. A composite on the resource itself goes by
 * its last component, the value. Undefined also where there is more than one way through a part: two properties side
 * by side would have it evaluated twice.
 */
function propertiesFor(
  param: SearchParam,
  part: string,
  type: string,
  model: FhirModel,
): ReadonlySet<string> | undefined {
  const branches = branchesOf(part);
  if (branches.length > 1) return undefined;
  const last = param.components.at(-1);
  if (branches[0]?.steps.length !== 0 || last === undefined) return neededProperties(part, type, model);
  return branchesOf(last.expression).length > 1 ? undefined : neededProperties(last.expression, type, model);
}

function conversionOf(param: SearchParam, model: FhirModel, emitters: Emitters): Conversion {
  const emit = emitters[param.type];
  if (emit === undefined) return compositeConversion(param, model, emitters);
  const conversion: Conversion = (found, _root, sink) => {
    sink.presentParams.add(param.code);
    emit(param.code, found, sink);
  };
  const isOwnAddress = param.type === 'uri' && param.expression === `${param.base}.url`;
  return isOwnAddress ? withVersion(param.code, conversion) : conversion;
}

/** The address of a conformance resource can also be asked for with `|version`. */
function withVersion(param: string, conversion: Conversion): Conversion {
  return (found, root, sink) => {
    conversion(found, root, sink);
    if (typeof root.version === 'string' && typeof found.value === 'string') {
      sink.uris.push({ param, value: `${found.value}|${root.version}` });
    }
  };
}
