import { isObject } from '../json.ts';
import { isPrimitiveType } from '../primitive/formats.ts';
import type { Shape } from '../shape/shape.ts';
import type { Walk } from '../walk.ts';
import { extensionField } from './extension-field.ts';
import { emptyElement } from './object-plan.ts';
import { countCheck, isList, label, type Property, type Run } from './occurrence.ts';
import { type PlanContext, type Slot, slot } from './plan-context.ts';
import { slicedField } from './sliced-field.ts';

/** The checks of a property, and of its sibling with an underscore where it is primitive. */
export function makeFields(property: Property, context: PlanContext): readonly (readonly [string, Run])[] {
  const { key, shape } = property;
  const primitive = isPrimitiveType(shape.typeName ?? '');
  const companion = `_${key}`;
  if (shape.max === 0) {
    const prohibited = prohibitedRun(property);
    return primitive
      ? [
          [key, prohibited],
          [companion, prohibited],
        ]
      : [[key, prohibited]];
  }
  if (shape.sliceGroups.length > 0 || shape.typeName === 'Extension') {
    const run = isExtensionList(shape) ? extensionField(property, context) : slicedField(property, context);
    const later: Run = (owner, _value, walk) => {
      if (owner[key] === undefined) {
        run(owner, undefined, walk);
      }
    };
    return primitive
      ? [
          [key, run],
          [companion, later],
        ]
      : [[key, run]];
  }
  if (primitive) {
    return primitiveFields(property, context);
  }
  const check = context.valueCheck(shape);
  return [[key, shape.isList ? listRun(property, check) : singleRun(property, check)]];
}

function isExtensionList(shape: Shape): boolean {
  return (
    shape.typeName === 'Extension' &&
    shape.sliceGroups.every(
      ({ discriminators: [first, ...more] }) => first?.path === 'url' && more.length === 0,
    )
  );
}

function prohibitedRun(property: Property): Run {
  return (_owner, _value, walk) => {
    walk.error('structure', `${label(property)} may not be used here; leave it out`, `.${property.name}`);
  };
}

function singleRun(property: Property, check: Slot): Run {
  const { name } = property;
  return (_owner, value, walk) => {
    if (Array.isArray(value)) {
      walk.error('structure', `${label(property)} may occur once, and may not be a list`, `.${name}`);
      return;
    }
    walk.enter(name, -1);
    check.run(value, walk);
    walk.leave();
  };
}

function listRun(property: Property, check: Slot): Run {
  const { name } = property;
  const checkCount = countCheck(property);
  return (_owner, value, walk) => {
    if (!isList(value, property, walk)) {
      return;
    }
    for (let index = 0; index < value.length; index++) {
      walk.enter(name, index);
      check.run(value[index], walk);
      walk.leave();
    }
    checkCount(value.length, walk);
  };
}

function primitiveFields(property: Property, context: PlanContext): readonly (readonly [string, Run])[] {
  const { key, shape } = property;
  const check = context.valueCheck(shape);
  const siblingCheck = slot(() => context.contentCheck(shape));
  return shape.isList
    ? [
        [key, primitiveListRun(property, check)],
        [`_${key}`, siblingListRun(property, siblingCheck)],
      ]
    : [
        [key, singleRun(property, check)],
        [`_${key}`, siblingRun(property, siblingCheck)],
      ];
}

function siblingRun(property: Property, check: Slot): Run {
  const { key, name } = property;
  return (owner, sibling, walk) => {
    walk.enter(name, -1);
    check.run(sibling, walk);
    checkContent(property, sibling, owner[key] !== undefined, walk);
    walk.leave();
  };
}

/** An element without a value has an extension that stands for it; an id alone says nothing. */
function checkContent(property: Property, sibling: unknown, hasValue: boolean, walk: Walk): void {
  if (!hasValue && isObject(sibling) && sibling.id !== undefined && sibling.extension === undefined) {
    walk.error('invariant', emptyElement(label(property)));
  }
}

function primitiveListRun(property: Property, check: Slot): Run {
  const { key, name } = property;
  const companion = `_${key}`;
  const checkCount = countCheck(property);
  return (owner, value, walk) => {
    if (!isList(value, property, walk)) {
      return;
    }
    const siblings = owner[companion];
    for (let index = 0; index < value.length; index++) {
      walk.enter(name, index);
      if (value[index] !== null || !hasSibling(siblings, index)) {
        check.run(value[index], walk);
      }
      walk.leave();
    }
    checkCount(Math.max(value.length, Array.isArray(siblings) ? siblings.length : 0), walk);
  };
}

function hasSibling(siblings: unknown, index: number): boolean {
  return Array.isArray(siblings) && isObject(siblings[index]);
}

/** The list of siblings has null where a value has neither id nor extension. */
function siblingListRun(property: Property, check: Slot): Run {
  const { key, name } = property;
  const checkCount = countCheck(property);
  return (owner, siblings, walk) => {
    if (!isList(siblings, property, walk)) {
      return;
    }
    const values = owner[key];
    for (let index = 0; index < siblings.length; index++) {
      walk.enter(name, index);
      const hasValue = Array.isArray(values) && values[index] !== undefined && values[index] !== null;
      if (siblings[index] !== null || !hasValue) {
        check.run(siblings[index], walk);
        checkContent(property, siblings[index], hasValue, walk);
      }
      walk.leave();
    }
    if (!Array.isArray(values)) {
      checkCount(siblings.length, walk);
    }
  };
}
