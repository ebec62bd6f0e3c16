import type { FhirModel } from '../../model/model.ts';
import { branchesOf, type PathStep } from '../registry/expression-branch.ts';
import { startsAt } from '../registry/value-types.ts';
import type { Found } from './entry-sink.ts';
import type { Finder } from './finder.ts';
import { isJsonObject, objectsField, textField } from './json-fields.ts';

/**
 * The short way for plain paths: `Observation.component.value.ofType(Quantity)`, `Condition.subject.where(resolve() is
 * Patient)`. The types of all elements on the way are known when compiling, so nothing is looked up while reading. It
 * must find what FHIRPath finds; the tests compare the two on every official parameter and example.
 */

type JsonObject = Readonly<Record<string, unknown>>;
type Visit = (value: unknown, root: JsonObject, found: (found: Found) => void) => void;

const TYPED_REFERENCE =
  /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const nothing: Visit = () => {};

/** Undefined where the expression is more than one plain path. */
export function straightPath(expression: string, type: string, model: FhirModel): Finder | undefined {
  const branches = branchesOf(expression);
  const [branch] = branches;
  if (branch === undefined || branches.length > 1) return undefined;
  const visit = startsAt(branch, type, model) ? visitOf(branch.steps, type, model) : nothing;
  return visit && ((focus, found) => visit(focus.value, focus.root, found));
}

function visitOf(steps: readonly PathStep[], type: string, model: FhirModel): Visit | undefined {
  const [step, ...rest] = steps;
  switch (step?.kind) {
    case undefined:
      return (value, _root, found) => found({ value, type });
    case 'child':
      return childVisit(step.name, rest, type, model);
    case 'type':
      return model.isA(type, step.type) ? visitOf(rest, type, model) : nothing;
    case 'target':
      return type === 'Reference' ? targetVisit(step.type, rest, model) : undefined;
    case 'filter':
    case 'opaque':
      return undefined;
  }
}

/** A resource in a resource says its own type; that is left to FHIRPath. */
function childVisit(
  name: string,
  rest: readonly PathStep[],
  type: string,
  model: FhirModel,
): Visit | undefined {
  const properties = model.type(type)?.elementByName.get(name)?.properties ?? [];
  const visits: [property: string, visit: Visit][] = [];
  for (const property of properties) {
    const visit = property.type === 'Resource' ? undefined : visitOf(rest, property.type, model);
    if (visit === undefined) return undefined;
    if (visit !== nothing) visits.push([property.name, visit]);
  }
  if (properties.length === 0) return undefined;
  return (value, root, found) => {
    if (!isJsonObject(value)) return;
    for (const [property, visit] of visits) visitAll(value[property], visit, root, found);
  };
}

function visitAll(value: unknown, visit: Visit, root: JsonObject, found: (found: Found) => void): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) {
    visit(value, root, found);
    return;
  }
  for (const item of value) if (item !== undefined && item !== null) visit(item, root, found);
}

function targetVisit(target: string, rest: readonly PathStep[], model: FhirModel): Visit | undefined {
  const visit = visitOf(rest, 'Reference', model);
  if (visit === undefined) return undefined;
  return (value, root, found) => {
    const type = isJsonObject(value) ? targetType(value, root, model) : undefined;
    if (type !== undefined && model.isA(type, target)) visit(value, root, found);
  };
}

/** By the contained resource, the reference, or what the reference says of itself. */
function targetType(reference: JsonObject, root: JsonObject, model: FhirModel): string | undefined {
  const text = textField(reference, 'reference') ?? '';
  if (text.startsWith('#')) {
    const contained = objectsField(root, 'contained').find((each) => each.id === text.slice(1));
    return contained && textField(contained, 'resourceType');
  }
  const type = TYPED_REFERENCE.exec(text)?.[1];
  return type !== undefined && model.resourceTypes.has(type) ? type : textField(reference, 'type');
}
