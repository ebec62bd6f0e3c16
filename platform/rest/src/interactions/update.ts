import type { FhirResource } from '@caecilia/fhir';
import type { Change, Changed, RecordReader, StoredVersion } from '@caecilia/kernel';
import { Problem } from '@caecilia/kernel';
import { parseIfMatch } from '../etag.ts';
import type { Answer, Conditions, FhirContext, WritingExchange } from '../exchange.ts';
import { answerChanged } from './changed.ts';
import { accepted, requireId, resourceIn } from './incoming.ts';
import { lockName, soleMatch } from './match.ts';

/** `PUT [base]/Type/id`: replaces, or creates under the id that the client chose. */
export async function update(
  context: FhirContext,
  exchange: WritingExchange,
  { type, id }: { type: string; id: string },
): Promise<Answer> {
  const given = resourceIn(exchange.body, type);
  requireId(given, id);
  const { resource, notes } = accepted(context, given);
  const ifMatch = await expectedVersion(exchange.reader, type, id, exchange.conditions);
  const change: Change = { kind: 'update', id, resource, ...(ifMatch === undefined ? {} : { ifMatch }) };
  return answerChanged(await exchange.session.change(change), exchange, notes);
}

/**
 * The version that a change must find. `If-Match: *` only asks that the resource is there; the version it has now is
 * then the one that must still be current when the change is made.
 */
export async function expectedVersion(
  reader: RecordReader,
  type: string,
  id: string,
  { ifMatch }: Conditions,
): Promise<number | undefined> {
  const expected = parseIfMatch(ifMatch);
  if (expected !== '*') return expected;
  const current = await reader.read(type, id);
  if (current !== undefined && !current.deleted) return current.versionId;
  throw new Problem(
    'conflict',
    `If-Match: * asks for a ${type} that is there, and there is none with this id`,
    {
      status: 412,
      expression: `${type}.id`,
    },
  );
}

/** `PUT [base]/Type?condition` (R4 3.1.0.4.3). */
export async function conditionalUpdate(
  context: FhirContext,
  exchange: WritingExchange,
  { type }: { type: string },
): Promise<Answer> {
  const { resource, notes } = accepted(context, resourceIn(exchange.body, type));
  const condition = exchange.query.toString();
  const expected = parseIfMatch(exchange.conditions.ifMatch);
  const changed = await exchange.session.transaction(async (transaction) => {
    await transaction.lock(lockName(type, condition));
    const match = await soleMatch(context, { ...exchange, reader: transaction }, type, condition);
    const change = conditionalChange(resource, match, expected);
    return sole(await transaction.write([change]));
  });
  return answerChanged(changed, exchange, notes);
}

/** What a conditional update becomes: a create, an update under the id in the resource, or an update of the match. */
export function conditionalChange(
  resource: FhirResource,
  match: StoredVersion | undefined,
  expected: number | '*' | undefined,
): Change {
  const type = resource.resourceType;
  if (match === undefined) {
    if (expected !== undefined) {
      throw new Problem('conflict', 'If-Match asks for a version, and nothing matches the condition', {
        status: 412,
      });
    }
    if (resource.id === undefined) return { kind: 'create', resource };
    return { kind: 'update', id: resource.id, resource };
  }
  if (resource.id !== undefined && resource.id !== match.id) {
    throw new Problem(
      'invalid',
      'the id in the resource is not the id of the resource that matches the condition',
      {
        expression: `${type}.id`,
      },
    );
  }
  const ifMatch = expected === '*' ? match.versionId : expected;
  return {
    kind: 'update',
    id: match.id,
    resource: { ...resource, resourceType: type, id: match.id },
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}

/** The result of writing one change inside a transaction. */
export function sole(changes: readonly Changed[]): Changed {
  const [changed] = changes;
  if (changed === undefined || changes.length > 1)
    throw new Error('the store answered another number of changes');
  return changed;
}
