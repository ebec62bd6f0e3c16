import { hasShared, jsonFiles, officialExamples } from '@caecilia/fhir/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPzp, model, pzpCorpora, pzpValidator, r4Validator, resourceOf } from '../testing/corpora.ts';
import { sitesOf } from '../testing/mutations.ts';
import type { Validator } from './index.ts';

/** Puts any JSON value at any place of a resource, and validates; gives the issues' weights. */
function judgeWith(validator: Validator, text: string, place: number, value: unknown): readonly string[] {
  const resource = resourceOf(text);
  const sites = [...sitesOf(resource, resource.resourceType, model, resource.resourceType)];
  const site = sites[place % sites.length];
  if (site) site.owner[site.key] = value;
  return validator.validate(resource).map(({ severity }) => severity);
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((each) => each < ' ' && !'\t\n\r'.includes(each));
}

const weights = ['error', 'warning', 'information'];

describe('hostile input', () => {
  it('of any JSON value is refused or accepted, and never makes the validator fail', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const issues = r4Validator.validate(value);
        expect(
          issues.every(({ severity, expression }) => weights.includes(severity) && expression.length === 1),
        ).toBe(true);
      }),
    );
  });

  it.skipIf(!hasShared('data/fhir-r4/examples.tgz'))(
    'anywhere in an official example never makes it fail',
    () => {
      const texts = officialExamples()
        .map(({ text }) => text)
        .filter((each) => each.length < 20_000);
      fc.assert(
        fc.property(fc.constantFrom(...texts), fc.nat(500), fc.jsonValue(), (text, place, value) => {
          const found = judgeWith(r4Validator, text, place, value);
          expect(found.every((each) => weights.includes(each))).toBe(true);
        }),
        { numRuns: 3_000 },
      );
    },
  );

  it.skipIf(!hasPzp)('anywhere in a PZP example never makes its profile fail', async () => {
    const validator = await pzpValidator('rc2');
    const texts = pzpCorpora
      .slice(1)
      .flatMap(({ resources }) => resources.map((each) => JSON.stringify(each)));
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(200), fc.jsonValue(), (text, place, value) => {
        const found = judgeWith(validator, text, place, value);
        expect(found.every((each) => weights.includes(each))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it.skipIf(!hasShared('data/hostile/blns.json'))('of naughty strings is judged by form only', () => {
    const strings = jsonFiles('data/hostile')
      .filter(({ name }) => name === 'blns.json')
      .flatMap(({ text }) => JSON.parse(text) as string[]);
    const refused = strings.filter((text) => {
      const issues = r4Validator.validate({ resourceType: 'Patient', name: [{ text }] });
      return issues.some(({ severity }) => severity === 'error');
    });
    expect(strings.length).toBeGreaterThan(400);
    expect(refused.filter((text) => text !== '' && !hasControlCharacter(text))).toEqual([]);
  });
});
