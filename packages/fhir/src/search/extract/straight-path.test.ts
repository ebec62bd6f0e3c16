import { describe, expect, it } from 'vitest';
import { model, registry } from '../../../testing/r4-search.ts';
import { hasShared, officialExamples } from '../../../testing/shared-data.ts';
import { compilePath } from '../../fhirpath/path.ts';
import { splitUnion } from '../registry/expression-branch.ts';
import type { Found } from './entry-sink.ts';
import { isJsonObject } from './json-fields.ts';
import { straightPath } from './straight-path.ts';

function parsed(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error('an example is a JSON object');
  return value;
}

describe('the short way to read a plain path', () => {
  const examples = officialExamples().map(({ text }) => parsed(text));

  it('is there for nearly every official search parameter', () => {
    const expressions = [...registry.resourceTypes].flatMap((type) =>
      registry
        .list(type)
        .flatMap((param) => splitUnion(param.expression).map((expression) => ({ type, expression }))),
    );
    const straight = expressions.filter(({ type, expression }) => straightPath(expression, type, model));
    expect(straight.length / expressions.length).toBeGreaterThan(0.95);
  });

  it.skipIf(!hasShared('data/fhir-r4'))('finds what FHIRPath finds, in every official example', () => {
    let compared = 0;
    for (const root of examples) {
      const type = String(root.resourceType);
      for (const expression of registry.list(type).flatMap((param) => splitUnion(param.expression))) {
        const straight = straightPath(expression, type, model);
        if (straight === undefined) continue;
        const found: Found[] = [];
        straight({ value: root, type, root }, ({ value, type: itsType }) =>
          found.push({ value, type: itsType }),
        );
        const nodes = compilePath(expression, { model, type, trusted: true }).evaluate(root);
        const expected = nodes.filter((node) => node.value !== undefined);
        expect(found, `${expression} in ${type}/${String(root.id)}`).toEqual(
          expected.map((node) => ({ value: node.value, type: node.type })),
        );
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(10_000);
  });
});
