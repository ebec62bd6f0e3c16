import {
  at,
  type Fields,
  fieldsOf,
  object,
  objects,
  oneOf,
  optionalNumber,
  optionalText,
  text,
  texts,
} from './json-fields.ts';
import type { RorId } from './ror-id.ts';
import {
  type ExternalId,
  ORGANISATION_STATUSES,
  ORGANISATION_TYPES,
  type OrganisationName,
  type OrganisationPlace,
  type RorRecord,
} from './ror-record.ts';
import { present, readRelationships } from './ror-schema-2.ts';

/**
 * A record of schema 1.x. Its name is the one that is shown; labels have a language, aliases and acronyms none.
 * Releases before 2021 have no status: every record in them is active.
 */
export function readSchema1(record: Fields, id: RorId): RorRecord {
  const countryCode = optionalText(object(record, 'country'), 'country_code')?.toUpperCase();
  return {
    schema: '1',
    id,
    status: oneOf(optionalText(record, 'status') ?? 'active', ORGANISATION_STATUSES, 'status'),
    names: readNames(record),
    types: texts(record, 'types').map((type, n) => oneOf(type, ORGANISATION_TYPES, `types[${n}]`)),
    places: readPlaces(record, countryCode),
    relationships: readRelationships(record),
    links: readLinks(record),
    domains: [],
    externalIds: readExternalIds(record),
    ...present('established', optionalNumber(record, 'established')),
  };
}

function readNames(record: Fields): OrganisationName[] {
  const labels = objects(record, 'labels').map((label) => ({
    value: text(label, 'label'),
    kinds: ['label'] as const,
    ...present('language', optionalText(label, 'iso639')),
  }));
  return [
    { value: text(record, 'name'), kinds: ['ror_display', 'label'] },
    ...labels,
    ...texts(record, 'aliases').map((value) => ({ value, kinds: ['alias'] as const })),
    ...texts(record, 'acronyms').map((value) => ({ value, kinds: ['acronym'] as const })),
  ];
}

function readPlaces(record: Fields, countryCode: string | undefined): OrganisationPlace[] {
  const places = objects(record, 'addresses').map((address) => {
    const geonames = object(address, 'geonames_city');
    return {
      ...present('geonamesId', optionalNumber(geonames, 'id')),
      ...present('city', optionalText(geonames, 'city') ?? optionalText(address, 'city')),
      ...present('subdivision', optionalText(address, 'state') ?? subdivisionOf(geonames)),
      ...present('countryCode', countryCode),
      ...present('latitude', optionalNumber(address, 'lat')),
      ...present('longitude', optionalNumber(address, 'lng')),
    };
  });
  return places.length > 0 || countryCode === undefined ? places : [{ countryCode }];
}

function subdivisionOf(geonames: Fields): string | undefined {
  return optionalText(object(geonames, 'geonames_admin1'), 'name');
}

function readLinks(record: Fields): RorRecord['links'] {
  const wikipedia = optionalText(record, 'wikipedia_url');
  return [
    ...texts(record, 'links').map((url) => ({ kind: 'website' as const, url })),
    ...(wikipedia === undefined ? [] : [{ kind: 'wikipedia' as const, url: wikipedia }]),
  ];
}

function readExternalIds(record: Fields): ExternalId[] {
  const schemes = object(record, 'external_ids');
  return Object.keys(schemes.values).map((scheme) => {
    const external = fieldsOf(schemes.values[scheme], at(schemes, scheme));
    // `all` is a list in every scheme but GRID, where it is one text.
    const all = external.values.all;
    return {
      scheme: scheme.toLowerCase(),
      values: typeof all === 'string' ? [all] : texts(external, 'all'),
      ...present('preferred', optionalText(external, 'preferred')),
    };
  });
}
