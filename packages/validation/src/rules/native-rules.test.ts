import { compilePath } from '@caecilia/fhir';
import { officialExamples } from '@caecilia/fhir/testing';
import { describe, expect, it } from 'vitest';
import { model, resourceOf } from '../../testing/corpora.ts';
import { type FoundObject, objectsOf, withPartsLeftOut } from '../../testing/objects.ts';
import { Walk } from '../walk.ts';
import { nativeRules } from './native-rules.ts';

const objects = officialExamples()
  .filter(({ text }) => text.length < 20_000)
  .flatMap(({ text }) => [...objectsOf(resourceOf(text), model)]);

/** Whether R4 puts this rule on this type. */
function bears(expression: string, type: string): boolean {
  const elements = model.type(type)?.definition.snapshot?.element ?? [];
  const own = elements.find(({ path }) => path === type) ?? elements[0];
  const everywhere = type === 'Extension' && expression.startsWith('extension.exists()');
  return everywhere || (own?.constraint?.some((each) => each.expression === expression) ?? false);
}

/** What the rule written out and the published expression say of one object. */
function answers(expression: string, { value, type, root }: FoundObject) {
  const walk = new Walk(value, type, undefined);
  walk.root = root;
  const path = compilePath(expression, { model, type, trusted: true });
  return {
    native: nativeRules.get(expression)?.(value, walk),
    published: path.test(value, { resource: value, rootResource: root }),
  };
}

/** `#` for the container is allowed here on purpose, as R5 corrects. */
function pointsAtContainer({ value }: FoundObject): boolean {
  return JSON.stringify(value).includes('"#"');
}

describe.skipIf(objects.length === 0)('an invariant that is written out', () => {
  it.each([...nativeRules.keys()].map((expression) => ({ expression })))(
    'answers as the published expression does: $expression',
    ({ expression }) => {
      const asked = objects
        .filter(({ type }) => bears(expression, type))
        .flatMap((each) => withPartsLeftOut(each))
        .filter((each) => !pointsAtContainer(each));
      const differing = asked.filter((each) => {
        const { native, published } = answers(expression, each);
        return native !== published;
      });
      expect(asked.length).toBeGreaterThan(0);
      expect(differing).toEqual([]);
    },
  );

  it('is broken by some of what was asked, so that the comparison means something', () => {
    const broken = [...nativeRules.keys()].filter((expression) =>
      objects
        .filter(({ type }) => bears(expression, type))
        .flatMap((each) => withPartsLeftOut(each))
        .some((each) => !answers(expression, each).published),
    );
    expect(broken.length).toBeGreaterThanOrEqual(6);
  });
});
