import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriesBsn, isBsn } from './bsn.ts';

describe('a burgerservicenummer', () => {
  it.each(['999911120', '999990019', '111222333', '123456782'])('%s passes the test of eleven', (text) => {
    expect(isBsn(text)).toBe(true);
  });

  it.each(['999911121', '000000000', '12345678', '1234567820', '12345678a', '', ' 999911120', '９99911120'])(
    '%j does not',
    (text) => {
      expect(isBsn(text)).toBe(false);
    },
  );

  it('does not survive one wrong digit, nor two neighbours exchanged', () => {
    const digits = fc.stringMatching(/^\d{9}$/).filter(isBsn);
    fc.assert(
      fc.property(digits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (bsn, place, more) => {
        const other = String((Number(bsn[place]) + more) % 10);
        expect(isBsn(`${bsn.slice(0, place)}${other}${bsn.slice(place + 1)}`)).toBe(false);
      }),
    );
    fc.assert(
      fc.property(digits, fc.nat(6), (bsn, place) => {
        const [one = '', two = ''] = [bsn[place], bsn[place + 1]];
        fc.pre(one !== two);
        expect(isBsn(`${bsn.slice(0, place)}${two}${one}${bsn.slice(place + 2)}`)).toBe(false);
      }),
    );
  });
});

describe('a search parameter', () => {
  it.each([
    ['identifier', 'http://fhir.nl/fhir/NamingSystem/bsn|999911120'],
    ['identifier', 'urn:oid:2.16.840.1.113883.2.4.6.3|999911120'],
    ['identifier', 'http://fhir.nl/fhir/NamingSystem/bsn|999911121'],
    ['identifier', '999911120'],
    ['identifier', '|999911120'],
    ['identifier', 'x,999911120'],
    ['patient.identifier', '999911120'],
    ['subject:identifier', 'HTTP://fhir.nl/fhir/NamingSystem/bsn|1'],
    ['subject:Patient.identifier', '999911120'],
    ['_has:Consent:patient:identifier', '999911120'],
    ['identifier:not', '999911120'],
    ['unknown', 'http://fhir.nl/fhir/NamingSystem/bsn|999911120'],
  ])('%s=%s carries one', (name, value) => {
    expect(carriesBsn(name, value)).toBe(true);
  });

  it.each([
    ['identifier', 'http://fhir.nl/fhir/NamingSystem/bsn|'],
    ['identifier', 'http://fhir.nl/fhir/NamingSystem/bsn'],
    ['identifier', 'http://fhir.nl/fhir/NamingSystem/agb-z|12345678'],
    ['identifier', '999911121'],
    ['_lastUpdated', '999911120'],
    ['phone', '999911120'],
    ['my-identifiers', '999911120'],
  ])('%s=%s does not', (name, value) => {
    expect(carriesBsn(name, value)).toBe(false);
  });
});
