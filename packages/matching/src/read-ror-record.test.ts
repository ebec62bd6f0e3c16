import { describe, expect, it } from 'vitest';
import { displayName, parseRorId, RorRecordError, readRorRecord, successorsOf } from './index.ts';

// Invented organisations; their ids have right check digits and belong to nobody.
const id = 'https://ror.org/0aaaaaa42';

const schema2 = {
  id,
  status: 'active',
  names: [
    { value: 'UvS', types: ['acronym'], lang: null },
    { value: 'Universiteit van Sprookjesstad', types: ['ror_display', 'label'], lang: 'nl' },
  ],
  types: ['education', 'healthcare'],
  locations: [
    {
      geonames_id: 42,
      geonames_details: {
        name: 'Sprookjesstad',
        country_code: 'NL',
        country_subdivision_name: 'Nergensland',
        lat: 52,
        lng: 4,
      },
    },
  ],
  relationships: [{ type: 'successor', id: 'https://ror.org/0bbbbbb17', label: 'Nieuwe Universiteit' }],
  links: [{ type: 'website', value: 'https://uvs.example' }],
  domains: ['uvs.example'],
  external_ids: [{ type: 'fundref', all: ['1', '2'], preferred: '1' }],
  established: 1900,
  admin: {
    created: { date: '2020-01-01', schema_version: '1.0' },
    last_modified: { date: '2026-02-24', schema_version: '2.1' },
  },
};

const schema1 = {
  id,
  name: 'Universiteit van Sprookjesstad',
  types: ['Education', 'Healthcare'],
  status: 'active',
  established: 1900,
  labels: [{ label: 'University of Fairytown', iso639: 'en' }],
  aliases: ['Hogeschool Sprookjesstad'],
  acronyms: ['UvS'],
  addresses: [{ lat: 52, lng: 4, city: 'Sprookjesstad', geonames_city: { id: 42, city: 'Sprookjesstad' } }],
  country: { country_name: 'Netherlands', country_code: 'NL' },
  relationships: [{ type: 'Parent', id: 'https://ror.org/0bbbbbb17', label: 'Nergensland' }],
  links: ['https://uvs.example'],
  wikipedia_url: '',
  external_ids: {
    GRID: { preferred: 'grid.1.2', all: 'grid.1.2' },
    ISNI: { preferred: null, all: ['0000 0001'] },
  },
};

function refusal(json: unknown): string {
  try {
    readRorRecord(json);
  } catch (error) {
    if (error instanceof RorRecordError) return error.message;
    throw error;
  }
  return 'was read';
}

describe('a ROR id', () => {
  it('may be written with or without its address, in capitals too', () => {
    expect(parseRorId('ror.org/0AAAAAA42')).toBe(id);
    expect(parseRorId('0aaaaaa42')).toBe(id);
  });

  it('is none with a wrong check digit or a letter that the alphabet leaves out', () => {
    expect(parseRorId('0aaaaaa43')).toBeUndefined();
    expect(parseRorId('0aaaiaa42')).toBeUndefined();
  });
});

describe('a record of ROR', () => {
  it('is read from schema 2 with names, places, relations and identifiers', () => {
    const record = readRorRecord(schema2);
    expect(displayName(record)).toBe('Universiteit van Sprookjesstad');
    expect(record.names[0]).toEqual({ value: 'UvS', kinds: ['acronym'] });
    expect(record.places).toEqual([
      {
        geonamesId: 42,
        city: 'Sprookjesstad',
        subdivision: 'Nergensland',
        countryCode: 'NL',
        latitude: 52,
        longitude: 4,
      },
    ]);
    expect(successorsOf(record)).toEqual(['https://ror.org/0bbbbbb17']);
    expect(record.externalIds).toEqual([{ scheme: 'fundref', values: ['1', '2'], preferred: '1' }]);
    expect(record.lastModified).toBe('2026-02-24');
  });

  it('is read from schema 1 into the same shape', () => {
    const record = readRorRecord(schema1);
    expect(record.names.map(({ value, kinds }) => [value, kinds.at(0)])).toEqual([
      ['Universiteit van Sprookjesstad', 'ror_display'],
      ['University of Fairytown', 'label'],
      ['Hogeschool Sprookjesstad', 'alias'],
      ['UvS', 'acronym'],
    ]);
    expect(record.places).toEqual([
      { geonamesId: 42, city: 'Sprookjesstad', countryCode: 'NL', latitude: 52, longitude: 4 },
    ]);
    expect(record.relationships[0]?.kind).toBe('parent');
    expect(record.externalIds.map(({ scheme, values }) => [scheme, values])).toEqual([
      ['grid', ['grid.1.2']],
      ['isni', ['0000 0001']],
    ]);
    expect(record.links).toEqual([{ kind: 'website', url: 'https://uvs.example' }]);
  });

  it.each([
    ['something that is no record', 'hello', 'should be an object, is "hello"'],
    [
      'an object without names',
      { id },
      'is no ROR record: it has neither a list of names (schema 2) nor a name (schema 1)',
    ],
    [
      'a wrong id',
      { ...schema2, id: 'https://ror.org/0aaaaaa43' },
      'id: should be https://ror.org/ and nine characters with right check digits, is "https://ror.org/0aaaaaa43"',
    ],
    ['an absent id', { ...schema2, id: undefined }, 'id: should be a text, is absent'],
    [
      'an unknown status',
      { ...schema2, status: 'asleep' },
      'status: should be one of active, inactive, withdrawn, is "asleep"',
    ],
    ['no name', { ...schema2, names: [] }, 'names: should have at least one name'],
    [
      'a name that is a number',
      { ...schema2, names: [{ value: 7, types: [] }] },
      'names[0].value: should be a text, is 7',
    ],
    [
      'an unknown kind of name',
      { ...schema2, names: [{ value: 'x', types: ['label', 'nick'] }] },
      'names[0].types[1]: should be one of ror_display, label, alias, acronym, is "nick"',
    ],
    [
      'a place with a text for a latitude',
      { ...schema2, locations: [{ geonames_details: { lat: 'north' } }] },
      'locations[0].geonames_details.lat: should be a number, is "north"',
    ],
    [
      'a relation to no id',
      { ...schema2, relationships: [{ type: 'parent', id: 'x', label: 'y' }] },
      'relationships[0].id: should be a ROR id',
    ],
    [
      'a country that is a text, in schema 1',
      { ...schema1, country: 'NL' },
      'country: should be an object, is "NL"',
    ],
  ])('is refused by name: %s', (_, json, message) => {
    expect(refusal(json)).toBe(message);
  });
});
