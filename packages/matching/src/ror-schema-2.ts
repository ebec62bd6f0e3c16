import {
  at,
  type Fields,
  list,
  object,
  objects,
  oneOf,
  optionalNumber,
  optionalText,
  RorRecordError,
  text,
  texts,
} from './json-fields.ts';
import { parseRorId, type RorId } from './ror-id.ts';
import {
  type ExternalId,
  NAME_KINDS,
  ORGANISATION_STATUSES,
  ORGANISATION_TYPES,
  type OrganisationName,
  type OrganisationPlace,
  type OrganisationRelationship,
  RELATIONSHIP_KINDS,
  type RorRecord,
} from './ror-record.ts';

/** A record of schema 2.0 or 2.1. Source: ror_schema_v2_1.json of ror-community/ror-schema. */
export function readSchema2(record: Fields, id: RorId): RorRecord {
  return {
    schema: '2',
    id,
    status: oneOf(text(record, 'status'), ORGANISATION_STATUSES, 'status'),
    names: readNames(record),
    types: texts(record, 'types').map((type, n) => oneOf(type, ORGANISATION_TYPES, `types[${n}]`)),
    places: objects(record, 'locations').map(readPlace),
    relationships: readRelationships(record),
    links: objects(record, 'links').map((link) => ({
      kind: oneOf(text(link, 'type'), ['website', 'wikipedia'], at(link, 'type')),
      url: text(link, 'value'),
    })),
    domains: texts(record, 'domains'),
    externalIds: objects(record, 'external_ids').map(readExternalId),
    ...present('established', optionalNumber(record, 'established')),
    ...present('lastModified', optionalText(object(object(record, 'admin'), 'last_modified'), 'date')),
  };
}

/** The relationships of a record of either schema: they differ in the capitals of the kind alone. */
export function readRelationships(record: Fields): OrganisationRelationship[] {
  return objects(record, 'relationships').map((relationship) => {
    const id = parseRorId(text(relationship, 'id'));
    if (id === undefined) throw new RorRecordError(at(relationship, 'id'), 'should be a ROR id');
    const kind = oneOf(text(relationship, 'type'), RELATIONSHIP_KINDS, at(relationship, 'type'));
    return { kind, id, label: text(relationship, 'label') };
  });
}

/** A field of an object literal that is there only with a value. */
export function present<Key extends string, Value>(key: Key, value: Value | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { readonly [key in Key]?: Value };
}

function readNames(record: Fields): OrganisationName[] {
  const names = objects(record, 'names').map((name) => ({
    value: text(name, 'value'),
    kinds: texts(name, 'types').map((kind, n) => oneOf(kind, NAME_KINDS, `${at(name, 'types')}[${n}]`)),
    ...present('language', optionalText(name, 'lang')),
  }));
  if (names.length === 0) throw new RorRecordError('names', 'should have at least one name');
  return names;
}

function readPlace(location: Fields): OrganisationPlace {
  const details = object(location, 'geonames_details');
  return {
    ...present('geonamesId', optionalNumber(location, 'geonames_id')),
    ...present('city', optionalText(details, 'name')),
    ...present('subdivision', optionalText(details, 'country_subdivision_name')),
    ...present('countryCode', optionalText(details, 'country_code')?.toUpperCase()),
    ...present('latitude', optionalNumber(details, 'lat')),
    ...present('longitude', optionalNumber(details, 'lng')),
  };
}

function readExternalId(external: Fields): ExternalId {
  return {
    scheme: text(external, 'type').toLowerCase(),
    values: list(external, 'all').map(String),
    ...present('preferred', optionalText(external, 'preferred')),
  };
}
