import type { ElementType } from '@caecilia/fhir';
import { isObject, type JsonObject } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import { weightOfTargetType } from '../tolerance.ts';
import type { Walk } from '../walk.ts';
import type { Check, PlanContext } from './plan-context.ts';
import { resolveReference, typeOfReference } from './reference.ts';

const ANY = 'http://hl7.org/fhir/StructureDefinition/Resource';

/** Checks that a reference points at a resource of a type, and where it is at hand of a profile, that is allowed. */
export function referenceChecks(shape: Shape, context: PlanContext): readonly Check[] {
  const type = shape.types.find((each) => each.code === 'Reference');
  const targets = type?.targetProfile ?? [];
  if (!type || targets.length === 0 || targets.includes(ANY)) {
    return [];
  }
  return [typeCheck(shape, type, context), ...profileCheck(shape, targets, context)];
}

/** A target definition that is not held might be of any type: then no type is refused. */
function typeCheck(shape: Shape, { targetProfile = [] }: ElementType, { shapes }: PlanContext): Check {
  const types = new Set(targetProfile.map((each) => shapes.structures.typeOf(each)));
  const isOpen = types.has(undefined) || types.has('Resource') || types.has('DomainResource');
  const severity = weightOfTargetType(shape.name, shape.parts.nodes.length > 1);
  const allowed = [...types].join(', ');
  return (value, walk) => {
    const type = isOpen ? undefined : typeOfReference(value, walk);
    if (type !== undefined && !types.has(type)) {
      walk.report(severity, 'value', `${shape.path} may not refer to a ${type}; allowed: ${allowed}`);
    }
  };
}

function profileCheck({ path }: Shape, targets: readonly string[], context: PlanContext): readonly Check[] {
  const { structures } = context.shapes;
  const profiles = targets.filter((each) => structures.find(each)?.derivation === 'constraint');
  if (profiles.length < targets.length) {
    return [];
  }
  const check: Check = (value, walk) => {
    const target = isObject(value) && walk.canFollow ? resolveReference(value, walk) : undefined;
    if (target && !profiles.some((each) => conforms(target, each, walk, context))) {
      walk.error('value', `${path} refers to a resource that conforms to none of ${profiles.join(', ')}`);
    }
  };
  return [check];
}

/** A target that claims the profile was checked against it when it was stored; another is checked now. */
function conforms(target: JsonObject, profile: string, walk: Walk, context: PlanContext): boolean {
  const { structures } = context.shapes;
  const url = profile.replace(/\|.*$/, '');
  const meta = isObject(target.meta) ? target.meta : {};
  const claimed = Array.isArray(meta.profile) ? meta.profile : [];
  if (claimed.some((each) => typeof each === 'string' && structures.lineage(each).has(url))) {
    return true;
  }
  const check =
    structures.typeOf(profile) === target.resourceType ? context.definitionCheck(profile) : undefined;
  return check !== undefined && walk.within(target, () => !walk.attempt(() => check(target, walk)).refused);
}
