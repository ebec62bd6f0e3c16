import { r4Definitions } from '@caecilia/definitions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShared, jsonFiles, officialExamples } from '../../testing/shared-data.ts';
import { parseJson } from '../json/json.ts';
import { createModel } from '../model/model.ts';
import type { FhirResource } from '../resource.ts';
import { xmlToResource } from './read-xml.ts';
import { resourceToXml } from './write-xml.ts';
import { XmlError } from './xml-error.ts';

const model = createModel(r4Definitions());
const LIMITS = { maxLength: 100_000_000, maxDepth: 64 };
const read = (xml: string, limits = LIMITS) => xmlToResource(xml, model, limits);
const write = (resource: FhirResource, pretty = false) => resourceToXml(resource, model, { pretty });

const fromJson = (text: string) => parseJson(text) as FhirResource;

describe('JSON, to XML and back', () => {
  const examples = [
    ...officialExamples(),
    ...jsonFiles('data/pzp/examples'),
    ...jsonFiles('data/pzp/bundles'),
  ];

  it.skipIf(!hasShared('data'))('is equal for all 712 official examples and those of PZP', () => {
    expect(officialExamples()).toHaveLength(712);
    for (const { name, text } of examples) {
      const resource = fromJson(text);
      expect(JSON.stringify(sorted(read(write(resource)))), name).toBe(JSON.stringify(sorted(resource)));
    }
  });

  it('is equal for strings of any characters that XML can carry', () => {
    const character = fc.oneof(
      fc.constantFrom('\t', '\n', '\r', '<', '>', '&', '"', "'", ']]>', '\u0085', '\u2028', '😀'),
      fc.string({ unit: 'binary', maxLength: 1 }).filter((each) => !/[\p{Cc}\uFFFE\uFFFF]/u.test(each)),
    );
    fc.assert(
      fc.property(fc.array(character, { minLength: 1 }), (characters) => {
        const resource = { resourceType: 'Basic', code: { text: characters.join('') || ' ' } };
        expect(read(write(resource))).toEqual(resource);
      }),
    );
  });

  it('is equal for lists with holes on either side', () => {
    const part = fc.record({
      value: fc.option(fc.string({ minLength: 1, unit: 'grapheme-ascii' })),
      element: fc.option(fc.constant({ id: 'e' })),
    });
    fc.assert(
      fc.property(
        fc.array(
          part.filter(({ value, element }) => value !== null || element !== null),
          { minLength: 1 },
        ),
        (parts) => {
          const given = parts.map(({ value }) => value);
          const _given = parts.map(({ element }) => element);
          const name = {
            ...(given.some((each) => each !== null) ? { given } : {}),
            ...(_given.some((each) => each !== null) ? { _given } : {}),
          };
          expect(read(write({ resourceType: 'Patient', name: [name] }))).toEqual({
            resourceType: 'Patient',
            name: [name],
          });
        },
      ),
    );
  });

  it('never ends in anything but a resource or an XmlError, however a document is damaged', () => {
    const xml = write({
      resourceType: 'Patient',
      text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div>' },
      contained: [{ resourceType: 'Organization', id: 'o' }],
      name: [{ given: ['Ans', null], _given: [null, { id: 'x' }] }],
    });
    const damage = fc.tuple(
      fc.nat(xml.length),
      fc.nat(12),
      fc.string({
        maxLength: 4,
        unit: fc.constantFrom('<', '>', '/', '"', '=', '&', ';', ' ', 'a', ':', '!', '-', '[', '?', '\u0000'),
      }),
    );
    fc.assert(
      fc.property(damage, ([at, length, inserted]) => {
        const damaged = xml.slice(0, at) + inserted + xml.slice(at + length);
        try {
          expect(read(damaged).resourceType).toBeTypeOf('string');
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** The order of properties means nothing in JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
