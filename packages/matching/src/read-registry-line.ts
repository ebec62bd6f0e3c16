import { fieldsOf, optionalText, RorRecordError, text, texts } from './json-fields.ts';
import { readRorRecord } from './read-ror-record.ts';
import { parseRorId } from './ror-id.ts';
import { ORGANISATION_TYPES, type Organisation, type RorRecord } from './ror-record.ts';

/** One line of a registry file: a record of ROR, or an organisation of which little more than the name is known. */
export type RegistryLine =
  | { readonly nameOnly: false; readonly organisation: RorRecord }
  | { readonly nameOnly: true; readonly organisation: Organisation };

/**
 * A line of a registry file as JSON: a record of ROR (`readRorRecord`), or `{id, labels, country_code?, type?}` for an
 * organisation that is known by name only. Throws `RorRecordError`.
 */
export function readRegistryLine(json: unknown): RegistryLine {
  const fields = fieldsOf(json, '');
  const isNameOnly = Array.isArray(fields.values.labels) && fields.values.name === undefined;
  if (!isNameOnly || fields.values.names !== undefined) {
    return { nameOnly: false, organisation: readRorRecord(json) };
  }
  const id = parseRorId(text(fields, 'id'));
  if (id === undefined) throw new RorRecordError('id', 'should be a ROR id with right check digits');
  const names = texts(fields, 'labels').map((value) => ({ value, kinds: ['label'] as const }));
  if (names.length === 0) throw new RorRecordError('labels', 'should have at least one name');
  const countryCode = optionalText(fields, 'country_code')?.toUpperCase();
  const type = ORGANISATION_TYPES.find((known) => known === optionalText(fields, 'type')?.toLowerCase());
  return {
    nameOnly: true,
    organisation: {
      id,
      status: 'active',
      names,
      types: type === undefined ? [] : [type],
      places: countryCode === undefined ? [] : [{ countryCode }],
      relationships: [],
    },
  };
}
