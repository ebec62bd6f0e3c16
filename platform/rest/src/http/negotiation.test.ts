import { describe, expect, it } from 'vitest';
import { refusalOf } from '../testing/refusal.ts';
import { answerFormat, bodyKind } from './negotiation.ts';
import { parsePrefer } from './prefer.ts';

describe('the format of an answer', () => {
  it.each([
    [undefined, undefined, 'json'],
    ['*/*', undefined, 'json'],
    ['application/fhir+xml', undefined, 'xml'],
    ['application/fhir+json;q=0.5, application/fhir+xml', undefined, 'xml'],
    ['application/fhir+xml;q=0, application/json', undefined, 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', undefined, 'json'],
    ['text/turtle, application/xml', undefined, 'xml'],
    ['application/fhir+json; fhirVersion=4.0', undefined, 'json'],
    ['application/fhir+json', 'xml', 'xml'],
    ['text/turtle', 'application/fhir+json', 'json'],
    [undefined, 'application/fhir xml', 'xml'],
    [undefined, 'application/fhir+xml;fhirVersion=4.0', 'xml'],
  ] as const)('is by Accept %s and _format %s: %s', (accept, format, expected) => {
    expect(answerFormat(accept, format)).toBe(expected);
  });

  it.each([
    ['text/turtle', undefined],
    ['application/fhir+json; fhirVersion=3.0', undefined],
    [undefined, 'ttl'],
    [undefined, 'constructor'],
    ['application/fhir+json;q=0', undefined],
  ])('is refused with 406 for Accept %s and _format %s', (accept, format) => {
    expect(refusalOf(() => answerFormat(accept, format))).toMatchObject({ status: 406 });
  });
});

describe('the kind of a body', () => {
  it.each([
    ['application/fhir+json; charset=UTF-8', 'json'],
    ['application/json', 'json'],
    ['application/fhir+xml', 'xml'],
    ['application/json-patch+json', 'json-patch'],
    ['application/x-www-form-urlencoded', 'form'],
    ['image/png', 'other'],
    ['json', 'other'],
    [undefined, 'other'],
  ])('is by Content-Type %s: %s', (type, kind) => {
    expect(bodyKind(type)).toBe(kind);
  });

  it.each(['application/fhir+json; charset=iso-8859-1', 'application/fhir+xml; fhirVersion=3.0'])(
    'is refused with 415 for %s',
    (type) => {
      expect(refusalOf(() => bodyKind(type))).toMatchObject({ status: 415 });
    },
  );
});

describe('preferences', () => {
  it('are read from one or several headers, and what is unknown is passed over', () => {
    expect(parsePrefer('return=minimal; handling=strict')).toEqual({ return: 'minimal', handling: 'strict' });
    expect(parsePrefer('respond-async, return="OperationOutcome"')).toEqual({ return: 'OperationOutcome' });
    expect(parsePrefer('return=everything')).toEqual({});
    expect(parsePrefer(undefined)).toEqual({});
  });
});
