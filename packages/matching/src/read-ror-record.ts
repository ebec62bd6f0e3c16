import { described, type Fields, fieldsOf, RorRecordError, text } from './json-fields.ts';
import { parseRorId, type RorId } from './ror-id.ts';
import type { RorRecord } from './ror-record.ts';
import { readSchema1 } from './ror-schema-1.ts';
import { readSchema2 } from './ror-schema-2.ts';

/**
 * A record of a ROR data file, of schema 2.x or 1.x; which of both is seen from its fields. Fields that the schema
 * does not know are ignored, what is absent is absent; what is there must be right.
 * Throws `RorRecordError`, which names the field and what is wrong with it.
 * Source: https://github.com/ror-community/ror-schema.
 */
export function readRorRecord(json: unknown): RorRecord {
  const record = fieldsOf(json, '');
  const id = readId(record);
  if (Array.isArray(record.values.names)) return readSchema2(record, id);
  if (typeof record.values.name === 'string') return readSchema1(record, id);
  throw new RorRecordError(
    '',
    'is no ROR record: it has neither a list of names (schema 2) nor a name (schema 1)',
  );
}

function readId(record: Fields): RorId {
  const id = parseRorId(text(record, 'id'));
  if (id !== undefined) return id;
  const shown = described(record.values.id);
  throw new RorRecordError(
    'id',
    `should be https://ror.org/ and nine characters with right check digits, is ${shown}`,
  );
}
