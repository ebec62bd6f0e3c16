import type { FhirModel, PropertyModel } from '../../model/model.ts';
import { branchesOf, type PathBranch, type PathStep } from './expression-branch.ts';

/** What a parameter finds in a resource, as far as the definitions tell without looking at one. */
export interface ValueTypes {
  /** FHIR types of the values (`CodeableConcept`, `code`, `Reference`). */
  readonly types: ReadonlySet<string>;
  /** Resource types the references may point at; undefined for any. */
  readonly targets: ReadonlySet<string> | undefined;
  /** Value sets that the codes are bound to, without `|version`. */
  readonly bindings: ReadonlySet<string>;
}

interface Reached {
  readonly type: string;
  readonly property?: PropertyModel;
}

/** Follows the expression of a parameter through the model, starting at a resource of this type. */
export function valueTypesOf(expression: string, type: string, model: FhirModel): ValueTypes {
  const branches = branchesOf(expression).filter((branch) => startsAt(branch, type, model));
  const ends = branches.map((branch) => ({ branch, reached: follow(branch.steps, type, model) }));
  return {
    types: new Set(ends.flatMap(({ reached }) => reached.map((end) => end.type))),
    targets: union(ends.map(({ branch, reached }) => targetsOf(branch, reached))),
    bindings: new Set(ends.flatMap(({ reached }) => reached.flatMap(bindingOf))),
  };
}

/** Whether a path that begins at `branch.root` can find something in a resource of this type. */
export function startsAt(branch: PathBranch, type: string, model: FhirModel): boolean {
  return branch.root === undefined || branch.root === type || model.isA(type, branch.root);
}

function follow(steps: readonly PathStep[], type: string, model: FhirModel): Reached[] {
  let reached: Reached[] = [{ type }];
  for (const step of steps) reached = take(step, reached, model);
  return reached;
}

function take(step: PathStep, from: readonly Reached[], model: FhirModel): Reached[] {
  switch (step.kind) {
    case 'child':
      return from.flatMap((end) => children(end.type, step.name, model));
    case 'type':
      return from.filter((end) => model.isA(end.type, step.type) || model.isA(step.type, end.type));
    case 'opaque':
      return [{ type: 'boolean' }];
    case 'target':
    case 'filter':
      return [...from];
  }
}

function children(type: string, name: string, model: FhirModel): Reached[] {
  const element = model.type(type)?.elementByName.get(name);
  return (element?.properties ?? []).map((property) => ({ type: property.type, property }));
}

function targetsOf(branch: PathBranch, reached: readonly Reached[]): ReadonlySet<string> | undefined {
  const narrowed = branch.steps.flatMap((step) => (step.kind === 'target' ? [step.type] : []));
  return narrowed.length > 0 ? new Set(narrowed) : union(reached.map(allowedTargets));
}

function allowedTargets(end: Reached): ReadonlySet<string> | undefined {
  const names = (end.property?.element.definition.type ?? [])
    .filter((type) => type.code === end.type)
    .flatMap((type) => type.targetProfile ?? [])
    .map((profile) => profile.slice(profile.lastIndexOf('/') + 1));
  return names.length === 0 || names.includes('Resource') ? undefined : new Set(names);
}

function bindingOf(end: Reached): string[] {
  const valueSet = end.property?.element.definition.binding?.valueSet;
  return valueSet === undefined ? [] : [valueSet.split('|', 1)[0] ?? valueSet];
}

/** Undefined stands for everything, so one of it makes the whole undefined; nothing to unite is everything too. */
function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  if (sets.length === 0) return undefined;
  const all = new Set<string>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const each of set) all.add(each);
  }
  return all;
}
