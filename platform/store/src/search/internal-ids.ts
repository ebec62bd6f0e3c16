import { bucketOf, internalId, isLogicalId } from '../ids.ts';
import { typeNumber } from '../resource-types.ts';
import type { StatementDraft } from './statement-draft.ts';

/** A resource by its type and logical id. */
export interface Named {
  readonly type: string;
  readonly id: string;
}

/**
 * A subquery of bucket, type and id for resources by name. The bucket that the id tells is right unless `place`
 * says otherwise. Names that cannot exist are left out.
 */
export function keysOf(draft: StatementDraft, names: readonly Named[]): string {
  const ids = names
    .filter(({ id }) => isLogicalId(id))
    .map(({ type, id }) => ({ type: typeNumber(type), id: internalId(type, id).id }));
  const columns = [
    draft.plain(
      ids.map(({ type }) => type),
      'smallint',
    ),
    draft.plain(
      ids.map(({ id }) => id),
      'uuid',
    ),
    draft.plain(
      ids.map(({ id }) => bucketOf(id)),
      'smallint',
    ),
  ];
  return `(select coalesce((select p.bucket from place p where p.type = w.type and p.id = w.id), w.told) as bucket, w.type, w.id
    from (select distinct type, id, told from unnest(${columns.join(', ')}) w(type, id, told)) w)`;
}

/** The logical id of a row, as text. */
export function logicalId(alias: string): string {
  return `coalesce(${alias}.fid, ${alias}.id::text)`;
}

const OWN_LAYOUT = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';

/**
 * A subquery of bucket, type and id like `keysOf`, for logical ids of one type that SQL found: what `internalId` and
 * `bucketOf` compute, in SQL. `from` is a row source called x with a column `logical`.
 */
export function keysInSql(draft: StatementDraft, type: string, from: string): string {
  const digest = `substr(sha256(convert_to(${draft.param(`${type}/`, 'text')} || x.logical, 'UTF8')), 1, 16)`;
  const masked = `set_byte(set_byte(d, 6, (get_byte(d, 6) & 15) | 128), 8, (get_byte(d, 8) & 63) | 128)`;
  return `(select coalesce((select p.bucket from place p where p.type = ${typeNumber(type)} and p.id = u.id),
      ('x' || substr(u.id::text, 16, 3))::bit(12)::int) as bucket, ${typeNumber(type)} as type, u.id
    from (select case when x.logical ~ '${OWN_LAYOUT}' then x.logical::uuid
        else (select encode(${masked}, 'hex')::uuid from (select ${digest} as d) m) end as id
      from ${from}) u)`;
}
