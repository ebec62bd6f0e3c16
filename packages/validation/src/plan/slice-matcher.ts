import type { Tri } from '@caecilia/fhir';
import { isObject } from '../json.ts';
import type { Shape } from '../shape/shape.ts';
import type { Walk } from '../walk.ts';
import type { PlanContext } from './plan-context.ts';
import { typeOfReference } from './reference.ts';
import { compileSelection, type Item, type Selection } from './select.ts';
import { conditionOf } from './slice-condition.ts';

/** Whether an item belongs to a slice; undefined where that cannot be told. */
export type Matches = (item: Item, walk: Walk) => Tri;

interface Discriminator {
  readonly type: string;
  readonly path: string;
}

/** All discriminators of a slice together; undefined where one of them cannot be worked out. */
export function sliceMatcher(
  slice: Shape,
  discriminators: readonly Discriminator[],
  context: PlanContext,
): Matches | undefined {
  const matchers = discriminators.map((each) => matcher(slice, each, context));
  const known = matchers.filter((each) => each !== undefined);
  if (known.length === 0 || known.length < matchers.length) {
    return undefined;
  }
  return (item, walk) => {
    let answer: Tri = true;
    for (const matches of known) {
      const found = matches(item, walk);
      if (found === false) {
        return false;
      }
      answer = found === undefined ? undefined : answer;
    }
    return answer;
  };
}

function matcher(slice: Shape, { type, path }: Discriminator, context: PlanContext): Matches | undefined {
  const selection = compileSelection(slice, path, context.shapes);
  if (!selection) {
    return undefined;
  }
  switch (type) {
    case 'value':
    case 'pattern':
      return byValue(selection, context);
    case 'exists':
      return byExistence(selection);
    case 'type':
      return byType(selection, slice, context);
    case 'profile':
      return byProfile(selection, context);
    default:
      return undefined;
  }
}

function byValue({ select, target }: Selection, context: PlanContext): Matches | undefined {
  const condition = target && conditionOf(target, context);
  if (!condition) {
    return undefined;
  }
  return (item, walk) => someItem(select(item, walk), (each) => condition(each, walk));
}

function byExistence({ select, target }: Selection): Matches | undefined {
  if (!target || (target.max !== 0 && target.min === 0)) {
    return undefined;
  }
  const wanted = target.max !== 0;
  return (item, walk) => {
    const items = select(item, walk);
    return items && items.length > 0 === wanted;
  };
}

function byType(
  { select, target, resolved }: Selection,
  slice: Shape,
  context: PlanContext,
): Matches | undefined {
  if (resolved) {
    return byTypeOfTarget(resolved, context);
  }
  const types = new Set((target ?? slice).types.map((each) => each.code));
  if (types.size === 0) {
    return undefined;
  }
  // The type of a choice is in the name of its property; only a resource says it of itself.
  return (item, walk) =>
    someItem(select(item, walk), ({ value }) =>
      isObject(value) && typeof value.resourceType === 'string' ? types.has(value.resourceType) : true,
    );
}

type Resolved = NonNullable<Selection['resolved']>;

function byTypeOfTarget({ profiles, reference }: Resolved, { shapes }: PlanContext): Matches | undefined {
  const types = new Set(profiles.map((each) => shapes.structures.typeOf(each)));
  if (types.size === 0 || types.has(undefined)) {
    return undefined;
  }
  return (item, walk) =>
    someItem(reference(item, walk), ({ value }) => {
      const type = typeOfReference(value, walk);
      return type === undefined ? undefined : types.has(type);
    });
}

function byProfile(selection: Selection, context: PlanContext): Matches | undefined {
  return selection.resolved ? byTargetProfile(selection, context) : byOwnProfile(selection, context);
}

function byOwnProfile({ select, target }: Selection, context: PlanContext): Matches | undefined {
  const profiles = target?.types.flatMap((each) => each.profile ?? []) ?? [];
  const checks = profiles.map((each) => context.definitionCheck(each)).filter((each) => each !== undefined);
  if (checks.length === 0) {
    return undefined;
  }
  return (item, walk) =>
    someItem(select(item, walk), ({ value }) =>
      checks.some((check) => !walk.attempt(() => check(value, walk)).refused),
    );
}

/** By the profiles the target claims, or its type where it is not at hand or claims none of the known ones. */
function byTargetProfile({ resolved, select }: Selection, context: PlanContext): Matches | undefined {
  const ofType = resolved && byTypeOfTarget(resolved, context);
  if (!ofType) {
    return undefined;
  }
  return (item, walk) => {
    const found = ofType(item, walk);
    return found === true ? claimsOneOf(select(item, walk), resolved.profiles, context) : found;
  };
}

/** A target that claims another profile of the same type than those asked for, and none of them, is not a member. */
function claimsOneOf(
  targets: readonly Item[] | undefined,
  profiles: readonly string[],
  { shapes }: PlanContext,
): Tri {
  const [target] = targets ?? [];
  const meta = isObject(target?.value) && isObject(target.value.meta) ? target.value.meta : undefined;
  const claimed = Array.isArray(meta?.profile) ? meta.profile.filter((each) => typeof each === 'string') : [];
  const known = claimed.filter((each) => shapes.structures.find(each));
  if (known.length === 0) {
    return true;
  }
  const lineage = new Set(known.flatMap((each) => [...shapes.structures.lineage(each)]));
  return profiles.some((each) => lineage.has(each.replace(/\|.*$/, '')));
}

function someItem(items: readonly Item[] | undefined, test: (item: Item) => Tri): Tri {
  if (!items) {
    return undefined;
  }
  let answer: Tri = false;
  for (const item of items) {
    const found = test(item);
    if (found) {
      return true;
    }
    answer = found === undefined ? undefined : answer;
  }
  return answer;
}
