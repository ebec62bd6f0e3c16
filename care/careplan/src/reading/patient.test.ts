import { describe, expect, it } from 'vitest';
import { patient, planOf } from '../testing/record.ts';

const read = (elements: object) => planOf([], undefined, { ...patient, ...elements }).patient;
const EXT = 'http://hl7.org/fhir/StructureDefinition/';
const part = (name: string, valueString: string) => ({ url: `${EXT}humanname-${name}`, valueString });
const CAPACITY =
  'https://api.iknl.nl/docs/pzp/r4/StructureDefinition/ext-Patient.LegallyCapableMedicalTreatmentDecisions';
const OLD_CAPACITY =
  'https://fhir.iknl.nl/fhir/StructureDefinition/ext-LegallyCapable-MedicalTreatmentDecisions';

describe('the name of a patient', () => {
  const both = [
    part('own-prefix', 'de'),
    part('own-name', 'Proef'),
    part('partner-prefix', 'van der'),
    part('partner-name', 'Test'),
  ];
  it.each([
    ['NL1', 'de Proef, Wil'],
    ['NL2', 'van der Test, Wil'],
    ['NL3', 'van der Test – de Proef, Wil'],
    ['NL4', 'de Proef – van der Test, Wil'],
  ])('puts own and partner name in the order %s', (valueCode, expected) => {
    const name = {
      use: 'official',
      family: 'x',
      _family: { extension: both },
      given: ['Wil'],
      extension: [{ url: `${EXT}humanname-assembly-order`, valueCode }],
    };
    expect(read({ name: [name] }).name).toBe(expected);
  });

  it('leaves initials out, and names what somebody is called by', () => {
    const qualifier = (valueCode: string) => ({
      extension: [{ url: `${EXT}iso21090-EN-qualifier`, valueCode }],
    });
    const official = {
      use: 'official',
      family: 'Proef',
      given: ['W.', 'Wilhelmina'],
      _given: [qualifier('IN'), qualifier('BR')],
    };
    expect(read({ name: [official, { use: 'usual', given: ['Wil'] }] })).toMatchObject({
      name: 'Proef, Wilhelmina',
      callName: 'Wil',
    });
  });

  it.each([
    ['text alone', [{ text: 'Iemand Anders' }], 'Iemand Anders'],
    [
      'an old name beside the one of today',
      [
        { use: 'old', family: 'Toen' },
        { family: 'Nu', given: ['A'] },
      ],
      'Nu, A',
    ],
    ['no name', undefined, undefined],
    ['something that is not a name', 'Jan', undefined],
  ])('is read from %s', (_sentence, name, expected) => {
    expect(read({ name }).name).toBe(expected);
  });
});

describe('a patient', () => {
  it('who has died is shown as such, with the age they reached', () => {
    expect(read({ deceasedDateTime: '2020-05-04' })).toMatchObject({
      deceased: { on: { text: '2020-05-04' } },
      age: { years: 69 },
    });
  });

  it('who has died on an unknown date has no age', () => {
    const { deceased, age } = read({ deceasedBoolean: true });
    expect([deceased, age]).toEqual([{}, undefined]);
  });

  it('who has not died is not shown as such', () => {
    expect(read({ deceasedBoolean: false }).deceased).toBeUndefined();
  });

  it('whose record was replaced points at the other one', () => {
    expect(read({ link: [{ type: 'replaced-by', other: { reference: 'Patient/other' } }] }).replacedBy).toBe(
      'other',
    );
  });

  it('who prefers another language says which', () => {
    const communication = [
      { language: { coding: [{ code: 'nl' }] } },
      { language: { coding: [{ code: 'tr' }] }, preferred: true },
    ];
    expect(read({ communication }).language).toBe('tr');
  });
});

describe('legal capacity', () => {
  it.each([
    ['rc2', CAPACITY],
    ['beta3', OLD_CAPACITY],
  ])('is read from the extension of %s', (_version, url) => {
    const extension = [
      {
        url,
        extension: [
          { url: 'legallyCapable', valueBoolean: false },
          { url: 'legallyCapableComment', valueString: 'wisselend' },
        ],
      },
    ];
    expect(read({ extension }).legalCapacity).toEqual({ capable: false, comment: 'wisselend' });
  });

  it('is not known when it was not recorded, or is not yes or no', () => {
    expect(read({}).legalCapacity).toEqual({ capable: undefined });
    expect(
      read({ extension: [{ url: CAPACITY, extension: [{ url: 'legallyCapable', valueString: 'ja' }] }] })
        .legalCapacity,
    ).toEqual({ capable: undefined });
  });
});
