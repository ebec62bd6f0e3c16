import { r4Definitions } from '@caecilia/definitions';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { describe, expect, it } from 'vitest';
import { model } from '../../testing/r4-model.ts';
import { hasShared, officialExamples } from '../../testing/shared-data.ts';
import type { StructureDefinition } from '../model/definitions.ts';
import { compilePath, focusNode } from './path.ts';
import type { PathNode } from './path-node.ts';

/**
 * Every official expression over the official examples, against the `fhirpath` package. Where the two differ, the
 * reason stands here; a difference without a reason fails.
 */
const definitions = r4Definitions();

/** What may differ in search expressions: the example, and why. */
const searchDifferences: Readonly<Record<string, string>> = {
  'Observation-f205.json': 'the package refuses a quantity with a comparator instead of giving it',
  'Observation-decimal.json':
    'the package compares decimals to eight places and so drops 1e-245 as equal to 1e-22',
};

/** What may differ in invariants: the key, and why. */
const invariantDifferences: Readonly<Record<string, string>> = {
  'dom-3': 'as() on several items: the package refuses, the invariant needs the items of the type',
  'que-7':
    'answer is Boolean: the package takes Boolean for the system type only, R4 means the boolean answer',
};

/** Expressions that need a service (narrative checks, other resources); the package would need one too. */
const needsService = /htmlChecks|resolve\(/;

const compiled = new Map<string, (resource: unknown, environment: Record<string, unknown>) => unknown>();

function theirs(
  base: string | undefined,
  expression: string,
  focus: unknown,
  environment: Record<string, unknown>,
): string {
  const key = `${base ?? ''} ${expression}`;
  const evaluate = compiled.get(key) ?? compilePackage(base, expression);
  compiled.set(key, evaluate);
  try {
    return show(evaluate(focus, environment));
  } catch {
    return 'refused';
  }
}

function compilePackage(base: string | undefined, expression: string) {
  const path = base === undefined ? expression : { base, expression };
  const options = { traceFn: () => undefined };
  return fhirpath.compile(path as string, r4, options) as (resource: unknown, environment: object) => unknown;
}

/** Results as texts that do not depend on order. */
function show(results: unknown): string {
  return (results as unknown[])
    .map((each) => JSON.stringify(each))
    .sort()
    .join('\n');
}

const examples = officialExamples().map(({ name, text }) => ({
  name: name.slice(name.lastIndexOf('/') + 1),
  size: text.length,
  resource: JSON.parse(text) as { resourceType: string },
}));

const structures = new Map<string, StructureDefinition>(
  definitions.structures.map((each) => [each.type, each]),
);

/** The invariants on a type, or on a nested element. */
function constraintsOf(type: string): { key: string; expression: string }[] {
  const structure = structures.get(type) ?? structures.get(type.split('.')[0] ?? '');
  const element = structure?.snapshot?.element.find((each) => each.path === type);
  return (element?.constraint ?? []).flatMap(({ key, expression }) =>
    expression ? [{ key, expression }] : [],
  );
}

function resourceOf(node: PathNode): PathNode {
  const { parent } = node;
  return parent && model.type(node.type)?.kind !== 'resource' ? resourceOf(parent) : node;
}

function invariantDifference(
  node: PathNode,
  root: object,
  { key, expression }: { key: string; expression: string },
) {
  const isResource = model.type(node.type)?.kind === 'resource';
  const environment = { resource: resourceOf(node).value, rootResource: root };
  const ours = compilePath(expression, { model, trusted: true }).values(node);
  const other = theirs(isResource ? undefined : node.type, expression, node.value, environment);
  return show(ours) === other ? [] : [`${key} at ${node.location}: ${show(ours)}, not ${other}`];
}

describe.skipIf(!hasShared('data/fhir-r4/examples.tgz'))('FHIRPath on the official examples', () => {
  it('gives what the fhirpath package gives for every search expression', () => {
    let compared = 0;
    const differences: string[] = [];
    for (const { name, resource } of examples) {
      for (const { id = '', base, expression } of definitions.searchParameters) {
        const applies = base.some((each) => model.isA(resource.resourceType, each));
        if (!expression || !applies || needsService.test(expression)) {
          continue;
        }
        compared += 1;
        const ours = show(compilePath(expression, { model, type: resource.resourceType }).values(resource));
        if (ours !== theirs(undefined, expression, resource, { resource }) && !searchDifferences[name]) {
          differences.push(`${id} on ${name}`);
        }
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(15_000);
  });

  it('gives what the fhirpath package gives for every invariant on every element', () => {
    let compared = 0;
    const differences: string[] = [];
    for (const { resource } of examples.filter((each) => each.size < 40_000)) {
      const root = focusNode(resource, undefined, model);
      const nodes = [root, ...compilePath('descendants()', { model, trusted: true }).evaluate(root)];
      // The package cannot be given a primitive with its sibling as the focus.
      for (const node of nodes.filter((each) => typeof each.value === 'object')) {
        for (const constraint of constraintsOf(node.type)) {
          if (!needsService.test(constraint.expression) && !invariantDifferences[constraint.key]) {
            compared += 1;
            differences.push(...invariantDifference(node, resource, constraint));
          }
        }
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(25_000);
  });
});

describe('FHIRPath on an invented patient', () => {
  const patient = {
    resourceType: 'Patient',
    active: true,
    name: [
      { use: 'official', family: 'Voorbeeld', given: ['Aagje', 'Bo'] },
      { use: 'nickname', given: ['A'] },
    ],
    telecom: [
      { system: 'phone', value: '0000', rank: 1 },
      { system: 'email', value: 'a@example.org', rank: 2 },
    ],
    gender: 'female',
    birthDate: '1950-02-03',
    deceasedBoolean: false,
    address: [{ city: 'Fictiedam', period: { start: '1990-05' } }],
  };

  it.each([
    'name.given | name.family',
    'name.select(given.first() & use)',
    'name.skip(1).given',
    'name.tail().use',
    'name.given.all($this.length() > 1)',
    "telecom.where(system = 'phone' and rank = 1).value",
    'telecom.rank.sum()',
    'telecom.rank.max()',
    'telecom.rank.avg()',
    'active and {}',
    '{} implies true',
    'true xor {}',
    'deceased.is(boolean)',
    "gender in ('male' | 'female')",
    "gender ~ 'FEMALE'",
    'birthDate = @1950-02',
    'birthDate ~ @1950-02',
    'birthDate > @1949',
    'birthDate > @1950',
    'birthDate + 1 year',
    'birthDate - 2 months',
    '@2012-02-29 + 1 year',
    '@2012-03-31 - 1 month',
    '@T10:00 < @T10:00:30',
    '@T23:30 + 1 hour',
    'address.period.start < @1991',
    '-7 div 2',
    '-7 mod 2',
    '7.5 mod 2',
    '5 div 0',
    '2.power(0.5)',
    '(-5.5).ceiling()',
    '(-5.5).truncate()',
    '5.55.round(1)',
    "'abc'.substring(5)",
    "'abc'.indexOf('x')",
    "'abc'.replace('', 'x')",
    "'abc'.replaceMatches('(a)(b)', '$2$1')",
    "'a,b'.split(',')",
    "'T'.toBoolean()",
    '2.toBoolean()',
    '1.50.toString()',
    "'10:00'.toTime()",
    "'2012'.convertsToDate()",
    "4 'g' > 3000 'mg'",
    "4 'g' ~ 4.04 'g'",
    "1 year = 1 'a'",
    '7 days = 1 week',
    "1 'wk' = 7 'd'",
    '1.00 ~ 1',
    '(1 | 2) = (2 | 1)',
    '(1 | 2 | 3).intersect(2 | 3 | 4)',
    '(1 | 2).subsetOf(1 | 2 | 3)',
    '{}.allTrue()',
    'iif({}, 1, 2)',
    '(1 | 2 | 3).aggregate(iif($total.empty(), $this, iif($this < $total, $this, $total)))',
    'children().count()',
    'descendants().count()',
    'name.first().type().name',
    'name.given.first() is System.String',
    "'a' is string",
    '(4 days) is Quantity',
    'gender is string',
    '1 | 1.0',
    "'B' < 'a'",
    '1 + 1 = 2',
    'name.exists(use = {})',
    '{} ~ {}',
    "'a' in {}",
    'name.given.where($index > 0)',
    'name.single()',
    "1 = '1'",
    '1.type().name',
  ])('gives what the package gives for %s', (expression) => {
    const ours = (() => {
      try {
        return show(compilePath(expression, { model, trusted: true }).values(patient));
      } catch {
        return 'refused';
      }
    })();
    expect(ours).toBe(theirs(undefined, expression, patient, { resource: patient }));
  });
});
