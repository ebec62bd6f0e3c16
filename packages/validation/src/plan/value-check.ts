import { isEmptyNarrative, numberOf } from '@caecilia/fhir';
import { fitsPattern, isObject, sameJson } from '../json.ts';
import { formatOf, isPrimitiveType } from '../primitive/formats.ts';
import { checkRules, type Rule } from '../rules/rule.ts';
import type { Expected, Shape } from '../shape/shape.ts';
import { bindingChecks } from './binding-check.ts';
import { allOf, type Check, type PlanContext } from './plan-context.ts';
import { referenceChecks } from './reference-check.ts';

/** Everything that is asked of one value of an element: its form, its content, and what its definitions say of it. */
export function compileValueCheck(shape: Shape, context: PlanContext): Check {
  const primitive = isPrimitiveType(shape.typeName ?? '');
  const content = primitive ? formatCheck(shape, context) : objectCheck(shape, context);
  return allOf([
    content,
    ...shape.expected.map((each) => expectedCheck(shape, each)),
    ...(primitive ? limitChecks(shape) : referenceChecks(shape, context)),
    ...bindingChecks(shape, context),
    ...profileChoiceChecks(shape, context),
    ...(primitive ? ruleChecks(context.rules(shape)) : []),
  ]);
}

function objectCheck(shape: Shape, context: PlanContext): Check {
  const kinds = shape.types.map((each) => context.shapes.structures.type(each.code)?.kind);
  return kinds.includes('resource') ? resourceCheck(shape, context) : context.contentCheck(shape);
}

/** A nested resource: any, or one of the types that are named, in each case by its own definitions too. */
function resourceCheck(shape: Shape, context: PlanContext): Check {
  const names = new Set(shape.types.map((each) => each.code));
  const any = names.has('Resource') || names.has('DomainResource');
  return (value, walk) => {
    const type = isObject(value) ? value.resourceType : undefined;
    if (!any && typeof type === 'string' && !names.has(type)) {
      walk.error('structure', `${shape.path} must hold a resource of type ${[...names].join(' or ')}`);
    }
    context.resourceCheck(value, walk);
  };
}

function formatCheck(shape: Shape, { narrative }: PlanContext): Check {
  const type = shape.typeName ?? 'string';
  const { accepts, description } = formatOf(type);
  const check: Check = (value, walk) => {
    if (value === null) {
      walk.error(
        'structure',
        `${shape.path} is null; leave it out, or put the extension that belongs to it beside it`,
      );
    } else if (!accepts(value)) {
      walk.error('value', `${shape.path} must be ${description}`);
    }
  };
  return type === 'xhtml' ? allOf([check, narrativeCheck(shape, narrative)]) : check;
}

/** Text after a tag, which nearly every narrative has. */
const SHOWS_TEXT = />\s*[^\s<]/;

/** txt-1 refuses; txt-2 (nothing to see) is broken by four of R4's own examples and harms nobody. */
function narrativeCheck({ path }: Shape, refuses: PlanContext['narrative']): Check {
  return (value, walk) => {
    if (typeof value !== 'string') {
      return;
    }
    const reason = refuses?.(value);
    if (reason !== undefined) {
      walk.error('invalid', `${path} is refused (txt-1): ${reason}`);
    } else if (refuses && !SHOWS_TEXT.test(value) && isEmptyNarrative(value)) {
      walk.warn(
        'invariant',
        `${path} shows nothing (txt-2); leave the narrative out, or write what a person should read`,
      );
    }
  };
}

function expectedCheck({ path, typeName }: Shape, { exact, value: expected }: Expected): Check {
  const matches = exact ? sameJson : fitsPattern;
  const shown = describeExpected(expected);
  const message = `${path} must ${exact ? 'be' : 'have'} ${shown} (${exact ? 'fixed value' : 'pattern'})`;
  return (value, walk) => {
    if (!matches(expected, value)) {
      walk.error(typeName === undefined ? 'structure' : 'value', message);
    }
  };
}

/** What a definition fixes is public, so it may be shown. */
function describeExpected(expected: unknown): string {
  const text = typeof expected === 'string' ? expected : JSON.stringify(expected);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function limitChecks(shape: Shape): readonly Check[] {
  const checks: Check[] = [];
  const { maxLength, path } = shape;
  if (Number.isFinite(maxLength)) {
    checks.push((value, walk) => {
      if (typeof value === 'string' && value.length > maxLength) {
        walk.error('too-long', `${path} may have at most ${maxLength} characters`);
      }
    });
  }
  for (const limit of shape.limits('minValue')) {
    checks.push(
      limitCheck(limit, (order) => order < 0, `${path} may not be less than ${describeExpected(limit)}`),
    );
  }
  for (const limit of shape.limits('maxValue')) {
    checks.push(
      limitCheck(limit, (order) => order > 0, `${path} may not be more than ${describeExpected(limit)}`),
    );
  }
  return checks;
}

function limitCheck(limit: unknown, breaks: (order: number) => boolean, message: string): Check {
  return (value, walk) => {
    const order = compare(value, limit);
    if (order !== undefined && breaks(order)) {
      walk.error('value', message);
    }
  };
}

/** Numbers by worth; dates of the same precision by their text, which FHIR writes in order. */
function compare(value: unknown, limit: unknown): number | undefined {
  const [number, bound] = [numberOf(value), numberOf(limit)];
  if (number !== undefined && bound !== undefined) {
    return number - bound;
  }
  const comparable = typeof value === 'string' && typeof limit === 'string' && value.length === limit.length;
  return comparable ? Number(value > limit) - Number(value < limit) : undefined;
}

/** Several profiles on one type: any of them will do. */
function profileChoiceChecks(shape: Shape, context: PlanContext): readonly Check[] {
  const choices = shape.types.length === 1 ? (shape.types[0]?.profile ?? []) : [];
  const checks = choices.map((each) => context.definitionCheck(each)).filter((each) => each !== undefined);
  if (choices.length < 2 || checks.length < choices.length) {
    return [];
  }
  const message = `${shape.path} conforms to none of the profiles ${choices.join(', ')}`;
  return [
    (value, walk) => {
      if (checks.every((check) => walk.attempt(() => check(value, walk)).refused)) {
        walk.error('structure', message);
      }
    },
  ];
}

function ruleChecks(rules: readonly Rule[]): readonly Check[] {
  return rules.length > 0 ? [(value, walk) => checkRules(rules, value, walk)] : [];
}
