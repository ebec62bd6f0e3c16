import { booleanOf, integerOf, optionalTextOf, type Row, textOf } from '@caecilia/engine';
import type { StoredVersion } from '@caecilia/kernel';
import { fhirInstant } from './instant.ts';
import { typeName } from './resource-types.ts';

const METHODS = { C: 'POST', U: 'PUT', P: 'PATCH', D: 'DELETE' } as const;

/** The interaction behind the letter of a row. */
export function methodName(letter: string): StoredVersion['method'] {
  if (letter === 'C' || letter === 'U' || letter === 'P' || letter === 'D') return METHODS[letter];
  throw new Error('a row has a method that this release does not know');
}

/** The columns that a version is made of, for the select list of table `alias`. */
export function versionColumns(alias: string): string {
  return ['type', 'id', 'fid', 'vid', 'last_updated', 'deleted', 'method', 'content']
    .map((column) => `${alias}.${column}`)
    .join(', ');
}

/** Makes a version of a row that was selected with `versionColumns`. */
export function storedVersion(row: Row): StoredVersion {
  return {
    type: typeName(integerOf(row.type)),
    id: optionalTextOf(row.fid) ?? textOf(row.id),
    versionId: integerOf(row.vid),
    lastUpdated: fhirInstant(textOf(row.last_updated)),
    deleted: booleanOf(row.deleted),
    method: methodName(textOf(row.method)),
    content: textOf(row.content),
  };
}
