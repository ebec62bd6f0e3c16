import type { StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { parseIfMatch } from '../etag.ts';
import type { Exchange, FhirContext } from '../exchange.ts';

/** The version that a change must find, as the store takes it: nothing, or the number. */
export interface Expected {
  readonly ifMatch?: number;
}

/**
 * Compares `If-Match` with the current version. Throws 412 when they differ or when there is nothing, and 428 when a
 * type that must not be overwritten unseen is changed without it.
 */
export function matchedVersion(
  { needsIfMatch }: Pick<FhirContext, 'needsIfMatch'>,
  type: string,
  header: string | undefined,
  current: StoredVersion | undefined,
): Expected {
  const expected = parseIfMatch(header);
  const there = current?.deleted === true ? undefined : current;
  if (expected === undefined) {
    if (there !== undefined && needsIfMatch(type)) throw unseen(type);
    return {};
  }
  if (there === undefined || (expected !== '*' && expected !== there.versionId)) throw stale(type);
  return { ifMatch: there.versionId };
}

/** The same where the current version is not at hand; it is read only when the header alone does not tell. */
export async function expectedVersion(
  context: FhirContext,
  { reader, conditions }: Exchange,
  type: string,
  id: string,
): Promise<Expected> {
  const expected = parseIfMatch(conditions.ifMatch);
  if (typeof expected === 'number') return { ifMatch: expected };
  if (expected === undefined && !context.needsIfMatch(type)) return {};
  return matchedVersion(context, type, conditions.ifMatch, await reader.read(type, id));
}

function unseen(type: string): Problem {
  return new Problem(
    'required',
    `a ${type} is changed with If-Match, so that nobody overwrites what they have not seen`,
    {
      status: 428,
      expression: `${type}.meta.versionId`,
    },
  );
}

/** The refusal of a change that was made on another version than the current one. */
export function stale(type: string): Problem {
  return new Problem(
    'conflict',
    `the change was made on a version of this ${type} that is not the current one; read it again and repeat the change`,
    { status: 412, expression: `${type}.meta.versionId` },
  );
}
