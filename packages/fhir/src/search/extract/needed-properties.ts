import type { FhirModel, PropertyModel } from '../../model/model.ts';
import { branchesOf, type PathBranch } from '../registry/expression-branch.ts';

/**
 * The JSON properties of which one must be there for the expression to find anything in a value of this type:
 * `valueQuantity` for `Observation.value.ofType(Quantity)`. Undefined where that cannot be told.
 */
export function neededProperties(
  expression: string,
  type: string,
  model: FhirModel,
): ReadonlySet<string> | undefined {
  const needed = new Set<string>();
  for (const branch of branchesOf(expression)) {
    const properties = firstProperties(branch, type, model);
    if (properties === undefined) return undefined;
    for (const property of properties) needed.add(property.name);
  }
  return needed;
}

function firstProperties(
  { steps }: PathBranch,
  type: string,
  model: FhirModel,
): readonly PropertyModel[] | undefined {
  const [first, second] = steps;
  if (first?.kind !== 'child') return undefined;
  const properties = model.type(type)?.elementByName.get(first.name)?.properties;
  if (second?.kind !== 'type') return properties;
  return properties?.filter(
    (property) => model.isA(property.type, second.type) || model.isA(second.type, property.type),
  );
}
