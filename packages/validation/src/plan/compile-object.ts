import type { ElementType } from '@caecilia/fhir';
import { isPrimitiveType } from '../primitive/formats.ts';
import type { ElementNode } from '../shape/element-node.ts';
import type { Shape, SliceGroup } from '../shape/shape.ts';
import { capitalised, typeNameOf } from '../shape/type-name.ts';
import { weightOfAbsence } from '../tolerance.ts';
import { type Demand, type Field, type ObjectParts, ObjectPlan } from './object-plan.ts';
import type { PlanContext } from './plan-context.ts';
import { makeFields } from './property.ts';
import { sliceRules } from './slice-rules.ts';

/** One JSON property that may carry an element: its name, and the shape of the element in that type. */
interface Carrier {
  readonly key: string;
  readonly shape: Shape;
}

/** Bits of a JavaScript number that can be used without its sign. */
const BITS = 30;

/** Compiles what an object of this shape may hold. */
export function compileObject(shape: Shape, context: PlanContext): ObjectPlan {
  const children = [...context.shapes.children(shape).values()].filter(
    (each) => !isPrimitiveValue(shape, each),
  );
  const fields = new Map<string, Field>();
  const demands: Demand[] = [];
  for (const child of children) {
    const element = compileElement(shape, child, context, demands.length);
    for (const [key, field] of element.fields) {
      fields.set(key, field);
    }
    demands.push(...element.demands);
  }
  return new ObjectPlan({
    path: shape.path,
    kind: kindOf(shape, context),
    fields,
    demands,
    rules: context.rules(shape),
    explainUnknown: (key) => explainUnknown(key, shape, children),
  });
}

function kindOf({ typeName = '' }: Shape, { shapes }: PlanContext): ObjectParts['kind'] {
  if (isPrimitiveType(typeName)) {
    return 'sibling';
  }
  return shapes.structures.type(typeName)?.kind === 'resource' ? 'resource' : 'element';
}

/** The `value` of a primitive type is the JSON value itself, not a property beside `id` and `extension`. */
function isPrimitiveValue(parent: Shape, child: Shape): boolean {
  return (
    child.name === 'value' &&
    child.types.some((each) => each.code.startsWith('http://hl7.org/fhirpath/')) &&
    /^[a-z]/.test(parent.typeName ?? '')
  );
}

interface CompiledElement {
  readonly fields: ReadonlyMap<string, Field>;
  readonly demands: readonly Demand[];
}

function compileElement(parent: Shape, child: Shape, context: PlanContext, taken: number): CompiledElement {
  const { carriers, missing } = child.isChoice
    ? choiceCarriers(child, context)
    : singleCarrier(child, context);
  const name = child.name.replace('[x]', '');
  const whenAbsent = absence(parent, child, missing);
  const several = child.isChoice && carriers.length > 1;
  const demanded = several || whenAbsent !== undefined;
  const mask = demanded && taken < BITS ? 1 << taken : 0;
  const fields = new Map<string, Field>();
  for (const { key, shape } of carriers) {
    for (const [property, run] of makeFields({ key, name, parent, shape }, context)) {
      fields.set(property, { mask, exclusive: several, run });
    }
  }
  const demand = {
    mask,
    keys: carriers.map(({ key }) => key),
    whenAbsent,
    choice: several ? child.name : undefined,
  };
  return { fields, demands: demanded ? [demand] : [] };
}

interface Carriers {
  readonly carriers: readonly Carrier[];
  /** Names of slices that must be there, so that the element may not be absent. */
  readonly missing: readonly string[];
}

function singleCarrier(child: Shape, context: PlanContext): Carriers {
  const required = child.sliceGroups.flatMap((group) =>
    sliceRules(child, group, context).filter((slice) => slice.min > 0),
  );
  return { carriers: [{ key: child.name, shape: child }], missing: required.map(({ name }) => name) };
}

/** A property for each type; slices that are told apart by type alone belong to the property of that type. */
function choiceCarriers(child: Shape, context: PlanContext): Carriers {
  const base = child.name.slice(0, -3);
  const byType = child.sliceGroups.filter(isByTypeAlone);
  const groups = byType.map((group) => [...group.slices.values()]);
  const carriers = child.types
    .filter((type) => isOpenTo(type, byType))
    .map((type) => {
      const slices = groups.flat().filter((nodes) => speaksOf(nodes, type));
      const key = base + capitalised(typeNameOf(type, child.base));
      return { key, shape: context.shapes.narrowed(child, type, slices.flat()) };
    });
  const missing = byType.flatMap((group) =>
    [...group.slices]
      .filter(([, nodes]) => nodes.some(({ definition }) => (definition.min ?? 0) > 0))
      .map(([name]) => name),
  );
  return { carriers, missing };
}

function isByTypeAlone({ discriminators }: SliceGroup): boolean {
  return discriminators.every(({ type, path }) => type === 'type' && path === '$this');
}

function speaksOf(nodes: readonly ElementNode[], type: ElementType): boolean {
  return nodes.some(({ definition }) => definition.type?.some((each) => each.code === type.code));
}

/** Whether slices by type leave this type open: closed slicing, a required slice and a slice with max 0 close some. */
function isOpenTo(type: ElementType, groups: readonly SliceGroup[]): boolean {
  return groups.every(({ closed, slices }) => {
    const own = [...slices.values()].filter((nodes) => speaksOf(nodes, type));
    const others = [...slices.values()].filter((nodes) => !speaksOf(nodes, type));
    const prohibited = own.some((nodes) => nodes.some(({ definition }) => definition.max === '0'));
    const elsewhere = others.some((nodes) => nodes.some(({ definition }) => (definition.min ?? 0) > 0));
    return !prohibited && !elsewhere && (own.length > 0 || !closed);
  });
}

function absence(parent: Shape, child: Shape, slices: readonly string[]): Demand['whenAbsent'] {
  const element = `${parent.path}.${child.name}`;
  const below = `.${child.name.replace('[x]', '')}`;
  const { basePath, min } = child;
  if (min > 0) {
    const count = min === 1 ? 'is required' : `must be there at least ${min} times`;
    return (owner, walk) =>
      walk.report(
        weightOfAbsence(basePath, owner),
        'required',
        `${element} ${count}, and it is absent`,
        below,
      );
  }
  if (slices.length > 0) {
    return (_owner, walk) =>
      walk.error('required', `${element} must have ${slices.join(' and ')}, and it is absent`, below);
  }
  return undefined;
}

function explainUnknown(key: string, shape: Shape, children: readonly Shape[]): string {
  const plain = key.startsWith('_') ? key.slice(1) : key;
  const choice = children.find((each) => each.isChoice && isTypeOf(plain, each));
  if (choice) {
    const allowed = choice.types.map((each) => each.code).join(', ');
    return `${shape.path}.${choice.name} may not have this type; allowed: ${allowed}`;
  }
  const named = children.some((each) => each.name === plain);
  return named
    ? `${shape.path}.${plain} is not a primitive element, so it has no property with an underscore`
    : `${shape.path} has no element “${/^\w{1,64}$/.test(key) ? key : 'of this name'}”; correct the name or leave it out`;
}

function isTypeOf(key: string, choice: Shape): boolean {
  const base = choice.name.slice(0, -3);
  return key.startsWith(base) && /^[A-Z]/.test(key.slice(base.length));
}
